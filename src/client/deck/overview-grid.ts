import type { RevealApi } from 'reveal.js';

/** Between two slides, as a share of one. */
const gap = 0.1;
const comfortablePx = 250;

/**
 * Lays reveal.js' overview, which is one long strip, out as a grid (theme/overview.css) that is as wide as the window
 * and is scrolled to the slide that one is on.
 */
export function gridOverview(reveal: RevealApi): void {
  const root = reveal.getViewportElement() ?? document.body;
  const lay = (): void => {
    if (!reveal.isOverview()) return;
    const { width } = reveal.getComputedSlideSize();
    const columns = Math.min(8, Math.max(2, Math.round(root.clientWidth / comfortablePx)));
    const style = document.documentElement.style;
    style.setProperty('--overview-columns', String(columns));
    style.setProperty(
      '--overview-scale',
      String(root.clientWidth / (width * (columns + (columns + 1) * gap))),
    );
    style.setProperty('--overview-gap', `${width * gap}px`);
    reveal.getCurrentSlide()?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  for (const event of ['overviewshown', 'slidechanged', 'resize']) reveal.on(event, lay);
  reveal.on('overviewshown', () => rest(reveal, true));
  reveal.on('overviewhidden', () => {
    rest(reveal, false);
    reveal.getRevealElement()?.scrollTo(0, 0);
  });
}

/** Slides are pictures of themselves there, to be chosen: nothing inside of them is pressed, or gone to by Tab. */
function rest(reveal: RevealApi, isOverview: boolean): void {
  for (const slide of reveal.getSlides())
    for (const part of slide.children) part.toggleAttribute('inert', isOverview);
}
