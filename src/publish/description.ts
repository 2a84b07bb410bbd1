import type { Slide } from '../deck/deck.ts';

const longestDescription = 160;

/** The first words of the deck that are a paragraph of its own, for who lists pages. */
export function descriptionOf(slides: readonly Slide[]): string | undefined {
  for (const { markdown } of slides) {
    const paragraph = markdown
      .replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$/gm, '')
      .split(/\n{2,}/)
      .find((one) => /^\s{0,3}[\p{L}\p{N}"'*_[(]/u.test(one) && !/\n\s{0,3}(?:=+|-+)\s*$/.test(one));
    if (paragraph === undefined) continue;
    const text = paragraph
      .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, '$1')
      .replace(/<[^>]*>|\{[^}]*\}|[*_`]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (text.length > longestDescription)
      return `${text.slice(0, longestDescription).replace(/\s+\S*$/, '')}…`;
    if (text !== '') return text;
  }
  return undefined;
}
