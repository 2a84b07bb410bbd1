import './theme/article.css';
import { cellActions } from './cells/cell-actions.ts';
import { listenToButtons } from './cells/cell-buttons.ts';
import { cellAround } from './cells/cell-elements.ts';
import { watchOutputs } from './cells/cell-output.ts';
import { tickStatuses } from './cells/cell-status.ts';
import { addCopyButtons } from './cells/copy-buttons.ts';
import { refreshRunButtons } from './cells/run-buttons.ts';
import { numberLines } from './cells/step-lines.ts';
import { listenToWholeFiles } from './cells/whole-file.ts';
import { restoreColorMode } from './color-mode.ts';
import { showNotice } from './corner.ts';
import { drawDiagrams, watchDiagramColours } from './deck/mermaid-diagrams.ts';
import { fetchPage, swapContent } from './deck/page-swap.ts';
import { listenToKeys } from './keys/listen-to-keys.ts';
import { createLiveBoard } from './live/live-board.ts';
import { openLivePage } from './live/live-page.ts';
import { nameMissingPictures } from './missing-pictures.ts';
import { readPageConfig } from './page-config.ts';
import { createPlayer } from './player/player.ts';
import { foldableProblems } from './problems.ts';
import { closeLostTerminals, sizeTerminals } from './terminal/open-terminal.ts';

const config = readPageConfig(document);
const { name } = config;
const player = createPlayer({ showsRecords: true, grown() {} });
const live = openLivePage(config, createLiveBoard(player, true), {
  reload: () => void reload(),
  ready() {},
  grown() {},
  concerns: () => true,
  restore: (session) => actions.restoreSession(sectionInView(), session),
});
const actions = cellActions(live, player, name);

restoreColorMode();
nameMissingPictures();
dress();
watchDiagramColours();
watchOutputs();
tickStatuses();
listenToButtons(actions, player, name);
listenToWholeFiles(() => {});
// A page that is read and scrolled: keys act on the cell that has the focus, never on one out of sight.
listenToKeys(actions, player, {
  page: 'article',
  scope: () => cellAround(document.activeElement)?.parentElement ?? null,
});

function sectionInView(): ParentNode {
  const sections = [...document.querySelectorAll('main > section')];
  return sections.find((one) => one.getBoundingClientRect().bottom > window.innerHeight / 3) ?? document;
}

function dress(roots: readonly ParentNode[] = [document]): void {
  foldableProblems();
  refreshRunButtons();
  for (const root of roots) {
    addCopyButtons(root);
    numberLines(root);
    sizeTerminals(root);
  }
  void drawDiagrams();
}

async function reload(): Promise<void> {
  const page = await fetchPage().catch(() => undefined);
  const swap = page && swapContent(page, 'main');
  if (!swap) return showNotice('The deck changed, but could not be fetched.');
  dress(swap.roots);
  player.dress();
  closeLostTerminals();
  swap.refocus();
}
