import type { MarkdownIt } from 'markdown-it';

const attributes = String.raw`(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>${'`'}]+))?)*`;
/** Without angle brackets inside, so that a browser can read none of them otherwise, and in linear time. */
const tag = new RegExp(String.raw`<(meta|link)(?=[\s/>]|$)(?:(${attributes})\s*/?>)?`, 'gi');
const rel = /\srel\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/gi;

/**
 * Tags by which a page turns to other hosts, and of which its policy says nothing, are left out: `<meta http-equiv>`,
 * which leads readers away, and every `<link>` but a style sheet's, which opens connections. What is no whole tag is shown.
 */
export function quietTags(md: MarkdownIt): void {
  md.core.ruler.push('quiet_tags', (state) => {
    for (const token of state.tokens)
      for (const raw of [token, ...(token.children ?? [])])
        if (raw.type === 'html_inline' || raw.type === 'html_block')
          raw.content = raw.content.replace(tag, (whole, name: string, inside: string | undefined) => {
            if (inside === undefined) return `&lt;${whole.slice(1)}`;
            // A blank: what stands around it must not become such a tag.
            const isQuiet = name.toLowerCase() === 'meta' ? !/http-equiv/i.test(inside) : isStyle(inside);
            return isQuiet ? whole : ' ';
          });
  });
}

/** Of an attribute that stands there twice, a browser takes the first. */
function isStyle(inside: string): boolean {
  const rels = [...inside.matchAll(rel)].flatMap(
    ([, ...values]) => values.find((one) => one !== undefined) ?? '',
  );
  return rels.length > 0 && rels.every((value) => /^\s*(?:alternate\s+)?stylesheet\s*$/i.test(value));
}
