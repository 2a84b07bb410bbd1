import type { MarkdownIt } from 'markdown-it';
import { readShortcodeTag } from './shortcode-tag.ts';

/** `[words]({{< ref "other.md#part" >}})`, Hugo's link to another page, goes where it says. */
export function shortcodeLinks(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'shortcode_link', (state, silent) => {
    const { src, pos } = state;
    if (src[pos] !== '[' || !src.includes('({{', pos)) return false;
    const labelEnd = state.md.helpers.parseLinkLabel(state, pos, true);
    if (labelEnd < 0 || !src.startsWith('({{', labelEnd + 1)) return false;
    const tag = readShortcodeTag(src, labelEnd + 2);
    const path = tag?.values.get('path') ?? tag?.positional[0];
    const end = labelEnd + 2 + (tag?.length ?? 0);
    const tail = /[^)\s"]*[ \t]*(?:"[^"]*")?\)/y;
    tail.lastIndex = end;
    const rest = tail.exec(src)?.[0];
    if (!/^(?:rel)?ref$/.test(tag?.name ?? '') || path === undefined || rest === undefined) return false;
    const href = state.md.normalizeLink(`${path}${/^#[^)\s"]*/.exec(rest)?.[0] ?? ''}`);
    if (!state.md.validateLink(href)) return false;
    if (!silent) {
      const { posMax } = state;
      state.pos = pos + 1;
      state.posMax = labelEnd;
      state.push('link_open', 'a', 1).attrSet('href', href);
      state.md.inline.tokenize(state);
      state.push('link_close', 'a', -1);
      state.posMax = posMax;
    }
    state.pos = end + rest.length;
    return true;
  });
}
