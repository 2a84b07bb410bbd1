import type { MarkdownIt, StateInline } from 'markdown-it';

const size = /[ \t]+=(\d{1,5}%?)?x(\d{1,5}%?)?[ \t]*\)/y;

/** `![words](x.png =300x200)`, `=300x` and `=x200`: a picture of that width and height, in px or `%`. */
export function imageSize(md: MarkdownIt): void {
  md.inline.ruler.before('image', 'image_size', (state, silent) => {
    const { src, pos, posMax } = state;
    if (!src.startsWith('![', pos)) return false;
    const labelEnd = state.md.helpers.parseLinkLabel(state, pos + 1, false);
    if (labelEnd < 0 || src[labelEnd + 1] !== '(') return false;
    let at = labelEnd + 2;
    const address = state.md.helpers.parseLinkDestination(src, at, posMax);
    const href = address.ok ? state.md.normalizeLink(address.str) : '';
    if (!address.ok || !state.md.validateLink(href)) return false;
    at = address.pos;
    const blank = /[ \t]+(?=["'(])/y;
    blank.lastIndex = at;
    const title = blank.test(src) ? state.md.helpers.parseLinkTitle(src, blank.lastIndex, posMax) : undefined;
    if (title?.ok) at = title.pos;
    size.lastIndex = at;
    const found = size.exec(src);
    if (found === null || (found[1] === undefined && found[2] === undefined)) return false;
    if (!silent) {
      const token = state.push('image', 'img', 0);
      token.content = src.slice(pos + 2, labelEnd);
      token.children = wordsOf(state, token.content);
      token.attrs = [
        ['src', href],
        ['alt', ''],
      ];
      if (title?.ok && title.str !== '') token.attrSet('title', title.str);
      if (found[1] !== undefined) token.attrSet('width', found[1]);
      if (found[2] !== undefined) token.attrSet('height', found[2]);
    }
    state.pos = size.lastIndex;
    return true;
  });
}

function wordsOf(state: StateInline, label: string): StateInline['tokens'] {
  const words: StateInline['tokens'] = [];
  state.md.inline.parse(label, state.md, state.env, words);
  return words;
}
