import type { MarkdownIt } from 'markdown-it';

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
export function headingAnchors(md: MarkdownIt, usedIds: Set<string> = new Set()): void {
  const lastNumber = new Map<string, number>();
  md.core.ruler.push('heading_anchors', (state) => {
    for (const [index, token] of state.tokens.entries()) {
      if (token.type !== 'heading_open') continue;
      const own = token.attrGet('id');
      if (own !== null) {
        usedIds.add(String(own));
        continue;
      }
      const words = (state.tokens[index + 1]?.children ?? [])
        .filter((child) => child.type === 'text' || child.type === 'code_inline')
        .map((child) => child.content)
        .join('');
      const slug = slugOf(words) || 'section';
      let number = lastNumber.get(slug) ?? 1;
      let id = number === 1 ? slug : `${slug}-${number}`;
      while (usedIds.has(id)) id = `${slug}-${++number}`;
      lastNumber.set(slug, number);
      usedIds.add(id);
      token.attrSet('id', id);
    }
  });
}
