import type { CellState } from '../../../cells/cell.ts';
import type { RemoteView } from '../../../serve/remote/remote-protocol.ts';
import type { RemoteMove } from '../../../serve/stage/read-stage-message.ts';
import { clockText, paceOf, paceText } from '../../../talk/talk-plan.ts';
import { elapsedOf, hearTimer, isUnused, newTimer, type TalkTimer } from '../../../talk/talk-timer.ts';
import { make, pressable } from '../../elements.ts';
import { watchPad } from './pad.ts';

/** The phone's page. */
export interface RemoteDesk {
  readonly show: (view: RemoteView) => void;
  readonly connected: (is: boolean) => void;
}

const stateWords: Readonly<Record<CellState, string>> = {
  idle: '○ not run',
  queued: '◔ waiting',
  running: '▶ running',
  ok: '✓ ok',
  failed: '✗ failed',
  cancelled: '■ stopped',
  error: '! error',
  recorded: '◆ recorded',
};

/** Makes the page, with thumbs in mind: what moves is large and at the bottom. */
export function layRemote(send: (move: RemoteMove) => boolean): RemoteDesk {
  let view: RemoteView | undefined;
  let timer: TalkTimer = newTimer;
  let isThere = false;
  const head = make('header', '');
  const where = head.appendChild(make('span', 'where'));
  const pace = head.appendChild(make('span', 'pace'));
  const time = head.appendChild(make('button', 'time'));
  time.type = 'button';
  time.title = 'Start, pause; hold to reset';
  const title = make('h1', '');
  const notes = make('div', 'notes');
  const outline = make('div', 'outline');
  const cells = make('ul', 'cells');
  const next = make('p', 'next');
  const pad = make('div', 'pad', 'Drag here: laser');
  const small = make('div', 'small');
  const black = pressable('Black', () =>
    send({ type: 'blank', blank: view?.blank === 'off' ? 'black' : 'off' }),
  );
  const laser = pressable('Laser', () => {
    pad.hidden = !pad.hidden;
    laser.setAttribute('aria-pressed', String(!pad.hidden));
  });
  const replay = pressable('Replay', () => send({ type: 'go', to: 'replay' }));
  small.append(black, laser, replay);
  pad.hidden = true;
  const steps = make('div', 'steps');
  const back = pressable('Back', () => send({ type: 'go', to: 'prev' }));
  const on = pressable('Next', () => send({ type: 'go', to: 'next' }));
  on.className = 'on';
  steps.append(back, on);
  const middle = make('main', '');
  middle.append(title, notes, outline, cells);
  document.body.append(head, middle, next, pad, small, steps);

  watchPad(pad, (at) => send({ type: 'laser', at }));
  let holding: number | undefined;
  time.addEventListener('pointerdown', () => {
    holding = window.setTimeout(() => {
      holding = undefined;
      send({ type: 'timer', act: 'reset' });
    }, 700);
  });
  // A finger that has become a scroll neither taps nor holds.
  time.addEventListener('pointercancel', () => {
    window.clearTimeout(holding);
    holding = undefined;
  });
  time.addEventListener('click', () => {
    if (holding === undefined) return;
    window.clearTimeout(holding);
    send({ type: 'timer', act: timer.since === undefined ? 'start' : 'pause' });
  });

  const tick = (): void => {
    const spent = elapsedOf(timer, Date.now());
    time.textContent = clockText(spent);
    time.classList.toggle('standing', timer.since === undefined && !isUnused(timer));
    const stand = view?.plan && view.index >= 0 ? paceOf(view.plan, view.index, spent) : undefined;
    pace.textContent = stand ? paceText(stand) : '';
    pace.dataset.pace = stand && stand.behindMs >= 1000 ? 'behind' : '';
  };
  window.setInterval(tick, 250);
  const mayMove = (): void => {
    for (const button of [back, on, black, replay]) button.disabled = !isThere || !view?.where;
  };
  mayMove();

  const show = (now: RemoteView): void => {
    const isOther = now.title !== view?.title || now.where !== view?.where;
    const sameNotes = now.notes === view?.notes;
    view = now;
    timer = hearTimer(now.timer, Date.now());
    where.textContent = now.where;
    title.textContent = now.where === '' ? 'No page shows the slides yet.' : now.title;
    if (!sameNotes) notes.innerHTML = now.notes;
    outline.replaceChildren(...now.outline.map((line) => make('p', '', line)));
    if (isOther) middle.scrollTop = 0;
    next.textContent = now.where === '' ? '' : now.next === '' ? 'The last slide' : `Next: ${now.next}`;
    black.textContent = now.blank === 'off' ? 'Black' : 'Slides';
    black.classList.toggle('uncovers', now.blank !== 'off');
    cells.replaceChildren(
      ...(now.cells ?? []).map(({ id, name, state }) => {
        const item = make('li', '');
        const words = make('span', 'state', stateWords[state]);
        item.append(
          make('code', '', name),
          words,
          pressable('Run', () => send({ type: 'run', cell: id })),
        );
        return item;
      }),
    );
    mayMove();
    tick();
  };
  return {
    show,
    connected(is) {
      isThere = is;
      document.body.classList.toggle('lost', !is);
      mayMove();
    },
  };
}
