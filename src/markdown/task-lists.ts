import type { MarkdownIt } from 'markdown-it';
import { htmlAttributes } from '../html/escape.ts';
import { phrasesOf } from '../words/words.ts';

/** `- [ ]` and `- [x]`: a check box that shows, and does not take, clicks. */
export function taskLists(md: MarkdownIt, lang = 'en'): void {
  const phrases = phrasesOf(lang);
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
      const isDone = found[1] !== ' ';
      const name = phrases.say(isDone ? 'task.done' : 'task.todo');
      box.content = `<input type="checkbox" disabled${htmlAttributes({ checked: isDone, 'aria-label': name })}> `;
      inline.children?.unshift(box);
    }
  });
}
