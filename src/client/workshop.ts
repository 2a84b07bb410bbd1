import './theme/workshop.css';
import { allCells, cellsOf, sessionCells, sessionOf } from './cells/cell-elements.ts';
import { showNotice } from './corner.ts';
import { make } from './elements.ts';
import { setUpArticle } from './reading/set-up-article.ts';
import { spoken } from './words.ts';
import { createCellEdit } from './workshop/cell-edit.ts';
import { createDock } from './workshop/dock/dock.ts';
import { createEdits } from './workshop/edits.ts';
import { createFoot, fillFoot } from './workshop/foot.ts';
import { readWorkshopMessage } from './workshop/read-workshop-message.ts';
import { askResetStep } from './workshop/reset-step.ts';
import { createSandboxCard } from './workshop/sandbox-card.ts';
import { createSeatNotice, type Seat } from './workshop/seat-notice.ts';
import { markStale } from './workshop/stale-marks.ts';
import { createStepBoard } from './workshop/step-board.ts';
import { downloadLink } from './workshop/work-download.ts';

const page = setUpArticle({
  heard,
  // Typing into one's own sandbox is what it is for.
  tellsTouched: false,
  keys: 'workshop',
  asking: () => cells.commit(),
  swapping: () => cells.hold(),
  dressed() {
    cells.dress();
    steps.dress();
  },
});
const { live, player, actions, config } = page;

const said = make('p', 'said-aloud');
said.setAttribute('role', 'status');
const announce = (words: string): void => {
  said.textContent = words;
};
const edits = markStale(createEdits((cell, text) => live.tell({ type: 'edit', cell, text })));
const cells = createCellEdit(edits, player, actions.run);
const progress = make('div', 'step-progress');
const steps = createStepBoard(progress, announce);
const notice = createSeatNotice({
  stay: () => send({ type: 'extend' }),
  leave: () => send({ type: 'leave' }),
});
let hadPlace = false;
const foot = createFoot(spoken.say('workshop.tools'));
const dock = createDock(config.name, {
  closed: (number) => void live.tell({ type: 'close', dock: number }),
  placed: foot.place,
});
const sandbox = createSandboxCard({ afresh, giveBack: () => send({ type: 'leave' }) });
const download = downloadLink();
download.hidden = true;
fillFoot(foot, { notice: notice.element, dock, progress, more: [download, sandbox.button, sandbox.card] });
document.body.append(foot.element, said);

cells.dress();
steps.dress();
listenToSteps();

function heard(text: string): void {
  const message = readWorkshopMessage(text);
  switch (message?.type) {
    case 'seat':
      sandbox.take(message);
      download.hidden = message.state !== 'ready';
      takeSeat(message);
      break;
    case 'idle':
      notice.idle(message.endsInMs);
      break;
    case 'edits':
      cells.show(edits.take(message.edits));
      edits.flush();
      break;
    case 'edit':
      cells.show(edits.takeOne(message.cell, message.text));
      break;
    case 'steps':
      steps.take(message.steps);
      break;
    case 'terminals':
      dock.take(message.open);
      break;
  }
}

/** What ran is gone with the place, whether the server says so or has forgotten that there was one. */
function takeSeat(seat: Seat): void {
  const isGone = hadPlace && seat.state === 'none';
  hadPlace = seat.state === 'ready';
  if (isGone) live.forget();
  notice.seat(isGone && seat.ended === undefined ? { ...seat, ended: 'lost' } : seat);
}

function afresh(): void {
  for (const session of new Set(['main', ...allCells().map(sessionOf)])) {
    const [cell] = sessionCells(session);
    if (cell) actions.reset(cell);
    else send({ type: 'reset', session });
  }
}

function listenToSteps(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-step-action]') : null;
    const step = steps.step(button?.dataset.of ?? '');
    if (!button || !step || button.getAttribute('aria-disabled') === 'true') return;
    cells.commit();
    if (button.dataset.stepAction === 'check') send({ type: 'check', step: step.id });
    else askResetStep(step, () => resetTo(step.section, step.id));
  });
}

/** The state right before a step is that before its first cell; a step of terminals alone has its check. */
function resetTo(section: HTMLElement, check: string): void {
  const first = cellsOf(section).find((cell) => cell.querySelector('[data-action="restore"]') !== null);
  if (first) actions.restore(first);
  else send({ type: 'restore', cell: check });
}

function send(message: Parameters<typeof live.tell>[0]): void {
  if (!live.tell(message)) showNotice(spoken.say('workshop.no-connection'));
}
