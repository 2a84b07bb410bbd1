import type { MarkdownIt } from 'markdown-it';
import { createUsedIds, type UsedIds } from './used-ids.ts';

/** Letters and digits of any script, lower case, joined by hyphens; empty if there are none. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
}

/** Gives each heading an id of its own among `usedIds`: `build`, `build-2`, .. An author's `{#id}` stays. */
export function headingAnchors(md: MarkdownIt, usedIds: UsedIds = createUsedIds()): void {
  md.core.ruler.push('heading_anchors', (state) => {
    for (const [index, token] of state.tokens.entries()) {
      if (token.type !== 'heading_open') continue;
      const own = token.attrGet('id');
      if (own !== null) {
        usedIds.claim(String(own));
        continue;
      }
      const words = (state.tokens[index + 1]?.children ?? [])
        .filter((child) => child.type === 'text' || child.type === 'code_inline')
        .map((child) => child.content)
        .join('');
      token.attrSet('id', usedIds.take(slugOf(words) || 'section'));
    }
  });
}
