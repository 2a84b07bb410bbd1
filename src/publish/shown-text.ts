const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The text of an output's lines, which are finished HTML: each ended by a line feed, as `textContent` has it. */
export const shownText = (lines: readonly string[]): string =>
  lines.map((line) => `${plainText(line)}\n`).join('');

/** The words of finished HTML of ours. */
export const plainText = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

const place =
  /<figure\b[^>]*?\sdata-cell="([^"]*)"|<div\b(?=[^>]*?\sdata-output(?=[\s>]))([^>]*)>(?:<pre>((?:<div class="line">[^\n]*\n<\/div>)*)<\/pre>)?/g;

/** The texts of the outputs that a page of ours shows, by the ids of their cells; an empty one shows nothing. */
export function outputsShownIn(html: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let inside: string | undefined;
  for (const [, cell, attributes = '', sheet = ''] of html.matchAll(place)) {
    if (cell !== undefined) {
      inside = cell;
      continue;
    }
    const owner = /\sdata-for="([^"]*)"/.exec(attributes)?.[1] ?? inside;
    if (owner === undefined) continue;
    const lines = [...sheet.matchAll(/<div class="line">([^\n]*)\n<\/div>/g)].map(([, line = '']) => line);
    found.set(plainText(owner), shownText(lines));
  }
  return found;
}
