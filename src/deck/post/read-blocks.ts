import type { MarkdownIt, Token } from 'markdown-it';
import type { ExpandedLine } from '../../markdown/include.ts';
import { type BlockKind, isLongCode, measureBlock } from './measure-block.ts';

/** A block of a post, with the blank lines after it. */
export interface Block {
  readonly kind: BlockKind;
  /** Of a heading: 1 to 6. */
  readonly level: number;
  readonly lines: readonly ExpandedLine[];
  /** In lines of a slide. */
  readonly height: number;
  readonly isLong: boolean;
  /** It speaks of the block after it, and stays with it. */
  readonly isLeadIn: boolean;
  /** A heading's words. */
  readonly title: string;
}

const figures: ReadonlySet<BlockKind> = new Set(['code', 'list', 'table', 'picture']);

/** The blocks of a post, in their order; together they are all of its lines, from the first block on. */
export function readBlocks(md: MarkdownIt, lines: readonly ExpandedLine[]): readonly Block[] {
  const tokens = md.parse(lines.map((line) => line.text).join('\n'), {});
  const tops = tokens.flatMap((token, index) =>
    token.level === 0 && token.nesting !== -1 && token.map !== null
      ? [{ token, inline: tokens[index + 1], start: token.map[0] }]
      : [],
  );
  // An included file's block could begin on the line of another.
  const starts = tops.filter((top, index) => index === 0 || top.start > (tops[index - 1]?.start ?? -1));
  const kinds = starts.map(({ token, inline }) => kindOf(token, inline));
  return starts.map(({ token, inline, start }, index): Block => {
    const kind = kinds[index] ?? 'other';
    const own = lines.slice(index === 0 ? 0 : start, starts[index + 1]?.start ?? lines.length);
    const text = lines
      .slice(start, token.map?.[1] ?? start + 1)
      .map((line) => line.text)
      .join('\n');
    const next = kinds[index + 1];
    const introduces =
      kind === 'paragraph' &&
      next !== undefined &&
      next !== 'heading' &&
      (endsOpen(text) || figures.has(next));
    return {
      kind,
      level: kind === 'heading' ? Number(token.tag.slice(1)) : 0,
      lines: own,
      height: measureBlock(kind, text) + (kind === 'code' && printsBelow(text) ? outputLines : 0),
      isLong: isLongCode(kind, text),
      isLeadIn: introduces,
      title: kind === 'heading' ? wordsOf(inline) : '',
    };
  });
}

/** What a cell prints needs room too. */
const outputLines = 4;
const printsBelow = (fence: string): boolean =>
  /^[^\n]*\{[^}\n]*\b(?:run|build)\b(?![^}\n]*output=)/.test(fence);

/** Whether a text ends with `:` or `,`, and goes on in what follows; `:tada:` is no end of that kind. */
const endsOpen = (text: string): boolean =>
  /[:,：、]\s*(?:\*{1,2}|_{1,2}|<\/\w+>)?\s*$/.test(text) && !/:[\w+-]+:\s*$/.test(text);

function kindOf(token: Token, inline: Token | undefined): BlockKind {
  if (token.type === 'heading_open') return 'heading';
  if (token.type === 'fence' || token.type === 'code_block') return 'code';
  if (/^(?:bullet|ordered|dl)_(?:list_)?open$/.test(token.type)) return 'list';
  if (token.type === 'table_open') return 'table';
  if (token.type === 'blockquote_open') return 'quote';
  if (/^(?:figure|video|picture)/.test(token.type)) return 'picture';
  if (token.type === 'html_block')
    return /<(?:img|video|picture|svg|iframe|figure)\b/i.test(token.content) ? 'picture' : 'other';
  if (token.type !== 'paragraph_open') return 'other';
  const children = inline?.children ?? [];
  const hasPicture = children.some((child) => child.type === 'image');
  const hasWords = children.some((child) => child.type === 'text' && child.content.trim() !== '');
  return hasPicture && !hasWords ? 'picture' : 'paragraph';
}

const wordsOf = (inline: Token | undefined): string =>
  (inline?.children ?? [])
    .filter((child) => child.type === 'text' || child.type === 'code_inline')
    .map((child) => child.content)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
