import { sessionCells } from '../cells/cell-elements.ts';
import { hasRecord } from '../cells/cell-record.ts';
import { showLine } from '../corner.ts';

/** Says in the corner that a session is not what its cells left, and offers to mend it; or takes that away. */
export function showTouched(session: string, touched: boolean, restore: (session: string) => void): void {
  showLine(`touched-${session}`, touched ? touchedText(session) : '', {
    label: 'Reset to here',
    act: () => restore(session),
  });
}

function touchedText(session: string): string {
  const which = session === 'main' ? 'The session' : `The session ${session}`;
  return sessionCells(session).some(hasRecord)
    ? `${which} was changed by hand: outputs may differ from the recorded ones.`
    : `${which} was changed by hand.`;
}
