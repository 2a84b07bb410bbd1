import { type DockLayout, readLayout } from './dock-layout.ts';

const keyOf = (deck: string): string => `piste-dock-${deck}`;

/** How a deck's dock was laid out when it was last changed in this browser. */
export function keptLayout(deck: string): DockLayout {
  try {
    return readLayout(localStorage.getItem(keyOf(deck)));
  } catch {
    return readLayout(null);
  }
}

export function keepLayout(deck: string, layout: DockLayout): void {
  try {
    localStorage.setItem(keyOf(deck), JSON.stringify(layout));
  } catch {
    // Storage is refused in some private windows; the layout then lasts as long as the page.
  }
}
