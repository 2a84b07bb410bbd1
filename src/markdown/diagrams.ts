import type { MarkdownIt } from 'markdown-it';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import { fenceOf } from './fences.ts';

/**
 * ` ```mermaid `: a diagram that the page draws. Its source stands in its place until then, and without scripts; so
 * does that of a `<div class="mermaid">`, which is HTML as it is.
 */
export function diagrams(md: MarkdownIt): void {
  md.core.ruler.after('fences', 'diagrams', (state) => {
    for (const token of state.tokens) {
      const info = token.type === 'fence' ? fenceOf(token)?.info : undefined;
      if (info?.language !== 'mermaid' || info.cellGroup !== undefined || info.chunkGroup !== undefined)
        continue;
      token.type = 'diagram';
    }
  });
  md.renderer.rules.diagram = (tokens, index) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const attributes = Object.fromEntries((token.attrs ?? []).map(([name, value]) => [name, String(value)]));
    const title = fenceOf(token)?.info.title;
    const figure = htmlAttributes({
      ...attributes,
      class: `diagram ${attributes.class ?? ''}`.trim(),
      'data-diagram': 'mermaid',
    });
    const caption = title === undefined ? '' : `<figcaption>${escapeHtml(title)}</figcaption>\n`;
    const source = `<pre class="diagram-source" tabindex="0"><code>${escapeHtml(token.content)}</code></pre>`;
    return `<figure${figure}>\n${source}\n${caption}</figure>\n`;
  };
}
