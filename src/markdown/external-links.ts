import type { MarkdownIt } from 'markdown-it';

/** Links to another host get `rel="noopener"`. (`javascript:` and its like are no links at all.) */
export function externalLinks(md: MarkdownIt): void {
  md.core.ruler.push('external_links', (state) => {
    for (const token of state.tokens) {
      for (const child of token.children ?? []) {
        if (child.type !== 'link_open') continue;
        if (/^(?:https?:)?\/\//i.test(String(child.attrGet('href') ?? ''))) child.attrSet('rel', 'noopener');
      }
    }
  });
}
