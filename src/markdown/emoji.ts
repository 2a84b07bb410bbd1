import type { MarkdownIt } from 'markdown-it';
import { full } from 'markdown-it-emoji';

/** `:tada:` in text, never in code. No smileys: `:)` and `8-)` are what an author wrote. */
export function emoji(md: MarkdownIt): void {
  md.use(full, { shortcuts: {} });
}
