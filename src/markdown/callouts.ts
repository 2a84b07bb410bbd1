import type { MarkdownIt, StateBlock } from 'markdown-it';
import { escapeHtml } from '../html/escape.ts';

const shortcode = /^\{\{[<%]\s*(\/?)\s*(callout)\b((?:[^">%]|"[^"]*")*?)\/?\s*[>%]\}\}$/;

// Where no closing callout follows: looked for once, or a text of unclosed ones would cost its square.
const unclosedFrom = new WeakMap<StateBlock, { readonly line: number; readonly endLine: number }>();

/**
 * Hugo's callouts: `{{<callout emoji="!" text="..">}}` on a line of its own, and the paired
 * `{{< callout type="info" >}}` .. `{{< /callout >}}` around Markdown. Other shortcodes stay as they are.
 */
export function callouts(md: MarkdownIt): void {
  md.block.ruler.before(
    'fence',
    'callout',
    (state, startLine, endLine, silent) => {
      const lineText = (line: number): string =>
        state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
      const first = lineText(startLine);
      const found = first.startsWith('{{') ? shortcode.exec(first) : null;
      if (found === null || found[1] === '/') return false;
      const values = new Map(
        [...(found[3] ?? '').matchAll(/([\w-]+)="([^"]*)"/g)].map((one) => [one[1], one[2]]),
      );
      const text = values.get('text');
      let close = startLine;
      if (text === undefined) {
        const unclosed = unclosedFrom.get(state);
        if (unclosed !== undefined && startLine >= unclosed.line && endLine <= unclosed.endLine) return false;
        while (++close < endLine && shortcode.exec(lineText(close))?.[1] !== '/');
        if (close >= endLine) {
          unclosedFrom.set(state, { line: startLine, endLine });
          return false;
        }
      }
      if (silent) return true;
      const open = state.push('callout_open', 'aside', 1);
      open.attrSet('class', `callout callout-${(values.get('type') ?? 'note').replace(/[^\w-]/g, '')}`);
      open.map = [startLine, close + 1];
      const icon = values.get('emoji');
      if (icon !== undefined) {
        const token = state.push('html_block', '', 0);
        token.content = `<span class="callout-icon" aria-hidden="true">${escapeHtml(icon)}</span>\n`;
      }
      if (text !== undefined) {
        state.push('paragraph_open', 'p', 1);
        const inline = state.push('inline', '', 0);
        inline.content = text;
        inline.children = [];
        inline.map = [startLine, startLine + 1];
        state.push('paragraph_close', 'p', -1);
      } else {
        const { lineMax, parentType } = state;
        state.lineMax = close;
        state.parentType = 'container';
        state.md.block.tokenize(state, startLine + 1, close);
        state.lineMax = lineMax;
        state.parentType = parentType;
      }
      state.push('callout_close', 'aside', -1);
      state.line = close + 1;
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}
