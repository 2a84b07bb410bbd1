import type { MarkdownIt, StateCore } from 'markdown-it';
import { addNotice } from './notices.ts';
import { readShortcodeTag } from './shortcode-tag.ts';

/** Notes the shortcodes that are still there when all that are known are read: they stay visible. */
export function unknownShortcodes(md: MarkdownIt): void {
  md.core.ruler.push('unknown_shortcodes', (state) => {
    if (!/\{\{[<%]/.test(state.src)) return;
    for (const token of state.tokens) {
      const line = token.map?.[0] ?? 0;
      if (token.type === 'html_block') noteIn(state, line, token.content);
      if (token.type !== 'inline') continue;
      // Code is left alone, and so are comments; raw HTML is not, for `<name ..>` between braces is taken for it.
      const words = (token.children ?? []).map((child) => {
        if (child.type === 'softbreak' || child.type === 'hardbreak') return '\n';
        return child.type === 'text' || child.type === 'html_inline' ? child.content : ' ';
      });
      noteIn(state, line, words.join(''));
    }
  });
}

function noteIn(state: StateCore, firstLine: number, html: string): void {
  // What is shown of tags that no browser knows is escaped by now.
  const text = html.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  for (const found of text.matchAll(/\{\{(?:<|&lt;|%)/g)) {
    const rest = text
      .slice(found.index, found.index + 1000)
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"');
    const tag = readShortcodeTag(rest);
    if (tag === undefined || tag.closes) continue;
    const line = firstLine + text.slice(0, found.index).split('\n').length - 1;
    addNotice(
      state,
      line,
      rest.slice(0, 3),
      `the shortcode \`${tag.name}\` is shown as it is written: it is not known, not alone on its line, or not closed`,
      'write in Markdown what it stands for',
    );
  }
}
