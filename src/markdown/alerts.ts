import type { MarkdownIt } from 'markdown-it';
import type { Word } from '../words/phrases.ts';
import { phrasesOf } from '../words/words.ts';

const titles: Readonly<Record<string, Word>> = {
  note: 'alert.note',
  tip: 'alert.tip',
  important: 'alert.important',
  warning: 'alert.warning',
  caution: 'alert.caution',
};

/** `> [!NOTE]` and its kin, as code hosts show them: a block quote of a class, with its kind as a title. */
export function alerts(md: MarkdownIt, lang = 'en'): void {
  const { say } = phrasesOf(lang);
  md.core.ruler.push('alerts', (state) => {
    for (const [index, token] of state.tokens.entries()) {
      const inline = state.tokens[index + 2];
      if (token.type !== 'blockquote_open' || inline?.type !== 'inline') continue;
      const kind = /^\[!([A-Z]+)\][ \t]*(?:\n|$)/i.exec(inline.content)?.[1]?.toLowerCase() ?? '';
      const title = Object.hasOwn(titles, kind) ? titles[kind] : undefined;
      const children = inline.children ?? [];
      if (title === undefined) continue;
      token.attrJoin('class', `alert alert-${kind}`);
      const firstBreak = children.findIndex(
        (child) => child.type === 'softbreak' || child.type === 'hardbreak',
      );
      const rest = firstBreak < 0 ? [] : children.slice(firstBreak + 1);
      const mark = new state.Token('html_inline', '', 0);
      mark.content = `<strong class="alert-title">${say(title)}</strong>`;
      const between = new state.Token('softbreak', 'br', 0);
      inline.children = rest.length === 0 ? [mark] : [mark, between, ...rest];
    }
  });
}
