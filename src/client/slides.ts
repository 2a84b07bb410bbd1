import './theme/slides.css';
import { cellActions } from './cells/cell-actions.ts';
import { listenToButtons } from './cells/cell-buttons.ts';
import { watchOutputs } from './cells/cell-output.ts';
import { tickStatuses } from './cells/cell-status.ts';
import { addCopyButtons } from './cells/copy-buttons.ts';
import { refreshRunButtons } from './cells/run-buttons.ts';
import { numberLines, showSteps } from './cells/step-lines.ts';
import { restoreColorMode } from './color-mode.ts';
import { showNotice } from './corner.ts';
import { fitSlide, slideSize } from './deck/fit-slide.ts';
import { fetchPage, swapContent } from './deck/page-swap.ts';
import { isPrintView, startSlides } from './deck/slide-deck.ts';
import { openSpeakerWindow } from './deck/speaker-window.ts';
import { listenToKeys } from './keys/listen-to-keys.ts';
import { openLivePage } from './live/live-page.ts';
import { readPageConfig } from './page-config.ts';
import { foldableProblems } from './problems.ts';
import { closeLostTerminals, sizeTerminals } from './terminal/open-terminal.ts';

const config = readPageConfig(document);
const { name, revealOptions } = config;
restoreColorMode();
dress();
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

/** An output that has not grown for this long is measured: type that shrank line by line would only flicker. */
const quietMs = 120;
let fitting: number | undefined;

if (isPrintView()) {
  showSteps(document);
} else {
  const live = openLivePage(config, {
    reload: () => void reload(),
    ready: () => showSlide(),
    grown(anew) {
      window.clearTimeout(fitting);
      const makeRoom = (): void => fitSlide(currentSlide(), slideSize(currentSlide()));
      if (anew) makeRoom();
      fitting = window.setTimeout(makeRoom, quietMs);
    },
  });
  const actions = cellActions(live, name);

  const showSlide = (): void => {
    const slide = currentSlide();
    if (!slide) return;
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
    closeLostTerminals();
    reveal.sync();
    reveal.slide(h, v, f);
    showSlide();
    swap.refocus();
  };

  watchOutputs();
  tickStatuses();
  listenToButtons(actions, name);
  listenToKeys(actions, { page: 'slides', scope: currentSlide, speaker: () => openSpeakerWindow(reveal) });
  for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden', 'resize'])
    reveal.on(event, showSlide);
  // A slide that has gone by must not keep the keys.
  reveal.on('slidechanged', () => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && !currentSlide()?.contains(focused)) focused.blur();
  });
  showSlide();
  void document.fonts.ready.then(showSlide);
}
