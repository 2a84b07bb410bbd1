import { plainText } from '../html/plain-text.ts';
import { type HtmlPiece, htmlPieces } from '../markdown/html-pieces.ts';
import type { SearchEntry } from '../search/search-entry.ts';

/** What a piece of text on a page is, for who looks for it. */
type Field = 'title' | 'text' | 'code' | 'output';

interface Open {
  readonly name: string;
  readonly field: Field | undefined;
}

interface Draft {
  readonly id: string;
  slide: string;
  readonly said: Record<Field, string>;
}

/** A film of an output need not be read to its end. */
const mostLetters: Readonly<Record<Field, number>> = { title: 200, text: 8000, code: 4000, output: 2000 };

const silent = new Set(['button', 'script', 'style', 'svg', 'template', 'object', 'select']);
/** What is on a page and no part of its text: bars, marks, formulas, where an output comes from. */
const silentClass =
  /(?:^|\s)(?:cell-bar|cell-status|same-spot|katex|katex-display|footnote-ref|footnote-backref|provenance)(?:\s|$)/;
const inline = new Set(
  'a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var'.split(' '),
);

/** What can be found in an article, by what is inside its `main`: an entry for each section. `title` is the deck's own. */
export function searchEntriesOf(main: string, title: string): readonly SearchEntry[] {
  const drafts: Draft[] = [];
  let stack: readonly Open[] = [];
  let draft: Draft | undefined;
  const add = (field: Field | undefined, text: string): void => {
    if (draft === undefined || field === undefined) return;
    if (draft.said[field].length < mostLetters[field]) draft.said[field] += text;
  };
  for (const piece of htmlPieces(main)) {
    const field = stack.at(-1)?.field ?? (stack.length === 0 ? 'text' : undefined);
    if (piece.type === 'comment') continue;
    if (piece.type === 'text') {
      add(field, plainText(piece.html));
      continue;
    }
    if (!inline.has(piece.name)) add(field, ' ');
    if (piece.type === 'void' && piece.name === 'img')
      add(field, ` ${plainText(attributeOf(piece, 'alt') ?? '')} `);
    if (piece.type === 'close') {
      const at = stack.findLastIndex(({ name }) => name === piece.name);
      if (at >= 0) stack = stack.slice(0, at);
    }
    if (piece.type !== 'open') continue;
    if (piece.name === 'section' && attributeOf(piece, 'data-at') !== undefined) {
      draft = {
        id: attributeOf(piece, 'id') ?? '',
        slide: '',
        said: { title: '', text: '', code: '', output: '' },
      };
      drafts.push(draft);
      stack = [{ name: 'section', field: 'text' }];
      continue;
    }
    if (draft !== undefined && attributeOf(piece, 'class') === 'same-spot')
      draft.slide = /#.*$/.exec(attributeOf(piece, 'href') ?? '')?.[0] ?? '';
    stack = [...stack, { name: piece.name, field: fieldOf(piece, field, draft?.said.title ?? '') }];
  }
  return joined(drafts, title);
}

function fieldOf(
  piece: HtmlPiece & { readonly name: string },
  around: Field | undefined,
  title: string,
): Field | undefined {
  if (around === undefined || silent.has(piece.name) || silentClass.test(attributeOf(piece, 'class') ?? ''))
    return undefined;
  if (/\sdata-output[\s>=]/.test(piece.html)) return 'output';
  if (around === 'output') return 'output';
  if (piece.name === 'pre') return 'code';
  // A section has one heading that names it; those below it are its text.
  const names = /^h[1-6]$/.test(piece.name) && around === 'text' && title.trim() === '';
  return names ? 'title' : around;
}

/** What goes on from the slide before has its heading. */
function joined(drafts: readonly Draft[], title: string): readonly SearchEntry[] {
  let last = title;
  return drafts.map(({ id, slide, said }) => {
    const [own, text, code, output] = [said.title, said.text, said.code, said.output].map((one) =>
      one.replace(/\s+/g, ' ').trim(),
    );
    last = own || last;
    return { title: last, id, slide, text: text ?? '', code: code ?? '', output: output ?? '' };
  });
}

function attributeOf(piece: HtmlPiece, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(piece.html)?.[1];
}
