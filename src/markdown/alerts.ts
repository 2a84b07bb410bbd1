import type { MarkdownIt } from 'markdown-it';

const titles: Readonly<Record<string, string>> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};

/** `> [!NOTE]` and its kin, as code hosts show them: a block quote of a class, with its kind as a title. */
export function alerts(md: MarkdownIt): void {
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
      mark.content = `<strong class="alert-title">${title}</strong>`;
      const between = new state.Token('softbreak', 'br', 0);
      inline.children = rest.length === 0 ? [mark] : [mark, between, ...rest];
    }
  });
}
