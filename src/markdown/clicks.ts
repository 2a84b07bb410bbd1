import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import { type HtmlPiece, htmlPieces } from './html-pieces.ts';

/** An element that appears at a click: its class, and where in the order it comes if it says so. */
interface Click {
  readonly kind: string;
  readonly at: string | undefined;
  readonly isAfter: boolean;
}

interface Frame {
  readonly name: string;
  /** The tag that stands for it in the page. */
  readonly tag: string;
  /** Its own children appear one by one. */
  readonly each: boolean;
}

/** An attribute to be given to a token, or to a tag of a raw one, once all clicks are counted. */
interface Target {
  readonly click: Click;
  readonly set: (name: string, value: string) => void;
}

const mention = /\bv-?(?:clicks?|after|switch)\b/i;
const lists = new Set(['ul', 'ol', 'dl']);

/**
 * Slidev's clicks as reveal.js' fragments: `<v-click>`, `<v-after>`, the attribute `v-click`, each child (or list
 * item) of `<v-clicks>`, and the templates of `<v-switch>` in one place.
 */
export function clicks(md: MarkdownIt): void {
  md.core.ruler.push('clicks', (state) => {
    if (!mention.test(state.src)) return;
    const walk: Walk = { frames: [], targets: [], raws: [] };
    for (const token of state.tokens) visit(token, walk, state);
    numberClicks(walk.targets);
    for (const { token, pieces } of walk.raws) token.content = pieces.map((piece) => piece.html).join('');
  });
}

interface Walk {
  readonly frames: Frame[];
  readonly targets: Target[];
  readonly raws: { readonly token: Token; readonly pieces: readonly HtmlPiece[] }[];
}

function visit(token: Token, walk: Walk, state: StateCore): void {
  const { frames, targets } = walk;
  if (token.type === 'html_block' || token.type === 'html_inline') {
    const pieces = htmlPieces(token.content);
    for (const piece of pieces) visitPiece(piece, walk, token.type === 'html_block');
    walk.raws.push({ token, pieces });
    return;
  }
  if (token.type === 'inline') {
    for (const child of token.children ?? []) visit(child, walk, state);
    return;
  }
  if (token.hidden || token.tag === '' || !token.block) return;
  if (token.nesting === -1) {
    while (frames.length > 0 && frames.pop()?.name !== token.type.replace(/_close$/, '_open'));
    return;
  }
  const inEach = frames.at(-1)?.each === true;
  const isList = token.nesting === 1 && lists.has(token.tag);
  if (inEach && !isList) {
    targets.push({
      click: { kind: 'fragment', at: undefined, isAfter: false },
      set: (name, value) => (name === 'class' ? token.attrJoin(name, value) : token.attrSet(name, value)),
    });
  }
  if (token.nesting === 1) frames.push({ name: token.type, tag: token.tag, each: inEach && isList });
}

function visitPiece(piece: HtmlPiece, walk: Walk, isBlock: boolean): void {
  if (piece.type === 'comment' || piece.type === 'text') return;
  const { frames, targets } = walk;
  const name = piece.name.replace(/^v-?(clicks?|after|switch)$/, 'v-$1');
  if (piece.type === 'close') {
    const depth = frames.findLastIndex((frame) => frame.name === name);
    const frame = frames[depth];
    if (frame === undefined) return;
    frames.length = depth;
    if (frame.tag !== name) piece.html = `</${frame.tag}>`;
    return;
  }
  const written = piece.html;
  const parent = frames.at(-1);
  const isStep = name === 'template' && parent?.name === 'v-switch';
  const isOurs = isStep || /^v-(?:clicks?|after|switch)$/.test(name);
  const tag = isOurs ? (isBlock ? 'div' : 'span') : name;
  if (isOurs) piece.html = `<${tag}${htmlAttributes({ class: classes[name] })}>`;
  const isList = lists.has(name) && parent?.each === true;
  const click = isStep ? stepOf(written) : clickOf(name, written, parent?.each === true && !isList);
  if (click !== undefined) {
    piece.html = piece.html.replace(directive, '');
    targets.push({ click, set: (key, value) => setAttribute(piece, key, value) });
  }
  if (piece.type === 'void') piece.html += isOurs ? `</${tag}>` : '';
  else frames.push({ name, tag, each: name === 'v-clicks' || isList });
}

const classes: Readonly<Record<string, string>> = { 'v-clicks': 'clicks', 'v-switch': 'r-stack' };

const directive = /\sv-(click|after)((?:[.-][\w-]+)*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?(?=[\s/>])/i;

/** What a tag says of its click; undefined for one that is there from the start. */
function clickOf(name: string, written: string, isOneOfEach: boolean): Click | undefined {
  if (name === 'v-click' || name === 'v-after') {
    const at = /\sat=["']?([^"'\s>]+)/i.exec(written)?.[1];
    return { kind: kindOf(/\shide\b/i.exec(written)?.[0] ?? '', at), at, isAfter: name === 'v-after' };
  }
  if (name === 'v-clicks' || name === 'v-switch') return undefined;
  const found = directive.exec(written);
  if (found === null) return isOneOfEach ? { kind: 'fragment', at: undefined, isAfter: false } : undefined;
  const at = found[3] ?? found[4] ?? found[5];
  return { kind: kindOf(found[2] ?? '', at), at, isAfter: found[1]?.toLowerCase() === 'after' };
}

/** A template of `<v-switch>`: there until the next one comes. */
const stepOf = (written: string): Click => ({
  kind: 'fragment current-visible',
  at: /#(\d+)/.exec(written)?.[1],
  isAfter: false,
});

/** The fragment's class: hidden instead of shown, or how it comes in. */
function kindOf(marks: string, at: string | undefined): string {
  if (/\bhide\b/.test(marks)) return 'fragment fade-out';
  if (at?.startsWith('[') === true) return 'fragment fade-in-then-out';
  const side = /\b(up|down|left|right)\b/.exec(marks)?.[1];
  return side === undefined ? 'fragment' : `fragment fade-${side}`;
}

/** reveal.js counts fragments in their order; only where one says its own place do all of them need a number. */
function numberClicks(targets: readonly Target[]): void {
  const placeOf = (at: string | undefined): number | undefined => {
    const number = at === undefined || /^['"]?[+-]/.test(at) ? undefined : /\d+/.exec(at)?.[0];
    return number === undefined ? undefined : Math.min(1000, Number(number));
  };
  const needNumbers = targets.some(({ click }) => click.isAfter || placeOf(click.at) !== undefined);
  let count = 0;
  for (const { click, set } of targets) {
    set('class', click.kind);
    const place = placeOf(click.at);
    if (place === undefined && !click.isAfter) count++;
    if (needNumbers) set('data-fragment-index', String(place ?? count));
  }
}

function setAttribute(piece: HtmlPiece, name: string, value: string): void {
  const had = name === 'class' ? /\sclass\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(piece.html) : null;
  if (had !== null) {
    const joined = ` class="${had[1] ?? had[2] ?? ''} ${escapeHtml(value)}"`;
    piece.html = piece.html.replace(had[0], () => joined);
  } else piece.html = piece.html.replace(/^<[\w-]+/, (start) => `${start} ${name}="${escapeHtml(value)}"`);
}
