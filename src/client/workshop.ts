import './theme/workshop.css';
import { cellsOf } from './cells/cell-elements.ts';
import { showNotice } from './corner.ts';
import { setUpArticle } from './reading/set-up-article.ts';
import { spoken } from './words.ts';
import { createCellEdit } from './workshop/cell-edit.ts';
import { createDock } from './workshop/dock/dock.ts';
import { createEdits } from './workshop/edits.ts';
import { createFoot, fillFoot } from './workshop/foot.ts';
import { make } from './workshop/make.ts';
import { readWorkshopMessage } from './workshop/read-workshop-message.ts';
import { askResetStep } from './workshop/reset-step.ts';
import { createSeatNotice } from './workshop/seat-notice.ts';
import { limitWords } from './workshop/seat-words.ts';
import { createStepBoard } from './workshop/step-board.ts';
import { downloadLink } from './workshop/work-download.ts';

const page = setUpArticle({
  heard,
  // Typing into one's own sandbox is what it is for.
  tellsTouched: false,
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
const edits = createEdits((cell, text) => live.tell({ type: 'edit', cell, text }));
const cells = createCellEdit(edits, player, actions.run);
const progress = make('div', 'step-progress');
const steps = createStepBoard(progress, announce);
const notice = createSeatNotice({
  stay: () => send({ type: 'extend' }),
  leave: () => send({ type: 'leave' }),
});
const foot = createFoot(spoken.say('workshop.tools'));
const dock = createDock(config.name, {
  closed: (number) => void live.tell({ type: 'close', dock: number }),
  placed: foot.place,
});
const limits = make('p', 'limits');
const download = downloadLink();
download.hidden = true;
fillFoot(foot, { notice: notice.element, dock, progress, more: [limits, download] });
document.body.append(foot.element, said);

cells.dress();
steps.dress();
listenToSteps();

function heard(text: string): void {
  const message = readWorkshopMessage(text);
  switch (message?.type) {
    case 'seat':
      limits.textContent = limitWords(message.limits, spoken);
      limits.title = spoken.say('workshop.limits');
      download.hidden = message.state !== 'ready';
      notice.seat(message);
      break;
    case 'idle':
      notice.idle(message.endsInMs);
      break;
    case 'edits':
      edits.flush();
      cells.show(edits.take(message.edits));
      break;
    case 'steps':
      steps.take(message.steps);
      break;
    case 'terminals':
      dock.take(message.open);
      break;
  }
}

function listenToSteps(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-step-action]') : null;
    const step = steps.step(button?.dataset.of ?? '');
    if (!button || !step || button.getAttribute('aria-disabled') === 'true') return;
    edits.flush();
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
