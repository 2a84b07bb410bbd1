import './theme/slides.css';
import { cellActions } from './cells/cell-actions.ts';
import { listenToButtons } from './cells/cell-buttons.ts';
import { cellsOf, sessionOf } from './cells/cell-elements.ts';
import { watchOutputs } from './cells/cell-output.ts';
import { tickStatuses } from './cells/cell-status.ts';
import { addCopyButtons } from './cells/copy-buttons.ts';
import { refreshRunButtons } from './cells/run-buttons.ts';
import { numberLines, showSteps } from './cells/step-lines.ts';
import { listenToWholeFiles, playWholeSteps, showWholeSteps } from './cells/whole-file.ts';
import { restoreColorMode } from './color-mode.ts';
import { showNotice } from './corner.ts';
import { giveFitLines } from './deck/fit-lines.ts';
import { fitSlide } from './deck/fit-slide.ts';
import { playMagicMoves, showMagicMoves } from './deck/magic-move.ts';
import { drawDiagrams, drawDiagramsOnPaper, watchDiagramColours } from './deck/mermaid-diagrams.ts';
import { gridOverview } from './deck/overview-grid.ts';
import { fetchPage, swapContent } from './deck/page-swap.ts';
import { withPlainBackgrounds } from './deck/plain-backgrounds.ts';
import { printAsPages } from './deck/print-now.ts';
import { isPrintView, startSlides } from './deck/slide-deck.ts';
import { createDesk } from './desk/desk.ts';
import { hasPlace, keepInStep } from './desk/in-step.ts';
import { createStageLink } from './desk/stage-link.ts';
import { listenToKeys } from './keys/listen-to-keys.ts';
import { createLiveBoard } from './live/live-board.ts';
import { openLivePage } from './live/live-page.ts';
import { nameMissingPictures } from './missing-pictures.ts';
import { readPageConfig } from './page-config.ts';
import { createPlayer } from './player/player.ts';
import { foldableProblems } from './problems.ts';
import { goToArticle, linkToArticle } from './reading/other-page.ts';
import { closeLostTerminals, sizeTerminals } from './terminal/open-terminal.ts';
import { spoken } from './words.ts';

const config = readPageConfig(document);
const { name, revealOptions } = config;
/** An output that has not grown for this long is measured: type that shrank line by line would only flicker. */
const quietMs = 120;
let fitting: number | undefined;

restoreColorMode();
nameMissingPictures();
dress();
/** `?outputs=recorded`: the talk as it was recorded; on paper there is no other. */
const showsRecords =
  config.published ||
  isPrintView() ||
  new URLSearchParams(window.location.search).get('outputs') === 'recorded';
const player = createPlayer({ showsRecords, grown });
// Paper is measured when all is on it.
if (isPrintView() && !config.published) await player.showAll();
if (isPrintView()) await drawDiagramsOnPaper();
const staysPut = hasPlace();
/** What a speaker has around the slides. */
const table =
  config.role === 'speaker' ? (await import('./desk/speaker/lay-table.ts')).layTable() : undefined;
const seat = config.role === 'follower' ? (await import('./desk/follow/seat.ts')).takeSeat() : undefined;
const reveal = await startSlides(revealOptions, table !== undefined);

/** What new content needs before it is shown. */
function dress(roots: readonly ParentNode[] = [document]): void {
  foldableProblems();
  refreshRunButtons();
  for (const root of roots) {
    if (!isPrintView()) addCopyButtons(root);
    giveFitLines(root);
    numberLines(root);
    sizeTerminals(root);
  }
  if (!isPrintView()) void drawDiagrams(diagramDrawn);
}

function diagramDrawn(): void {
  if (document.querySelector('.reveal.ready')) grown(true);
}

function currentSlide(): HTMLElement | null {
  return reveal.getCurrentSlide() ?? null;
}

function grown(anew: boolean): void {
  if (isPrintView()) return;
  window.clearTimeout(fitting);
  const makeRoom = (): void => fitSlide(currentSlide(), true);
  if (anew) makeRoom();
  fitting = window.setTimeout(makeRoom, quietMs);
}

if (isPrintView()) {
  showSteps(document);
} else {
  const live = openLivePage(config, createLiveBoard(player, showsRecords), {
    reload: () => void reload(),
    connected: () => link.join(),
    stage: (message) => link.hear(message),
    ready() {
      showSlide();
      // Who comes later looks on: what is shown is what was there before.
      if (!step.hasCompany()) tellSlide();
      player.keepAll(currentSlide());
    },
    grown,
    concerns: (session) => cellsOf(currentSlide() ?? document).some((cell) => sessionOf(cell) === session),
    restore: (session) => actions.restoreSession(currentSlide() ?? document, session),
  });
  const actions = cellActions(live, player, name);
  const link = createStageLink({ deck: name, role: config.role, tell: live.tell });
  const step = keepInStep(reveal, link, {
    staysPut,
    replay: () => player.playOneOf(cellsOf(currentSlide() ?? document)),
    ...seat?.options,
  });
  const desk = createDesk({ reveal, link, config, blanked: table?.blanked });
  seat?.sit(step);

  // Another page of the talk runs them.
  const runsAuto = config.role === 'slides';
  const tellSlide = (): void => {
    const { h, v = 0 } = reveal.getIndices();
    live.tellSlide({ h, v, line: Number(currentSlide()?.dataset.line ?? 0) });
  };
  const showSlide = (stays = false): void => {
    const slide = currentSlide();
    if (!slide) return;
    showWholeSteps(slide);
    showMagicMoves(slide);
    fitSlide(slide, stays);
    showSteps(slide);
    if (runsAuto) actions.runAuto(slide);
  };

  let latest = 0;
  const reload = async (): Promise<void> => {
    const turn = ++latest;
    const page = await fetchPage().catch(() => undefined);
    // Saves come fast; only the last answer counts.
    if (turn !== latest) return;
    const { h, v, f } = reveal.getIndices();
    const swap = page && swapContent(page, '.reveal .slides');
    if (!swap) return showNotice(spoken.say('page.changed'));
    dress(swap.roots);
    player.dress();
    closeLostTerminals();
    // Every page of the talk has the new deck, and goes by itself.
    step.quietly(() => {
      withPlainBackgrounds(() => reveal.sync());
      reveal.slide(swap.numberNow(h), v, f);
    });
    showSlide();
    if (showsRecords) void player.showAll();
    player.keepAll(currentSlide());
    swap.refocus();
    void swap.styled?.then(() => showSlide());
    if (swap.wantsOpening) openAnew();
  };

  /** At the same place: reveal.js cannot unlearn an option. */
  const openAnew = (): void => {
    const { h, v = 0, f = -1 } = reveal.getIndices();
    window.history.replaceState(null, '', `#/${h}/${v}${f < 0 ? '' : `/${f}`}`);
    window.location.reload();
  };

  watchOutputs();
  watchDiagramColours(diagramDrawn);
  tickStatuses();
  if (!seat) listenToButtons(actions, player, name);
  listenToWholeFiles(() => fitSlide(currentSlide()));
  // What is unfolded wants room.
  document.addEventListener('toggle', () => fitSlide(currentSlide()), true);
  listenToKeys(actions, player, {
    page: 'slides',
    scope: () => (seat ? null : currentSlide()),
    otherPage: goToArticle,
    desk,
  });
  for (const event of ['slidechanged', 'resize']) reveal.on(event, () => showSlide());
  // A step on a slide that is being watched must not make all of it jump.
  for (const event of ['fragmentshown', 'fragmenthidden']) reveal.on(event, () => showSlide(true));
  reveal.on('fragmentshown', (event) => {
    if (!('fragments' in event) || !Array.isArray(event.fragments)) return;
    playWholeSteps(event.fragments);
    playMagicMoves(event.fragments, true);
  });
  reveal.on('fragmenthidden', (event) => {
    if ('fragments' in event && Array.isArray(event.fragments)) playMagicMoves(event.fragments, false);
  });
  // A slide that has gone by must not keep the keys.
  reveal.on('slidechanged', () => {
    player.leave(currentSlide());
    // A talk is what one person shows; pages that follow do not show it a second time.
    if (!step.isFollowing()) tellSlide();
    live.refresh();
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && !currentSlide()?.contains(focused)) focused.blur();
  });
  // A published page comes with them.
  if (showsRecords && !config.published) void player.showAll();
  if (!table) {
    printAsPages(reveal, showSlide);
    gridOverview(reveal);
  }
  linkToArticle(reveal);
  showSlide();
  void document.fonts.ready.then(() => showSlide());
  table?.open({ reveal, link, desk, actions, player, config });
}
