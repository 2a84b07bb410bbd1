import { type CellActions, cellActions } from '../cells/cell-actions.ts';
import { listenToButtons } from '../cells/cell-buttons.ts';
import { cellAround } from '../cells/cell-elements.ts';
import { watchOutputs } from '../cells/cell-output.ts';
import { tickStatuses } from '../cells/cell-status.ts';
import { addCopyButtons, addOutputCopyButtons } from '../cells/copy-buttons.ts';
import { refreshRunButtons } from '../cells/run-buttons.ts';
import { numberLines } from '../cells/step-lines.ts';
import { listenToWholeFiles } from '../cells/whole-file.ts';
import { restoreColorMode } from '../color-mode.ts';
import { showNotice } from '../corner.ts';
import { drawDiagrams, watchDiagramColours } from '../deck/mermaid-diagrams.ts';
import { fetchPage, swapContent } from '../deck/page-swap.ts';
import { listenToKeys } from '../keys/listen-to-keys.ts';
import { createLiveBoard } from '../live/live-board.ts';
import { type LivePage, openLivePage } from '../live/live-page.ts';
import { nameMissingPictures } from '../missing-pictures.ts';
import { type PageConfig, readPageConfig } from '../page-config.ts';
import { createPlayer, type Player } from '../player/player.ts';
import { foldableProblems } from '../problems.ts';
import { closeLostTerminals, sizeTerminals } from '../terminal/open-terminal.ts';
import { spoken } from '../words.ts';
import { followContents } from './follow-contents.ts';
import { watchLongOutputs } from './long-outputs.ts';
import { goToSlide } from './other-page.ts';

/** An article's page at work. */
export interface ArticlePage {
  readonly config: PageConfig;
  readonly live: LivePage;
  readonly player: Player;
  readonly actions: CellActions;
}

/** What a page that is more than an article wants to know. */
export interface ArticleEvents {
  /** All that the server says, as it comes. */
  readonly heard?: (text: string) => void;
  /** New content is on the page; not told of what is there from the start. */
  readonly dressed?: () => void;
  /** The content is about to be exchanged for what the deck is now; `dressed` follows at once. */
  readonly swapping?: () => void;
  /** Something is about to be asked of the server: run, cancel, reset. */
  readonly asking?: () => void;
  /** Whether it is worth a word that somebody has typed into a session; it is unless said. */
  readonly tellsTouched?: boolean;
  /** The keys of which page it has; an article's unless said. */
  readonly keys?: 'article' | 'workshop';
}

/** Makes an article out of the page: what is there without a script gets its buttons, keys and its line to the server. */
export function setUpArticle(events: ArticleEvents = {}): ArticlePage {
  const { heard, swapping, dressed, asking, tellsTouched = true, keys = 'article' } = events;
  const config = readPageConfig(document);
  const { name } = config;
  const player = createPlayer({ showsRecords: true, grown() {} });
  const contents = followContents();
  const line = openLivePage(config, createLiveBoard(player, true), {
    reload: () =>
      void reload(player, {
        swapping,
        dressed() {
          contents.refresh();
          dressed?.();
        },
      }),
    ...(heard ? { heard } : {}),
    ready() {},
    grown() {},
    concerns: () => tellsTouched,
    restore: (session) => actions.restoreSession(sectionInView(), session),
  });
  const live: LivePage = {
    ...line,
    send(message) {
      asking?.();
      line.send(message);
    },
  };
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
    page: keys,
    ...(keys === 'article' ? { otherPage: () => goToSlide(sectionInView()) } : {}),
    scope: () => cellAround(document.activeElement)?.parentElement ?? null,
  });
  return { config, live, player, actions };
}

function sectionInView(): ParentNode {
  const sections = [...document.querySelectorAll('main > section')];
  return sections.find((one) => one.getBoundingClientRect().bottom > window.innerHeight / 3) ?? document;
}

function dress(roots: readonly ParentNode[] = [document]): void {
  foldableProblems();
  refreshRunButtons();
  for (const root of roots) {
    addCopyButtons(root);
    addOutputCopyButtons(root);
    numberLines(root);
    sizeTerminals(root);
    watchLongOutputs(root);
  }
  void drawDiagrams();
}

async function reload(
  player: Player,
  { swapping, dressed }: { readonly swapping?: (() => void) | undefined; readonly dressed: () => void },
): Promise<void> {
  const page = await fetchPage().catch(() => undefined);
  if (page) swapping?.();
  const swap = page && swapContent(page, 'main');
  if (!swap) return showNotice(spoken.say('page.changed'));
  dress(swap.roots);
  dressed();
  player.dress();
  closeLostTerminals();
  swap.refocus();
}
