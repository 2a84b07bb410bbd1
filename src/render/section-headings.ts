/** A heading of a page that can be linked to. */
export interface SectionHeading {
  readonly level: number;
  readonly id: string;
  /** Its inside, finished HTML. */
  readonly html: string;
}

/** A heading as our Markdown writes it; authors' own tags have an id where they want to be found. */
const heading = /<h([1-6])\b([^<>]*?) id="([^"<>]*)"([^<>]*)>([\s\S]*?)<\/h\1>/g;

/** What is on a page and not part of what is read there. */
const unread = /<!--[\s\S]*?-->|<(script|style|template)\b[\s\S]*?<\/\1>/g;

/** The headings of a piece of a page, in their order. */
export function headingsOf(html: string): readonly SectionHeading[] {
  return [...html.replace(unread, '').matchAll(heading)].map(([, level, , id = '', , inside = '']) => ({
    level: Number(level),
    id,
    html: inside.trim(),
  }));
}

/** Headings become links to themselves, for who wants to name the place; those with a link in them stay as they are. */
export function withHeadingLinks(html: string): string {
  return html.replace(heading, (whole, level, before, id, after, inside) =>
    inside.includes('<a ') || inside.trim() === ''
      ? whole
      : `<h${level}${before} id="${id}"${after}><a class="anchor" href="#${id}">${inside}</a></h${level}>`,
  );
}

/** A heading's inside to be put where it is only named: without links, ids, marks of footnotes and pictures. */
export function headingLabel(html: string): string {
  return html
    .replace(/<sup\b[^<>]*class="footnote-ref"[\s\S]*?<\/sup>/g, '')
    .replace(/<img\b[^<>]*>/g, (image) => / alt="([^"<>]*)"/.exec(image)?.[1] ?? '')
    .replace(/<\/?a\b[^<>]*>/g, '')
    .replace(/(<[^<>]*?) id="[^"<>]*"/g, '$1')
    .trim();
}

/** The words of finished HTML, as text that is escaped already; a formula is there twice, and said once. */
export const wordsOfHtml = (html: string): string =>
  html
    .replace(/<span class="katex-mathml">[\s\S]*?<\/math><\/span>/g, '')
    .replace(/<[^<>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
