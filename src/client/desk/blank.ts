import type { RevealApi } from 'reveal.js';
import type { Blank } from '../../serve/stage/stage-protocol.ts';
import type { StageLink } from './stage-link.ts';

/** A screen without slides, on all pages of the talk. */
export interface BlankScreen {
  /** Black or white; once more, and the slides are back. */
  readonly toggle: (blank: 'black' | 'white') => void;
}

/** `shown`: what a page does that must not go dark itself, a speaker's. */
export function createBlank(link: StageLink, shown: (blank: Blank) => void): BlankScreen {
  let now: Blank = 'off';
  const show = (blank: Blank): void => {
    now = blank;
    shown(blank);
  };
  link.listen({
    staged: ({ blank }, again) => {
      // Who has looked on all the time may have missed it; who steers has seen to it.
      if (again && blank !== now && link.role !== 'follower') link.move({ kind: 'blank', blank: now });
      else show(blank);
    },
    moved: (move) => {
      if (move.kind === 'blank') show(move.blank);
    },
  });
  return {
    toggle(blank) {
      show(now === blank ? 'off' : blank);
      link.move({ kind: 'blank', blank: now });
    },
  };
}

/** Hides the slides behind one colour. */
export function blankSlides(reveal: RevealApi): (blank: Blank) => void {
  return (blank) => {
    const element = reveal.getRevealElement();
    if (element) element.dataset.blank = blank;
    reveal.togglePause(blank !== 'off');
  };
}
