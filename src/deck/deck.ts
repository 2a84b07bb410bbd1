import type { Cell } from '../cells/cell.ts';
import type { Chunk } from '../cells/chunk.ts';
import type { Problem } from '../errors.ts';

export const dialects = ['reveal', 'mkslides', 'slidev', 'post'] as const;
export type Dialect = (typeof dialects)[number];

/** What one session may use: bytes, processes, cores and milliseconds. */
export interface Limits {
  readonly memoryBytes: number;
  readonly pids: number;
  readonly diskBytes: number;
  readonly cpus: number;
  readonly idleMs: number;
}

export interface DeckEnvironment {
  readonly packages: readonly string[];
  readonly nixpkgs: string;
  readonly network: 'none' | 'substituters' | 'full';
  /** Where a real nixpkgs' store paths come from, and whose signatures on them count. */
  readonly substituters: readonly string[];
  readonly trustedPublicKeys: readonly string[];
  /** Whether cells may run containers of their own. */
  readonly containers: boolean;
}

/** What a deck asks of `piste check`, by the names of rules. */
export interface CheckSettings {
  /** Lint rules that are silent about it. */
  readonly ignore: readonly string[];
  /** Rules for volatile text, which is shown and not compared. */
  readonly normalise: readonly string[];
}

/** What a deck says of itself to who lists it; what it does not say is undefined or empty. */
export interface DeckAbout {
  readonly description: string | undefined;
  /** A day, or a time with its zone, in the form of RFC 3339. */
  readonly date: string | undefined;
  readonly updated: string | undefined;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  /** A file beside the deck, or an address. */
  readonly image: string | undefined;
  /** Paths that the deck had on a site before, as they are written. */
  readonly aliases: readonly string[];
}

/** How a deck's text is cut and shown, merged from its dialect's keys and our defaults. */
export interface DeckSettings {
  readonly title: string;
  readonly lang: string;
  readonly about: DeckAbout;
  readonly dialect: Dialect;
  /** Why that dialect: said by `piste check`. */
  readonly dialectBecause: string;
  readonly layout: 'slides' | 'article';
  /** Whether the speaker notes stand in the article. */
  readonly articleNotes: boolean;
  /** How long the talk is planned to take. */
  readonly durationMs?: number;
  readonly environment: DeckEnvironment;
  readonly limits: Limits;
  readonly check: CheckSettings;
  /** A reveal.js theme's name or a CSS file beside the deck; undefined is our own. */
  readonly theme: string | undefined;
  readonly css: readonly string[];
  readonly highlightTheme: string | undefined;
  /** Options handed to Reveal.initialize as they are. */
  readonly revealOptions: Readonly<Record<string, unknown>>;
}

/** One slide: where it sits, the Markdown it came from, and its speaker notes. */
export interface Slide {
  /** Horizontal and vertical index, from 0, as in reveal's address. */
  readonly h: number;
  readonly v: number;
  /** First and last source line, from 1, of the slide's own text. */
  readonly line: number;
  readonly endLine: number;
  readonly markdown: string;
  /** The source line, from 1, of each line of `markdown`: they differ where a file is included. */
  readonly sourceLines: readonly number[];
  /** Ids of its cells, in the order of their fences. */
  readonly cells: readonly string[];
  /** Ids of the cells, of any slide, whose output it has a place for. */
  readonly outputs: readonly string[];
  readonly notes: string | undefined;
  /** Its text as the article has it, where the slide leaves some of it to the notes. */
  readonly whole?: string;
  /** Attributes of its `<section>` from `<!-- .slide: ... -->`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Where reference links go (`[x]: address`), for every slide of a deck, by markdown-it's own labels. */
export type References = Readonly<Record<string, { readonly title: string; readonly href: string }>>;

/** A parsed document: pure data, no HTML yet. */
export interface Deck {
  /** Its name in addresses: the folder's name for `deck.md`, else the file's. */
  readonly name: string;
  /** The file, as messages name it. */
  readonly file: string;
  readonly settings: DeckSettings;
  readonly slides: readonly Slide[];
  readonly references: References;
  /** In document order. */
  readonly cells: readonly Cell[];
  /** The pieces that its files are woven from, in document order. */
  readonly chunks: readonly Chunk[];
  readonly problems: readonly Problem[];
}
