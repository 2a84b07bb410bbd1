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
import { fitSlide, slideSize } from './deck/fit-slide.ts';
import { fetchPage, swapContent } from './deck/page-swap.ts';
import { isPrintView, startSlides } from './deck/slide-deck.ts';
import { openSpeakerWindow } from './deck/speaker-window.ts';
import { listenToKeys } from './keys/listen-to-keys.ts';
import { createLiveBoard } from './live/live-board.ts';
import { openLivePage } from './live/live-page.ts';
import { readPageConfig } from './page-config.ts';
import { createPlayer } from './player/player.ts';
import { foldableProblems } from './problems.ts';
import { closeLostTerminals, sizeTerminals } from './terminal/open-terminal.ts';

const config = readPageConfig(document);
const { name, revealOptions } = config;
/** An output that has not grown for this long is measured: type that shrank line by line would only flicker. */
const quietMs = 120;
let fitting: number | undefined;

restoreColorMode();
dress();
/** `?outputs=recorded`: the talk as it was recorded; on paper there is no other. */
const showsRecords =
  isPrintView() || new URLSearchParams(window.location.search).get('outputs') === 'recorded';
const player = createPlayer({ showsRecords, grown });
// Paper is measured when all is on it.
if (isPrintView()) await player.showAll();
const reveal = await startSlides(revealOptions);

/** What new content needs before it is shown. */
function dress(): void {
  if (!isPrintView()) addCopyButtons(document);
  foldableProblems();
  refreshRunButtons();
  numberLines(document);
  sizeTerminals(document);
}

function currentSlide(): HTMLElement | null {
  return reveal.getCurrentSlide() ?? null;
}

function grown(anew: boolean): void {
  if (isPrintView()) return;
  window.clearTimeout(fitting);
  const makeRoom = (): void => fitSlide(currentSlide(), slideSize(currentSlide()));
  if (anew) makeRoom();
  fitting = window.setTimeout(makeRoom, quietMs);
}

if (isPrintView()) {
  showSteps(document);
} else {
  const live = openLivePage(config, createLiveBoard(player, showsRecords), {
    reload: () => void reload(),
    ready() {
      showSlide();
      tellSlide();
      player.keepAll(currentSlide());
    },
    grown,
    concerns: (session) => cellsOf(currentSlide() ?? document).some((cell) => sessionOf(cell) === session),
    restore: (session) => actions.restoreSession(currentSlide() ?? document, session),
  });
  const actions = cellActions(live, player, name);

  const tellSlide = (): void => {
    const { h, v = 0 } = reveal.getIndices();
    live.tellSlide({ h, v, line: Number(currentSlide()?.dataset.line ?? 0) });
  };
  const showSlide = (): void => {
    const slide = currentSlide();
    if (!slide) return;
    showWholeSteps(slide);
    fitSlide(slide);
    showSteps(slide);
    actions.runAuto(slide);
  };

  let latest = 0;
  const reload = async (): Promise<void> => {
    const turn = ++latest;
    const page = await fetchPage().catch(() => undefined);
    // Saves come fast; only the last answer counts.
    if (turn !== latest) return;
    const { h, v, f } = reveal.getIndices();
    const swap = page && swapContent(page, '.reveal .slides');
    if (!swap) return showNotice('The deck changed, but could not be fetched.');
    dress();
    player.dress();
    closeLostTerminals();
    reveal.sync();
    reveal.slide(h, v, f);
    showSlide();
    if (showsRecords) void player.showAll();
    player.keepAll(currentSlide());
    swap.refocus();
  };

  watchOutputs();
  tickStatuses();
  listenToButtons(actions, player, name);
  listenToWholeFiles(() => fitSlide(currentSlide()));
  listenToKeys(actions, player, {
    page: 'slides',
    scope: currentSlide,
    speaker: () => openSpeakerWindow(reveal),
  });
  for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden', 'resize'])
    reveal.on(event, showSlide);
  reveal.on('fragmentshown', (event) => {
    if ('fragments' in event && Array.isArray(event.fragments)) playWholeSteps(event.fragments);
  });
  // A slide that has gone by must not keep the keys.
  reveal.on('slidechanged', () => {
    player.leave(currentSlide());
    tellSlide();
    live.refresh();
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && !currentSlide()?.contains(focused)) focused.blur();
  });
  if (showsRecords) void player.showAll();
  showSlide();
  void document.fonts.ready.then(showSlide);
}
