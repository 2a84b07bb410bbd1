const raw = new Set('script style textarea title xmp iframe noembed noframes'.split(' '));
const tagStart = /<(\/?)([A-Za-z][^\s/>]*)/y;
const tagEnd = /[\s/]*>/y;
const attribute = /([\s/]*)([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*))?)?/y;
const speakers = new Set(['data-notes', 'data-timing']);

interface Tag {
  readonly isEnd: boolean;
  readonly name: string;
  readonly isNote: boolean;
  /** The tag as an audience gets it. */
  readonly html: string;
  readonly end: number;
}

/**
 * Slides without what is the speaker's in their authors' own HTML: notes, plan, comments and whatever else a browser
 * takes for one. It reads as a browser does. A note or comment that is not closed costs the rest of its slide rather
 * than be told; what is code has its brackets escaped and is not touched.
 */
export function withoutNotes(html: string): string {
  let shown = '';
  let at = 0;
  /** Asides that are open since a note began, itself among them, and sections. */
  let [asides, sections] = [0, 0];
  const show = (text: string): void => {
    if (asides === 0) shown += text;
  };
  while (at < html.length) {
    const next = html.indexOf('<', at);
    if (next < 0) break;
    show(html.slice(at, next));
    if (/[!?]/.test(html[next + 1] ?? '')) {
      at = endOfComment(html, next);
      continue;
    }
    const tag = readTag(html, next);
    if (!tag) {
      // `</ x>` is a comment too.
      const isComment = html[next + 1] === '/' && html[next + 2] !== undefined;
      if (!isComment) show('<');
      at = isComment ? endOf(html, '>', next) : next + 1;
      continue;
    }
    at = tag.end;
    if (asides > 0) {
      if (tag.name === 'aside') asides += tag.isEnd ? -1 : 1;
      if (tag.name === 'section') sections += tag.isEnd ? -1 : 1;
      if (sections >= 0) continue;
      asides = 0;
    } else if (tag.isNote) {
      [asides, sections] = [1, 0];
      continue;
    }
    show(tag.html);
    // What is in these is no HTML.
    const close = tag.isEnd || !raw.has(tag.name) ? -1 : closeOf(html, tag.name, at);
    if (close < 0) continue;
    show(html.slice(at, close));
    at = close;
  }
  show(html.slice(at));
  return shown;
}

/** Of `<!-- -->`, `<!x>`, `<?x>`; one that does not end does so with its slide. */
function endOfComment(html: string, at: number): number {
  const isLong = html.startsWith('<!--', at) && !/^<!---?>/.test(html.slice(at, at + 6));
  if (!isLong) return endOf(html, html.startsWith('<![CDATA[', at) ? ']]>' : '>', at);
  const end = endOf(html, '-->', at + 2);
  const other = html.indexOf('--!>', at + 2);
  return other >= 0 && other + 4 < end ? other + 4 : end;
}

function endOf(html: string, mark: string, from: number): number {
  const end = html.indexOf(mark, from);
  if (end >= 0) return end + mark.length;
  const slide = html.indexOf('</section>', from);
  return slide < 0 ? html.length : slide;
}

function closeOf(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? -1;
}

function readTag(html: string, from: number): Tag | undefined {
  tagStart.lastIndex = from;
  const [start, slash, name = ''] = tagStart.exec(html) ?? [];
  if (start === undefined) return undefined;
  let at = from + start.length;
  let shown = start;
  let classes: string | undefined;
  for (;;) {
    tagEnd.lastIndex = at;
    const end = tagEnd.exec(html)?.[0];
    if (end !== undefined) {
      const isEnd = slash === '/';
      const isNote = !isEnd && name.toLowerCase() === 'aside' && hasNotes(classes ?? '');
      return { isEnd, name: name.toLowerCase(), isNote, html: shown + end, end: at + end.length };
    }
    attribute.lastIndex = at;
    const [whole, , key = '', ...values] = attribute.exec(html) ?? [];
    if (whole === undefined) return undefined;
    at += whole.length;
    if (key.toLowerCase() === 'class') classes ??= values.find((value) => value !== undefined) ?? '';
    if (!speakers.has(key.toLowerCase())) shown += whole;
  }
}

/** The class may be written with letters by their numbers. */
function hasNotes(value: string): boolean {
  const plain = value
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (_, hex?: string, decimal = '0') => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x10ffff ? '' : String.fromCodePoint(code);
    })
    .replace(/&(?:Tab|NewLine);/g, ' ');
  return plain.toLowerCase().split(/\s+/).includes('notes');
}
