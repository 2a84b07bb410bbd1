import { chunkReferenceIn } from '../cells/chunk.ts';
import type { FenceInfo } from '../cells/fence-info.ts';
import { languagesOf } from '../cells/languages.ts';
import { stepsOfConsole } from '../cells/steps.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { CodeHighlighter } from './code-highlighter.ts';
import { diffLines } from './diff-lines.ts';

/** Where in the page a chunk is, by its name; undefined for a chunk that is not there. */
export type ChunkAddress = (name: string) => string | undefined;

/**
 * A block of code: one `<span class="line">` a line. Line steps are data for the page's script, with one empty
 * fragment for each step after the first, so that reveal.js counts them. With `chunkAddress` its lines `<<name>>` are
 * links.
 */
export function codeHtml(
  highlighter: CodeHighlighter,
  code: string,
  info: FenceInfo,
  attributes: Readonly<Record<string, string>> = {},
  chunkAddress?: ChunkAddress,
): string {
  const lines =
    chunkAddress === undefined
      ? linesOf(highlighter, code, info.language, info.diffOf)
      : linesWithChunks(highlighter, code, info.language, chunkAddress);
  const preAttributes = htmlAttributes({
    ...attributes,
    class: ['shiki', attributes.class ?? ''].join(' ').trim(),
    'data-language': info.language === '' ? undefined : info.language,
    'data-steps': info.steps.length === 0 ? undefined : info.steps.join('|'),
    'data-line-start': info.lineStart,
  });
  const steps = info.steps
    .slice(1)
    .map((_, index) => `<span class="fragment" data-code-step="${index + 1}"></span>`);
  // A wide block scrolls, so the keyboard must reach it.
  return `<pre${preAttributes} tabindex="0"><code>${lines.join('\n')}</code></pre>${steps.join('')}\n`;
}

function linesOf(
  highlighter: CodeHighlighter,
  code: string,
  language: string,
  diffOf?: string,
): readonly string[] {
  if (languagesOf('console')?.includes(language.toLowerCase())) return consoleLines(highlighter, code);
  if (/^(?:diff|patch)$/i.test(language)) return diffLines(highlighter, code, diffOf);
  return highlighter.lines(code, language).map((html) => `<span class="line">${html}</span>`);
}

/** What stands for a chunk is no code of any language, and must not colour what follows it. */
function linesWithChunks(
  highlighter: CodeHighlighter,
  code: string,
  language: string,
  chunkAddress: ChunkAddress,
): readonly string[] {
  const source = code.split('\n');
  const references = source.map(chunkReferenceIn);
  const bare = source.map((line, index) => references[index]?.indent ?? line).join('\n');
  return linesOf(highlighter, bare, language).map((html, index) => {
    const reference = references[index];
    if (reference === undefined) return html;
    const text = escapeHtml(`<<${reference.name}>>`);
    const href = chunkAddress(reference.name);
    const link = href === undefined ? text : `<a${htmlAttributes({ href })}>${text}</a>`;
    return `<span class="line chunk-reference">${reference.indent}${link}</span>`;
  });
}

/** Commands as bash, told from what they print; a prompt is a span of its own, so that it is not selected. */
function consoleLines(highlighter: CodeHighlighter, code: string): readonly string[] {
  const source = code.replace(/\n$/, '').split('\n');
  const commands = new Set(
    stepsOfConsole(code).flatMap((step) => step.script.split('\n').map((_, index) => step.line + index)),
  );
  return source.map((line, index) => {
    if (!commands.has(index)) return `<span class="line output">${escapeHtml(line)}</span>`;
    const command = highlighter.lines(line.slice(2), 'bash').join('');
    return `<span class="line command"><span class="prompt">${escapeHtml(line.slice(0, 2))}</span>${command}</span>`;
  });
}
