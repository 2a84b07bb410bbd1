import type { MarkdownIt } from 'markdown-it';

/** `- [ ]` and `- [x]`: a check box that shows, and does not take, clicks. */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.push('task_lists', (state) => {
    for (const [index, token] of state.tokens.entries()) {
      const inline = state.tokens[index + 2];
      const first = inline?.children?.[0];
      if (token.type !== 'list_item_open' || inline?.type !== 'inline' || first?.type !== 'text') continue;
      const found = /^\[([ xX])\](?:[ \t]+|$)/.exec(first.content);
      if (found === null) continue;
      token.attrJoin('class', 'task');
      first.content = first.content.slice(found[0].length);
      const box = new state.Token('html_inline', '', 0);
      box.content = `<input type="checkbox" disabled${found[1] === ' ' ? '' : ' checked'}> `;
      inline.children?.unshift(box);
    }
  });
}
