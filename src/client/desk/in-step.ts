import type { RevealApi } from 'reveal.js';
import type { StagePlace } from '../../serve/stage/stage-protocol.ts';
import type { StageLink } from './stage-link.ts';

/** How a page goes along with the others of its talk. */
export interface Step {
  /** True while the page does what another did. */
  readonly isFollowing: () => boolean;
  /** Whether another page was there before this one. */
  readonly hasCompany: () => boolean;
  /** Goes where the others are. */
  readonly catchUp: () => void;
  /** Changes the page so that nobody is told of it. */
  readonly quietly: (act: () => void) => void;
}

export interface StepOptions {
  /** The address said where to begin; what others show counts from their next step. */
  readonly staysPut: boolean;
  /** A remote wants the record of a cell of this slide. */
  readonly replay?: () => void;
  /** This page has gone somewhere by itself. */
  readonly strayed?: () => void;
  /** Whether the page is asked not to go along just now. */
  readonly isFree?: () => boolean;
}

/** Tells the other pages where this one goes, and goes where they go. */
export function keepInStep(reveal: RevealApi, link: StageLink, options: StepOptions): Step {
  let known = placeOf(reveal);
  let following = false;
  let company = false;
  let others: StagePlace | undefined;

  const tell = (): void => {
    const now = placeOf(reveal);
    if (following || same(now, known)) return;
    known = now;
    noteInAddress(reveal, now);
    link.move({ kind: 'show', ...now });
    options.strayed?.();
  };
  const quietly = (act: () => void): void => {
    following = true;
    try {
      act();
    } finally {
      following = false;
      known = placeOf(reveal);
      noteInAddress(reveal, known);
    }
  };
  const follow = (place: StagePlace): void => {
    others = place;
    if (!options.isFree?.()) quietly(() => reveal.slide(place.h, place.v, place.f));
  };
  for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden']) reveal.on(event, tell);
  link.listen({
    staged({ place }, again) {
      company = place !== null;
      if (!place) link.move({ kind: 'show', ...placeOf(reveal) });
      else if (link.role === 'follower' || (!again && !options.staysPut)) follow(place);
      else others = place;
    },
    moved(move) {
      if (move.kind === 'show') follow(move);
      if (move.kind !== 'go') return;
      if (move.to === 'next') reveal.next();
      else if (move.to === 'prev') reveal.prev();
      else options.replay?.();
    },
  });
  return {
    isFollowing: () => following,
    hasCompany: () => company,
    catchUp: () => others && follow(others),
    quietly,
  };
}

/** Whether the page's address names a slide. */
export const hasPlace = (): boolean => /^#\/./.test(window.location.hash);

export function placeOf(reveal: RevealApi): StagePlace {
  const { h, v = 0, f = -1 } = reveal.getIndices();
  return { h, v, f, line: Number(reveal.getCurrentSlide()?.dataset.line ?? 0) };
}

const same = (one: StagePlace, other: StagePlace): boolean =>
  one.h === other.h && one.v === other.v && one.f === other.f;

/** reveal.js writes the address up to a second later; a page that is loaded anew meanwhile would be a slide behind. */
function noteInAddress(reveal: RevealApi, { h, v, f }: StagePlace): void {
  const hash = `#/${h}${v > 0 || f >= 0 ? `/${v}` : ''}${f >= 0 ? `/${f}` : ''}`;
  if (!reveal.getConfig().hash || window.location.hash === hash) return;
  try {
    window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}${hash}`);
  } catch {
    // Some browsers bound how often; reveal.js writes it later.
  }
}
