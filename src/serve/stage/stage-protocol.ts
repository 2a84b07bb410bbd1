import type { ToldTimer } from '../../talk/talk-timer.ts';

/** What a page is in a talk. Followers and remotes come by listeners of their own. */
export type PageRole = 'slides' | 'speaker' | 'remote' | 'follower';

export type Blank = 'off' | 'black' | 'white';

/** What a talk shows: reveal's indices (`f` is -1 before the first fragment), and the source line of the section. */
export interface StagePlace {
  readonly h: number;
  readonly v: number;
  readonly f: number;
  readonly line: number;
}

/** A line drawn on a slide: x and y in turns, in px of the canvas. */
export interface Stroke {
  readonly id: string;
  readonly pen: number;
  readonly points: readonly number[];
}

/** The strokes of each slide, by `h/v`. */
export type Drawings = Readonly<Record<string, readonly Stroke[]>>;

/** What a page does that all others show. */
export type StageMove =
  | ({ readonly kind: 'show' } & StagePlace)
  | { readonly kind: 'blank'; readonly blank: Blank }
  | ({ readonly kind: 'timer' } & ToldTimer)
  /** Shares of the canvas' width and height; null when the light goes out. */
  | { readonly kind: 'laser'; readonly at: readonly [number, number] | null }
  /** Draws a stroke, or lets the one of that id go on. */
  | { readonly kind: 'stroke'; readonly slide: string; readonly stroke: Stroke }
  | { readonly kind: 'erase'; readonly slide: string; readonly strokes: readonly string[] }
  /** From a remote, which does not know what the next step is: for the one page that does it. */
  | { readonly kind: 'go'; readonly to: 'next' | 'prev' | 'replay' };

/** A page's message about the stage; `n` grows with each, so that one that comes by two ways counts once. */
export type StageClientMessage =
  | { readonly type: 'join'; readonly role: 'slides' | 'speaker' }
  | { readonly type: 'codes' }
  | { readonly type: 'stage'; readonly page: string; readonly n: number; readonly move: StageMove };

/** An address that others join by, and its QR code: finished SVG. */
export interface StageCode {
  readonly title: string;
  readonly address: string;
  readonly svg: string;
}

/** How others join; the hint says how more of that is had. */
export interface CodesMessage {
  readonly type: 'codes';
  readonly codes: readonly StageCode[];
  readonly hint: string;
}

export type StageServerMessage =
  | CodesMessage
  | {
      readonly type: 'stage';
      readonly page: string;
      readonly n: number;
      readonly from: PageRole;
      readonly move: StageMove;
    }
  /** How all stands, for a page that has just come; no place where no other page shows one. */
  | {
      readonly type: 'staged';
      readonly place: StagePlace | null;
      readonly blank: Blank;
      readonly timer: ToldTimer | null;
      readonly drawings: Drawings;
      /** Another one where the drawings have begun anew: what was erased on this board is not to come back. */
      readonly board: string;
    }
  /** Whether somebody steers from a desk (a speaker's page, a remote), so that all pages keep in step. */
  | {
      readonly type: 'desk';
      readonly steered: boolean;
      readonly speakers: number;
      readonly remotes: number;
      readonly followers: number;
    };
