import { make } from '../../elements.ts';

/** What a separator moves. Its value is the part, of 1, that what stands before it takes of the whole. */
export interface Separated {
  readonly name: string;
  /** Of the line itself; asked anew each time, for the dock may change its place. */
  readonly orientation: () => 'horizontal' | 'vertical';
  readonly value: () => number;
  readonly set: (value: number) => void;
  /** Where in the whole a pointer is, from 0 to 1. */
  readonly at: (event: PointerEvent) => number;
  readonly least: () => number;
  readonly most: number;
  /** Called when a movement has ended. */
  readonly settled: () => void;
}

const step = 0.04;

/** A line between two boxes that is dragged, or moved by the arrow keys, Home and End. */
export function createSeparator(separated: Separated): { readonly element: HTMLElement; refresh(): void } {
  const { name, orientation, value, at, least, most, settled } = separated;
  const element = make('div', 'separator');
  element.setAttribute('role', 'separator');
  element.setAttribute('aria-label', name);
  element.setAttribute('aria-valuemax', percent(most));
  element.tabIndex = 0;
  const refresh = (): void => {
    element.setAttribute('aria-orientation', orientation());
    element.setAttribute('aria-valuemin', percent(least()));
    element.setAttribute('aria-valuenow', percent(value()));
  };
  const set = (next: number): void => {
    separated.set(Math.min(most, Math.max(least(), next)));
    refresh();
  };
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    element.toggleAttribute('data-moving', true);
    event.preventDefault();
    element.focus();
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) set(at(event));
  });
  element.addEventListener('lostpointercapture', () => {
    element.removeAttribute('data-moving');
    settled();
  });
  element.addEventListener('keydown', (event) => {
    const isLying = orientation() === 'horizontal';
    const moves: Readonly<Record<string, number>> = {
      [isLying ? 'ArrowUp' : 'ArrowLeft']: value() - step,
      [isLying ? 'ArrowDown' : 'ArrowRight']: value() + step,
      Home: least(),
      End: most,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
    settled();
  });
  refresh();
  return { element, refresh };
}

const percent = (part: number): string => String(Math.round(part * 100));
