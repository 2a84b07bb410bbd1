import type { Env, MarkdownIt, Token } from 'markdown-it';
import { type FenceInfo, readFenceInfo } from '../cells/fence-info.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';

/** A fenced block as it is read everywhere: for the deck's cells and for the page. */
export interface Fence {
  readonly info: FenceInfo;
  /** As written after the fence's mark; offsets of `info` are into this. */
  readonly written: string;
  readonly body: string;
  /** First and last line, from 0, of the block in the Markdown it came from, its marks included. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Whether it stands in a `::: solution`. */
  readonly inSolution: boolean;
}

/** Makes a fence's HTML; `attributes` are those that the author gave it. */
export type RenderFence = (fence: Fence, attributes: Readonly<Record<string, string>>, env: Env) => string;

const fencesByToken = new WeakMap<Token, Fence>();

/** What a fence's token holds; undefined for any other token. */
export function fenceOf(token: Token): Fence | undefined {
  return fencesByToken.get(token);
}

/** Reads each fence's info string, so that no later rule sees it. */
export function fences(md: MarkdownIt, renderFence: RenderFence = plainFence): void {
  md.core.ruler.after('block', 'fences', (state) => {
    const around: boolean[] = [];
    for (const token of state.tokens) {
      if (token.type === 'container_open') around.push(token.attrGet('class') === 'solution');
      else if (token.type === 'container_close') around.pop();
      if (token.type !== 'fence') continue;
      const info = readFenceInfo(token.info);
      const [firstLine, end] = token.map ?? [0, 1];
      fencesByToken.set(token, {
        info,
        written: token.info,
        body: token.content,
        firstLine,
        lastLine: end - 1,
        inSolution: around.includes(true),
      });
      for (const [name, value] of info.attributes) {
        if (name === 'class') token.attrJoin(name, value);
        else token.attrSet(name, value);
      }
      token.info = '';
    }
  });
  md.renderer.rules.fence = (tokens, index, _options, env) => {
    const token = tokens[index];
    const fence = token === undefined ? undefined : fenceOf(token);
    if (token === undefined || fence === undefined) return '';
    const attributes = Object.fromEntries((token.attrs ?? []).map(([name, value]) => [name, String(value)]));
    return renderFence(fence, attributes, env ?? {});
  };
}

function plainFence(fence: Fence, attributes: Readonly<Record<string, string>>): string {
  const language = fence.info.language === '' ? '' : ` class="language-${escapeHtml(fence.info.language)}"`;
  return `<pre${htmlAttributes(attributes)}><code${language}>${escapeHtml(fence.body)}</code></pre>\n`;
}
