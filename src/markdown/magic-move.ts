import { readFenceInfo } from '../cells/fence-info.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { CodeHighlighter } from './code-highlighter.ts';
import { codeHtml } from './code-html.ts';
import type { Fence } from './fences.ts';

/** A fence that holds fences: ` ````md magic-move `, as Slidev writes it. */
export const isMagicMove = (fence: Fence): boolean =>
  fence.info.cellGroup === undefined && /^\s*(?:md|markdown)\s+magic-move\b/i.test(fence.written);

/** Nobody presses the key so often; a page must not hold the square of a text. */
const mostStates = 50;
/** Markdown that opens fence after fence costs its colours the square of its length: longer text has none. */
const mostMarkdown = 12_000;

/**
 * One piece of code at several times, each a block with its own line steps and a fragment before each but the first. The
 * page's script shows them in one place and moves the lines that stay; without it they stand one after the other.
 */
export function magicMoveHtml(
  highlighter: CodeHighlighter,
  fence: Fence,
  attributes: Readonly<Record<string, string>>,
): string {
  const states = statesOf(fence.body)
    .slice(0, mostStates)
    .map(({ info, body }) => ({ info: readFenceInfo(info), body }))
    .map(({ info, body }) => {
      const isCostly = body.length > mostMarkdown && /^(?:md|markdown)$/i.test(info.language);
      return { info: isCostly ? { ...info, language: 'text' } : info, body };
    });
  // Numbers in some of them would push their lines aside.
  const isNumbered = states.some(({ info }) => info.lineStart !== undefined || info.steps.length > 0);
  const blocks = states.map(({ info, body }, index) => {
    const lineStart = info.lineStart ?? fence.info.lineStart ?? (isNumbered ? 1 : undefined);
    const code = codeHtml(highlighter, body, { ...info, lineStart, attributes: [] });
    const title = info.title ?? fence.info.title;
    const caption =
      title === undefined ? '' : `<figcaption class="code-title">${escapeHtml(title)}</figcaption>`;
    const mark = index === 0 ? '' : '<span class="fragment" data-magic-step></span>\n';
    return `${mark}<figure class="code magic-state">\n${caption}${code}</figure>\n`;
  });
  const own = htmlAttributes({ ...attributes, class: `magic-move ${attributes.class ?? ''}`.trim() });
  return `<div${own}>\n${blocks.join('')}</div>\n`;
}

/** The fences of a text; what is between them is a note to its author. */
function statesOf(text: string): readonly { readonly info: string; readonly body: string }[] {
  const states: { info: string; body: string }[] = [];
  let mark = '';
  for (const line of text.split('\n')) {
    const found = /^\s*(`{3,}|~{3,})(.*)$/.exec(line);
    const state = states.at(-1);
    if (mark === '') {
      if (found === null) continue;
      mark = found[1] ?? '';
      states.push({ info: found[2] ?? '', body: '' });
    } else if (found?.[1]?.startsWith(mark) && found[2]?.trim() === '') mark = '';
    else if (state !== undefined) state.body += `${line}\n`;
  }
  return states;
}
