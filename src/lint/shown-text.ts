import type { Token } from 'markdown-it';

/** A paragraph's words as they are shown; code is a mark that no pattern takes for a bracket. */
export function shownText(block: Token): string {
  return (block.children ?? [])
    .map((child) => {
      if (child.type === 'text') return child.content;
      if (child.type === 'code_inline') return '\u00B7';
      return child.type === 'softbreak' ? '\n' : '';
    })
    .join('');
}
