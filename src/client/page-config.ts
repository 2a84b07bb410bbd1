import type { Words } from '../words/phrases.ts';

/** What the server says about the page, in `<script type="application/json" id="piste-deck">`. */
export interface PageConfig {
  readonly name: string;
  /** The revision of the deck that this page shows; undefined on a page that was not served live. */
  readonly revision: string | undefined;
  /** True on a page that no server stands behind: nothing on it runs. */
  readonly published: boolean;
  /** The name of the deck's theme, where it has one that is no file. */
  readonly theme: string | undefined;
  /** Whether the page shows slides to a room, to the speaker, or to one who follows from a seat. */
  readonly role: 'slides' | 'speaker' | 'follower';
  /** How long the talk is planned to take, in ms. */
  readonly durationMs: number | undefined;
  /** The deck's `revealOptions`, as its author wrote them. */
  readonly revealOptions: Readonly<Record<string, unknown>>;
  /** What the page says to its reader, where that is not English. */
  readonly words: { readonly lang: string; readonly table: Partial<Words> } | undefined;
}

/** Reads the page's configuration; a page without one (a saved copy, say) is still readable. */
export function readPageConfig(page: Document): PageConfig {
  const text = page.getElementById('piste-deck')?.textContent ?? '';
  const value = parseObject(text);
  const options = value.revealOptions;
  return {
    name: typeof value.name === 'string' ? value.name : '',
    revision: typeof value.revision === 'string' ? value.revision : undefined,
    published: value.published === true,
    theme: typeof value.theme === 'string' ? value.theme : undefined,
    role: value.role === 'speaker' || value.role === 'follower' ? value.role : 'slides',
    durationMs: typeof value.durationMs === 'number' ? value.durationMs : undefined,
    revealOptions: isObject(options) ? options : {},
    words: readWords(value.words),
  };
}

/** The words that came with the page, whichever of them. */
function readWords(value: unknown): PageConfig['words'] {
  if (!isObject(value) || typeof value.lang !== 'string' || !isObject(value.table)) return undefined;
  const known = Object.entries(value.table).filter(([, text]) => typeof text === 'string');
  return { lang: value.lang, table: Object.fromEntries(known) };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
