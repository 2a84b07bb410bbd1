import type { PageLedger, SharedUse } from './page-ledger.ts';

/** HTML of slides, kept by all that goes into it: an edit renders what it changes. */
export interface KeptParts {
  /** The HTML of a part at a place; made if it is not kept, or if the page before it is another. */
  readonly part: (key: string, place: string, ledger: PageLedger, make: () => Part) => string;
}

export interface Part {
  readonly html: string;
  /** Whether it can be kept: all that it needs was there. */
  readonly isWhole: boolean;
}

interface Kept {
  readonly html: string;
  readonly uses: readonly SharedUse[];
}

/** Letters that are kept, keys included: some ten decks of a thousand slides. */
const mostLetters = 64_000_000;

/** Keeps the parts that were used last. */
export function createKeptParts(most = mostLetters): KeptParts {
  const kept = new Map<string, Kept>();
  let letters = 0;
  const forget = (key: string): void => {
    letters -= key.length + (kept.get(key)?.html.length ?? 0);
    kept.delete(key);
  };
  return {
    part(key, place, ledger, make) {
      ledger.begin(place);
      const known = kept.get(key);
      if (known !== undefined && ledger.repeat(known.uses)) {
        kept.delete(key);
        kept.set(key, known);
        return known.html;
      }
      if (known !== undefined) forget(key);
      const { html, isWhole } = make();
      if (!isWhole) return html;
      kept.set(key, { html, uses: ledger.uses() });
      letters += key.length + html.length;
      for (const oldest of kept.keys()) {
        if (letters <= most) break;
        forget(oldest);
      }
      return html;
    },
  };
}
