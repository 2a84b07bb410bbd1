import type { Deck, Slide } from '../../deck/deck.ts';
import type { StagePlace } from '../stage/stage-protocol.ts';

/** The slide of a deck that a page shows; an output may have a section of its own, which moves those below it. */
export function slideAt(deck: Deck, { h, line }: StagePlace): Slide | undefined {
  const stack = deck.slides.filter((slide) => slide.h === h);
  return (
    stack.find((slide) => slide.line === line) ??
    stack.find((slide) => slide.line <= line && line <= slide.endLine) ??
    stack[0]
  );
}

/** The slides that are shown, in their order. */
export const shownSlides = (deck: Deck): readonly Slide[] =>
  deck.slides.filter((slide) => slide.attributes['data-visibility'] !== 'hidden');

/** What a slide is about, in a line of plain text: its first heading, else its first words. */
export function titleOf(slide: Slide): string {
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

const plain = (line: string): string =>
  line
    .replace(/<!--.*?-->|<[^>]*>|\{[^}]*\}\s*$/g, '')
    .replace(/^#{1,6}\s+|^\s*[-*+>]\s+|\s+#+\s*$/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+/g, '')
    .trim();
