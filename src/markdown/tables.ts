import type { MarkdownIt } from 'markdown-it';

/** A table scrolls in a box of its own when it is wider than its place. */
export function tables(md: MarkdownIt): void {
  // The keyboard must reach what scrolls.
  md.renderer.rules.table_open = (tokens, index, options, _env, self) =>
    `<div class="table-scroll" tabindex="0">\n${self.renderToken(tokens, index, options)}`;
  md.renderer.rules.table_close = (tokens, index, options, _env, self) =>
    `${self.renderToken(tokens, index, options)}</div>\n`;
}
