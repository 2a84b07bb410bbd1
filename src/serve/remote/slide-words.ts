import type { Slide } from '../../deck/deck.ts';

const titles = new WeakMap<Slide, string>();

/** What a slide is about, in a line of plain text: its first heading, else its first words. */
export function titleOf(slide: Slide): string {
  const title = titles.get(slide) ?? readTitle(slide);
  titles.set(slide, title);
  return title;
}

const mostLines = 14;

const outlines = new WeakMap<Slide, readonly string[]>();

/** A slide's words below its title, line by line, for who cannot see it. */
export function outlineOf(slide: Slide): readonly string[] {
  const outline = outlines.get(slide) ?? readOutline(slide);
  outlines.set(slide, outline);
  return outline;
}

function readOutline(slide: Slide): readonly string[] {
  const title = titleOf(slide);
  const lines = withoutFences(slide.markdown.split('\n')).map((line) =>
    withoutRules(plain(line)).slice(0, 160),
  );
  const rest = lines.filter((line) => /[\p{L}\p{N}]/u.test(line));
  return (rest[0] === title ? rest.slice(1) : rest).slice(0, mostLines);
}

const withoutRules = (line: string): string =>
  line.startsWith('|')
    ? line
        .split('|')
        .map((cell) => cell.trim())
        .filter(Boolean)
        .join(' · ')
    : line;

function readTitle(slide: Slide): string {
  const lines = withoutFences(slide.markdown.split('\n'));
  const heading = lines.find((line) => /^#{1,6}\s/.test(line));
  const first = heading ?? lines.find((line) => plain(line) !== '') ?? '';
  return plain(first).slice(0, 120);
}

function withoutFences(lines: readonly string[]): readonly string[] {
  let fence: string | undefined;
  return lines.filter((line) => {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && mark === undefined) return true;
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    return false;
  });
}

/** Letters of a line that are looked at: the patterns take the square of them. */
const longestLine = 500;

const plain = (line: string): string =>
  line
    .slice(0, longestLine)
    .replace(/<!--.*?-->|<[^>]*>|\{[^}]*\}\s*$/g, '')
    .replace(/^#{1,6}\s+|^\s*[-*+>]\s+|\s+#+\s*$/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+/g, '')
    .trim();
