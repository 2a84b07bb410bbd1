import { hasEmoji } from '../html/has-emoji.ts';

/** Style sheets that few pages need, by their names beside the page's own. */
const extras: Readonly<Record<string, (body: string) => boolean>> = {
  math: (body) => body.includes('class="katex"'),
  emoji: hasEmoji,
};

/** The style sheets of formulas and of emoji, beside the page's own; none for a page without. */
export function extraStyles(styles: readonly string[], body: string): readonly string[] {
  const own = styles.find((href) => pageSheet.test(href));
  if (own === undefined) return [];
  const needed = Object.entries(extras).filter(([, isNeeded]) => isNeeded(body));
  return needed.map(([name]) => own.replace(pageSheet, `$1${name}.css`));
}

const pageSheet = /(^|\/)(?:slides|article|workshop|index)\.css$/;
