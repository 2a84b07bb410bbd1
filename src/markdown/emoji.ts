import type { MarkdownIt } from 'markdown-it';
import { full } from 'markdown-it-emoji';

/** `:tada:` in text, never in code. No smileys: `:)` and `8-)` are what an author wrote. */
export function emoji(md: MarkdownIt): void {
  const before = new Set(md.core.ruler.getRules(''));
  md.use(full, { shortcuts: {} });
  const replace = md.core.ruler.getRules('').find((rule) => !before.has(rule));
  // Its search for two thousand names takes longer than all else; most slides have none.
  if (replace)
    md.core.ruler.at('emoji', (state) => {
      if (/:[\w+-]+:/.test(state.src)) replace(state);
    });
}
