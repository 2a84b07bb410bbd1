import type { MarkdownIt } from 'markdown-it';
import footnotePlugin from 'markdown-it-footnote';

/** `[^1]` and `^[inline]`. `env.docId` keeps the ids of one slide's notes from another's. */
export function footnotes(md: MarkdownIt): void {
  footnotePlugin(md);
  // The plugin's own <section> would be a vertical slide to reveal.js.
  md.renderer.rules.footnote_block_open = () => '<div class="footnotes" role="doc-endnotes">\n<ol>\n';
  md.renderer.rules.footnote_block_close = () => '</ol>\n</div>\n';
}
