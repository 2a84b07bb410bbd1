import { ridge } from './ridge.ts';

/** How long, in letters, what stands below a heading may be for both to be a title and not a text. */
const subtitleLength = 110;
/** The longest title slide's HTML; whatever is longer is not looked at. */
const longestTitle = 4000;

const drawn = new Set(['layout-title', 'layout-section', 'layout-end']);

/**
 * The classes of a slide and what is drawn behind it. A slide that is only a heading is a section, the deck's first
 * its title, and one short sentence a statement; a class `layout-..` of the author's own comes before that.
 */
export function slideLayout(
  html: string,
  attributes: Readonly<Record<string, string>>,
  isFirst: boolean,
): { readonly classes: string | undefined; readonly picture: string } {
  const own = (attributes.class ?? '').split(/\s+/).filter((name) => name !== '');
  const known = own.find((name) => name.startsWith('layout-'));
  // What goes on from the slide before is text, however short.
  const found = known ?? ('data-continues' in attributes ? undefined : layoutOf(html, isFirst));
  const classes = known === undefined && found !== undefined ? [...own, found] : own;
  return {
    classes: classes.length === 0 ? undefined : classes.join(' '),
    picture: found !== undefined && drawn.has(found) ? ridge : '',
  };
}

function layoutOf(html: string, isFirst: boolean): string | undefined {
  if (html.length > longestTitle) return undefined;
  const [heading, ...rest] = textBlocks(html) ?? [];
  if (!heading) return undefined;
  if (heading.name === 'p')
    return rest.length === 0 && heading.text.length <= subtitleLength ? 'layout-statement' : undefined;
  if (rest.some(({ text }) => text === '' || text.length > subtitleLength)) return undefined;
  if (isFirst) return rest.length <= 3 ? 'layout-title' : undefined;
  if (rest.length === 0) return heading.text === '' ? undefined : 'layout-section';
  return heading.name === 'h1' && rest.length === 1 ? 'layout-section' : undefined;
}

/** The headings and paragraphs of a slide that has nothing else. */
function textBlocks(html: string): readonly { readonly name: string; readonly text: string }[] | undefined {
  const block = /\s*<(h[1-6]|p)\b[^>]*>((?:(?!<\/\1>)[\s\S])*)<\/\1>\s*/y;
  const blocks: { name: string; text: string }[] = [];
  while (block.lastIndex < html.length) {
    const [, name, inside] = block.exec(html) ?? [];
    if (name === undefined || inside === undefined) return undefined;
    if (/<(?:img|video|audio|iframe|svg)\b/.test(inside)) return undefined;
    blocks.push({ name, text: inside.replace(/<[^>]*>/g, '').trim() });
  }
  return blocks;
}
