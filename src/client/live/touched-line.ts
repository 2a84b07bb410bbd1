import { sessionCells } from '../cells/cell-elements.ts';
import { hasRecord } from '../cells/cell-record.ts';
import { showLine } from '../corner.ts';

/** What a reader can do about a session that was changed by hand. */
export interface TouchedActions {
  readonly restore: () => void;
  readonly dismiss: () => void;
}

/** Says in the corner that a session is not what its cells left, and offers to mend it; or takes that away. */
export function showTouched(session: string, touched: boolean, { restore, dismiss }: TouchedActions): void {
  const which = session === 'main' ? 'Session' : `Session ${session}`;
  showLine(`touched-${session}`, touched ? `${which} changed by hand` : '', {
    title: sessionCells(session).some(hasRecord) ? 'Outputs may differ from the recorded ones.' : '',
    actions: [
      { label: 'Reset to here', act: restore },
      { label: '×', name: 'Hide', act: dismiss },
    ],
  });
}
