import { make } from '../elements.ts';
import type { Dock } from './dock/dock.ts';

/** Where the dock is, for the page to keep clear of it. */
export interface FootPlace {
  readonly isOpen: boolean;
  readonly isBeside: boolean;
  readonly share: number;
}

/** What stays at the page's lower edge: what is said of the seat, the dock, the steps' count and the limits. */
export interface Foot {
  readonly element: HTMLElement;
  readonly place: (place: FootPlace) => void;
}

export function createFoot(name: string): Foot {
  const element = make('section', 'foot');
  element.setAttribute('aria-label', name);
  const { style } = document.documentElement;
  const measure = (): void => {
    const isBeside = element.dataset.place === 'side';
    style.setProperty('--foot-height', `${isBeside ? 0 : element.offsetHeight}px`);
    style.setProperty('--foot-width', `${isBeside ? element.offsetWidth : 0}px`);
  };
  new ResizeObserver(measure).observe(element);
  // A phone's keyboard takes its part of the window without telling the style sheet.
  const { visualViewport } = window;
  const fit = (): void => {
    if (visualViewport) style.setProperty('--seen-height', `${Math.round(visualViewport.height)}px`);
  };
  visualViewport?.addEventListener('resize', fit);
  fit();
  return {
    element,
    place({ isOpen, isBeside, share }) {
      element.dataset.place = isBeside ? 'side' : 'bottom';
      element.toggleAttribute('data-open', isOpen);
      element.style.setProperty('--share', String(share));
      measure();
    },
  };
}

/** Puts the foot together, in the order in which it is read. */
export function fillFoot(
  { element }: Foot,
  parts: { notice: HTMLElement; dock: Dock; progress: HTMLElement; more: readonly HTMLElement[] },
): void {
  const head = make('div', 'foot-head');
  const more = make('div', 'foot-more');
  more.append(parts.progress, ...parts.more);
  head.append(parts.dock.controls, more);
  element.append(parts.dock.grip, parts.notice, head, parts.dock.body);
}
