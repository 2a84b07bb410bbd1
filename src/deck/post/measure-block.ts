/** What a block of a post is, for cutting it into slides. */
export type BlockKind = 'heading' | 'paragraph' | 'code' | 'list' | 'table' | 'quote' | 'picture' | 'other';

/** How much a slide of the plain theme holds, in lines of text; a browser measures what really fits. */
export const linesOnSlide = 15;
const lettersOnLine = 70;
const lettersInList = 66;
const codeLinesShown = 14;
/** Code is set smaller than text. */
const codeLine = 0.77;
const pictureLines = 9;
const tallest = 200;

/** The lines of a slide that a block takes, the space after it included. Long code counts as what its box shows. */
export function measureBlock(kind: BlockKind, text: string): number {
  const lines = text.trimEnd().split('\n');
  const height = (): number => {
    switch (kind) {
      case 'heading':
        return 1 + Math.ceil(lettersOf(text) / 34);
      case 'code':
        return 1 + Math.min(codeLinesShown, Math.max(1, lines.length - 2)) * codeLine;
      case 'picture':
        return pictureLines;
      case 'table':
        return 1 + lines.reduce((sum, line) => sum + (isRule(line) ? 0 : Math.max(1, rowLines(line))), 0);
      case 'list':
        return 0.7 + proseAndCode(lines, lettersInList) + 0.25 * lines.filter(isItem).length;
      case 'quote':
        return 1.5 + proseAndCode(lines, lettersInList);
      case 'paragraph':
        return 0.55 + Math.ceil(lettersOf(lines.join(' ')) / lettersOnLine);
      case 'other':
        return text.trimStart().startsWith('<!--') ? 0 : 1 + proseAndCode(lines, lettersOnLine);
    }
  };
  return Math.min(tallest, height());
}

/** Whether a piece of code is longer than its box on a slide shows: it has a slide of its own, and scrolls there. */
export const isLongCode = (kind: BlockKind, text: string): boolean =>
  kind === 'code' && text.trimEnd().split('\n').length - 2 > codeLinesShown;

/** Letters that a reader sees, near enough: without the addresses of links, tags and marks. */
export function lettersOf(text: string): number {
  return text
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,500}\)|<[^<>]{1,500}>/g, '')
    .replace(/\]\([^)]{0,500}\)/g, '')
    .replace(/[*_`[\]]/g, '')
    .trim().length;
}

/** The lines of a list or a quotation: its paragraphs are as long as they are joined, its code as written. */
function proseAndCode(lines: readonly string[], letters: number): number {
  let height = 0;
  let paragraph = 0;
  let inCode = false;
  const end = (): void => {
    height += paragraph === 0 ? 0 : Math.ceil(paragraph / letters);
    paragraph = 0;
  };
  for (const line of lines) {
    const text = line.replace(/^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?/, '');
    if (/^(?:`{3,}|~{3,})/.test(text)) inCode = !inCode;
    else if (inCode) height += codeLine;
    if (inCode || text === '' || isItem(line)) end();
    if (!inCode && text !== '') paragraph += lettersOf(text) + 1;
  }
  end();
  return height;
}

const isItem = (line: string): boolean => /^[\s>]*(?:[-*+]|\d{1,9}[.)])\s/.test(line);
const isRule = (line: string): boolean => /^[\s|:-]+$/.test(line);
const rowLines = (line: string): number => {
  const cells = line.split('|');
  const widest = Math.max(...cells.map(lettersOf));
  return Math.ceil(widest / Math.max(8, lettersOnLine / Math.max(1, cells.length - 2)));
};
