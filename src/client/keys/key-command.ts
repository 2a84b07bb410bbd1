/** The part of a key press that decides. */
export interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** Where the press lands. */
export interface KeyPlace {
  readonly focus:
    | 'page'
    | 'button'
    | 'summary'
    | 'link'
    | 'slider'
    | 'scroller'
    | 'field'
    | 'terminal'
    | 'dialog';
  /** The focused box has more than it shows, in either direction. */
  readonly scrollsX: boolean;
  readonly scrollsY: boolean;
  /** The focus came by Tab, so a person at a keyboard put it there, not a mouse or a clicker. */
  readonly tabbed: boolean;
  /** The terminal's program has taken the whole screen (vi, less): Esc is its key. */
  readonly alternateScreen: boolean;
  /** A record is being played on the page. */
  readonly playing: boolean;
  /** A pen is out. */
  readonly drawing: boolean;
}

/**
 * `native`: the browser's (or terminal's) own doing, and nothing else. `slides`: reveal.js's. `step-back`: give the
 * focus back to the slide, then let reveal.js have the key.
 */
export type KeyCommand =
  | 'native'
  | 'slides'
  | 'step-back'
  | 'leave'
  | 'run-next'
  | 'run-all'
  | 'cancel'
  | 'reset'
  | 'restore'
  | 'replay'
  | 'faster'
  | 'slower'
  | 'end-replay'
  | 'drift'
  | 'terminal'
  | 'theme'
  | 'other-page'
  | 'help'
  | DeskCommand;

/** What is about showing the slides, not about cells: the article has none of it. */
export type DeskCommand = (typeof deskCommands)[number];

export const deskCommands = [
  'speaker',
  'black',
  'white',
  'fullscreen',
  'search',
  'number',
  'codes',
  'laser',
  'draw',
  'pen-1',
  'pen-2',
  'pen-3',
  'eraser',
  'undo',
  'clear',
] as const;

const letters: Readonly<Record<string, KeyCommand>> = {
  r: 'run-next',
  R: 'run-all',
  c: 'cancel',
  X: 'reset',
  H: 'restore',
  p: 'replay',
  D: 'drift',
  t: 'terminal',
  d: 'theme',
  A: 'other-page',
  s: 'speaker',
  b: 'black',
  '.': 'black',
  w: 'white',
  '/': 'search',
  N: 'number',
  q: 'codes',
  L: 'laser',
  a: 'draw',
  // A clicker sends it to begin; a browser would load the talk anew.
  F5: 'fullscreen',
  '?': 'help',
};

/** What else keys do while a record is being played. */
const playerKeys: Readonly<Record<string, KeyCommand>> = {
  '>': 'faster',
  '+': 'faster',
  '<': 'slower',
  '-': 'slower',
  Escape: 'end-replay',
};

/** What else keys do while a pen is out. */
const penKeys: Readonly<Record<string, KeyCommand>> = {
  1: 'pen-1',
  2: 'pen-2',
  3: 'pen-3',
  e: 'eraser',
  u: 'undo',
  E: 'clear',
  Escape: 'draw',
};

/** What a clicker sends to move, and the other keys that move through slides: none of them may run a cell. */
const slideKeys = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  ' ',
  'Enter',
]);

/** Decides what a key press means. Pure, so that the table of keys can be tested without a browser. */
export function keyCommand(press: KeyPress, place: KeyPlace): KeyCommand {
  if (place.focus === 'dialog' || place.focus === 'field') return 'native';
  if (press.ctrl && !press.alt && !press.meta && press.key === '.') return 'leave';
  if (place.focus === 'terminal') {
    return press.key === 'Escape' && !place.alternateScreen && !modified(press) ? 'leave' : 'native';
  }
  if (modified(press)) return 'slides';
  const ofPlayer = place.playing ? playerKeys[press.key] : undefined;
  if (ofPlayer) return ofPlayer;
  const ofPen = place.drawing ? penKeys[press.key] : undefined;
  if (ofPen) return ofPen;
  if (place.focus === 'slider' && place.tabbed && slides(press.key)) return 'native';
  if (press.key === 'Escape') return place.focus === 'page' ? 'slides' : 'leave';
  if (place.focus === 'scroller' && scrolls(press.key, place)) return 'native';
  if (press.key === 'Enter' && place.tabbed && place.focus !== 'page') return 'native';
  // What is folded is opened as readily by the one as by the other.
  if (press.key === ' ' && place.tabbed && place.focus === 'summary') return 'native';
  if (slideKeys.has(press.key)) return place.focus === 'page' ? 'slides' : 'step-back';
  return letters[press.key] ?? 'slides';
}

function modified(press: KeyPress): boolean {
  return press.ctrl || press.alt || press.meta;
}

/** Whether a key moves the knob of a slider. */
function slides(key: string): boolean {
  return key.startsWith('Arrow') || key === 'Home' || key === 'End';
}

function scrolls(key: string, place: KeyPlace): boolean {
  if (key === 'ArrowLeft' || key === 'ArrowRight') return place.scrollsX;
  return place.scrollsY && ['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key);
}
