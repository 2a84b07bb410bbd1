import type { Env, MarkdownIt, StateCore, Token } from 'markdown-it';
import { escapeHtml } from '../html/escape.ts';
import { readCommentAttributes } from './comment-attributes.ts';
import { type HtmlPiece, htmlPieces } from './html-pieces.ts';

/** An element that will be in the page: a token's, a raw tag's, or the slide's own. */
interface Target {
  readonly name: string;
  readonly set: (name: string, value: string) => void;
  /** Its last child element. */
  last: Target | undefined;
}

interface Frame {
  readonly target: Target;
  readonly raw: boolean;
}

interface RawToken {
  readonly token: Token;
  readonly pieces: readonly HtmlPiece[];
}

const slideAttributes = new WeakMap<Env, Record<string, string>>();

/** The attributes that the comments of the Markdown parsed with this `env` give to its slide. */
export function slideAttributesOf(env: Env): Readonly<Record<string, string>> {
  return slideAttributes.get(env) ?? {};
}

/**
 * `<!-- .element: class="fragment" -->` and `<!-- .slide: .. -->` where reveal.js would put them in the DOM: on
 * the element before the comment among its siblings, else on its parent; right after a list, on its last item.
 */
export function elementComments(md: MarkdownIt): void {
  md.core.ruler.push('element_comments', (state) => {
    if (!state.src.includes('<!--')) return;
    const own: Record<string, string> = {};
    slideAttributes.set(state.env, own);
    const slide: Target = {
      name: 'section',
      last: undefined,
      set: (name, value) => {
        own[name] = value;
      },
    };
    const frames: Frame[] = [{ target: slide, raw: false }];
    const raw: RawToken[] = [];
    for (const token of state.tokens) walk(token, frames, slide, state, raw);
    // Only now: a comment may be about a tag of an earlier token.
    for (const { token, pieces } of raw) token.content = pieces.map((piece) => piece.html).join('');
  });
}

function walk(token: Token, frames: Frame[], slide: Target, state: StateCore, raw: RawToken[]): void {
  const parent = frames.at(-1)?.target ?? slide;
  if (token.type === 'html_block' || token.type === 'html_inline') {
    const pieces = htmlPieces(token.content);
    walkHtml(pieces, frames, slide, hasBlankBefore(token, state));
    raw.push({ token, pieces });
  } else if (token.type === 'inline') {
    for (const child of token.children ?? []) walk(child, frames, slide, state, raw);
  } else if (token.hidden || token.tag === '' || token.tag === 'br') {
    // The paragraphs of a tight list are not in the page: their words are the item's.
    return;
  } else if (token.nesting === 1) {
    const target = tokenTarget(token);
    parent.last = target;
    frames.push({ target, raw: false });
  } else if (token.nesting === -1) {
    // Raw tags that were opened inside and never closed end here, as they do in a browser.
    while (frames.length > 1 && frames.pop()?.raw === true);
  } else parent.last = tokenTarget(token);
}

function walkHtml(pieces: HtmlPiece[], frames: Frame[], slide: Target, blankBefore: boolean): void {
  for (const piece of pieces) {
    const parent = frames.at(-1)?.target ?? slide;
    if (piece.type === 'comment') {
      if (applyComment(piece.text, parent, slide, blankBefore)) piece.html = '';
    } else if (piece.type === 'close') {
      const depth = frames.findLastIndex((frame) => !frame.raw || frame.target.name === piece.name);
      if (frames[depth]?.raw === true) frames.length = depth;
    } else if (piece.type !== 'text' && piece.name !== 'br') {
      const target = pieceTarget(piece);
      parent.last = target;
      if (piece.type === 'open') frames.push({ target, raw: true });
    }
  }
}

function applyComment(text: string, parent: Target, slide: Target, blankBefore: boolean): boolean {
  const found = readCommentAttributes(text);
  if (found === undefined) return false;
  let target = found.about === 'slide' ? slide : (parent.last ?? parent);
  const isList = target.name === 'ul' || target.name === 'ol';
  if (found.about === 'element' && isList && !blankBefore) target = target.last ?? target;
  for (const [name, value] of found.attributes) target.set(name, value);
  return true;
}

const hasBlankBefore = (token: Token, state: StateCore): boolean => {
  if (token.map === null || token.map[0] === 0) return false;
  return /^[\s>]*$/.test(lineAt(state, token.map[0] - 1));
};

const linesBySource = new WeakMap<StateCore, readonly string[]>();
function lineAt(state: StateCore, line: number): string {
  const lines = linesBySource.get(state) ?? state.src.split('\n');
  linesBySource.set(state, lines);
  return lines[line] ?? '';
}

const tokenTarget = (token: Token): Target => ({
  name: token.tag,
  last: undefined,
  // Reveal replaces a class; ours are joined, for elements that have one of their own.
  set: (name, value) => (name === 'class' ? token.attrJoin(name, value) : token.attrSet(name, value)),
});

function pieceTarget(piece: HtmlPiece & { name: string }): Target {
  const set = (name: string, value: string): void => {
    const written = `${name}="${escapeHtml(value)}"`;
    const had = new RegExp(`\\s${name.replace(/[.]/g, '\\.')}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(
      piece.html,
    );
    if (had !== null) {
      const joined = name === 'class' ? `class="${had[1] ?? had[2] ?? ''} ${escapeHtml(value)}"` : written;
      piece.html = piece.html.replace(had[0], () => ` ${joined}`);
    } else piece.html = piece.html.replace(/\s*\/?>$/, (end) => ` ${written}${end.trimStart()}`);
  };
  return { name: piece.name, last: undefined, set };
}
