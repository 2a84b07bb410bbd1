import { createUsedIds, type UsedIds } from '../markdown/used-ids.ts';

/** One thing that a slide has asked of its page, and what it was told. */
export interface SharedUse {
  readonly kind: 'take' | 'claim' | 'first' | 'place' | 'code';
  readonly asked: string;
  readonly told: string;
}

/**
 * All that the HTML of one slide may learn of the slides before it: ids that are taken, what was shown already, where
 * it stands itself. Whatever else slides came to share would have to be asked of it too, or what is kept of a slide
 * would be wrong on the next page.
 */
export interface PageLedger extends UsedIds {
  /** Whether this is asked for the first time on the page. */
  readonly isFirst: (what: string) => boolean;
  /** Where the slide stands: a prefix for ids that need no more than to differ from slide to slide. */
  readonly place: () => string;
  /** The slide shows this piece of code. */
  readonly shows: (highlight: string) => void;
  /** A slide begins, at this place. */
  readonly begin: (place: string) => void;
  /** What the slide that began last has asked. */
  readonly uses: () => readonly SharedUse[];
  /** Asks the same again. False if any answer is another now: then nothing was asked. */
  readonly repeat: (uses: readonly SharedUse[]) => boolean;
}

/** The ledger of one page, on which some ids are taken already; `onCode` hears of each piece of code that is shown. */
export function createPageLedger(
  takenIds: Iterable<string>,
  onCode: (highlight: string) => void,
): PageLedger {
  const ids = createUsedIds(takenIds);
  const seen = new Set<string>();
  let current = '';
  let uses: SharedUse[] = [];

  const answers = {
    take: ids.take,
    claim: (id: string) => {
      ids.claim(id);
      return '';
    },
    first: (what: string) => {
      if (seen.has(what)) return '';
      seen.add(what);
      return 'first';
    },
    place: () => current,
    code: (highlight: string) => {
      onCode(highlight);
      return '';
    },
  };
  const ask = (kind: SharedUse['kind'], asked: string): string => {
    const told = answers[kind](asked);
    uses.push({ kind, asked, told });
    return told;
  };
  return {
    take: (slug) => ask('take', slug),
    claim: (id) => void ask('claim', id),
    isFirst: (what) => ask('first', what) !== '',
    place: () => ask('place', ''),
    shows: (highlight) => void ask('code', highlight),
    begin(place) {
      current = place;
      uses = [];
    },
    uses: () => uses,
    repeat(earlier) {
      const undoIds = ids.mark();
      const firsts: string[] = [];
      for (const { kind, asked, told } of earlier) {
        const now = answers[kind](asked);
        if (kind === 'first' && now !== '') firsts.push(asked);
        if (now === told) continue;
        undoIds();
        for (const first of firsts) seen.delete(first);
        return false;
      }
      return true;
    },
  };
}
