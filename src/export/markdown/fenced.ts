/** Text as a fenced block, with a mark that is longer than any in it. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^[ \t]*(`{3,})/gm)].map(([, mark = '']) => mark.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${text.replace(/\n+$/, '')}\n${mark}`;
}

/** What a page's lines of HTML say. */
export const textOfLines = (lines: readonly string[]): string =>
  lines
    .map((line) =>
      line
        .replace(/<[^>]*>/g, '')
        .replace(/&(amp|lt|gt|quot|#39);/g, (_whole, name: string) => letters[name] ?? '')
        .trimEnd(),
    )
    .join('\n')
    .trimEnd();

const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
