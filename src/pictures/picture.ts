import type { CellOptions } from '../cells/cell.ts';
import type { Phrases } from '../words/phrases.ts';

/** What a cell's stdout can be drawn as: the values of `show`, but for `text`. */
export type Show = Exclude<CellOptions['show'], 'text'>;

/** A cell's stdout, drawn: `html` is finished and safe inside a `.cell-output`, `text` is for whoever sees no pictures. */
export interface Picture {
  readonly html: string;
  readonly text: string;
}

/** Why there is no picture, in the reader's words: what was found, what was expected, and what to print instead. */
export interface NoPicture {
  readonly problem: string;
}

export interface PictureOptions {
  /** The language of the page that it is for; English if not given. */
  readonly lang?: string;
  /** How long a graph may take to be laid out, in milliseconds; 10 seconds if not given. */
  readonly timeoutMs?: number;
}

/** Draws one kind of data; never throws because of what is in it. */
export type Draw = (
  data: Buffer,
  phrases: Phrases,
  options: PictureOptions,
) => Picture | NoPicture | Promise<Picture | NoPicture>;

/** Bytes that a picture is made of at most. */
export const mostBytes = 4 << 20;

/** Nodes, entries or parts that a picture shows at most. */
export const mostParts = 5000;

/** Lines that are open at first in what can be folded, so that it fits a slide. */
export const openLines = 14;
