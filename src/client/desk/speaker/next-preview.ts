import type { RevealApi } from 'reveal.js';
import { showSteps } from '../../cells/step-lines.ts';
import { fitSlide } from '../../deck/fit-slide.ts';
import { make } from '../../elements.ts';

/** What comes when the speaker goes on: a fragment of this slide, or another slide. */
export interface NextStep {
  readonly slide: HTMLElement;
  readonly isFragment: boolean;
  /** Index of the last fragment that is to be seen; -1 for none. */
  readonly fragment: number;
}

export function nextStep(reveal: RevealApi): NextStep | undefined {
  const slide = reveal.getCurrentSlide();
  if (!slide) return undefined;
  const { f = -1 } = reveal.getIndices();
  if (reveal.availableFragments()?.next) return { slide, isFragment: true, fragment: f + 1 };
  const slides: HTMLElement[] = reveal.getSlides();
  const next = slides[slides.indexOf(slide) + 1];
  return next && { slide: next, isFragment: false, fragment: -1 };
}

/** A still picture of a step, at the canvas' own size: its nodes, without what could act or answer to an id. */
export function previewOf(
  reveal: RevealApi,
  { slide, fragment }: NextStep,
  canvas: { readonly width: number; readonly height: number },
): HTMLElement {
  const root = make('div', 'reveal preview');
  root.style.width = `${canvas.width}px`;
  root.style.height = `${canvas.height}px`;
  root.inert = true;
  const background = reveal.getSlideBackground(slide);
  if (background) {
    const ground = background.cloneNode(true);
    if (ground instanceof HTMLElement) {
      ground.classList.add('present');
      root.appendChild(make('div', 'backgrounds')).append(ground);
    }
  }
  const copy = slide.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return root;
  copy.removeAttribute('style');
  copy.removeAttribute('hidden');
  copy.classList.remove('past', 'future');
  copy.classList.add('present');
  for (const gone of copy.querySelectorAll('aside.notes, .xterm, script, .ghost')) gone.remove();
  for (const name of ['id', 'data-cell', 'data-for', 'data-terminal', 'autoplay'])
    for (const one of [copy, ...copy.querySelectorAll(`[${name}]`)]) one.removeAttribute(name);
  for (const one of copy.querySelectorAll<HTMLElement>('.fragment')) {
    const index = Number(one.dataset.fragmentIndex ?? -1);
    one.classList.toggle('visible', index <= fragment);
    one.classList.toggle('current-fragment', index === fragment);
  }
  root.appendChild(make('div', 'slides')).append(copy);
  // Laid out only when it is on the page.
  requestAnimationFrame(() => {
    showSteps(copy);
    fitSlide(copy);
  });
  return root;
}
