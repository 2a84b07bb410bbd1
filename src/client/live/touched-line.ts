import { sessionCells } from '../cells/cell-elements.ts';
import { hasRecord } from '../cells/cell-record.ts';
import { showLine } from '../corner.ts';
import { spoken } from '../words.ts';

/** What a reader can do about a session that was changed by hand. */
export interface TouchedActions {
  readonly restore: () => void;
  readonly dismiss: () => void;
}

/** Says in the corner that a session is not what its cells left, and offers to mend it; or takes that away. */
export function showTouched(session: string, touched: boolean, { restore, dismiss }: TouchedActions): void {
  const words = session === 'main' ? spoken.say('live.touched') : spoken.say('live.touchedOf', { session });
  showLine(`touched-${session}`, touched ? words : '', {
    title: sessionCells(session).some(hasRecord) ? spoken.say('live.touchedTitle') : '',
    actions: [
      { label: spoken.say('cell.restore'), act: restore },
      { label: '×', name: spoken.say('page.hide'), act: dismiss },
    ],
  });
}
