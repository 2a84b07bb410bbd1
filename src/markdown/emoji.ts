import MarkdownItConstructor, { type MarkdownIt } from 'markdown-it';
import { full } from 'markdown-it-emoji';

type CoreRule = Parameters<MarkdownIt['core']['ruler']['push']>[1];

/** `:tada:` in text, never in code. No smileys: `:)` and `8-)` are what an author wrote. */
export function emoji(md: MarkdownIt): void {
  // The search for two thousand names takes longer than all else, to make and to do; most slides have none.
  md.core.ruler.after('linkify', 'emoji', (state) => {
    if (!/:[\w+-]+:/.test(state.src)) return;
    replace ??= readReplace();
    replace?.(state);
  });
  md.renderer.rules.emoji = (tokens, index) => tokens[index]?.content ?? '';
}

let replace: CoreRule | undefined;

/** The plugin's rule, which works on the state of whichever Markdown calls it. */
function readReplace(): CoreRule | undefined {
  const md = new MarkdownItConstructor();
  const before = new Set(md.core.ruler.getRules(''));
  md.use(full, { shortcuts: {} });
  return md.core.ruler.getRules('').find((rule) => !before.has(rule));
}
