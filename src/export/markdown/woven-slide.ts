import type { Env, MarkdownIt, Token } from 'markdown-it';
import { type Fence, fenceOf } from '../../markdown/fences.ts';
import { outputPlaceOf } from '../../markdown/output-places.ts';
import { plainProse } from './plain-prose.ts';

/** What stands in the place of a fence or of an output's place: Markdown, empty where nothing does. */
export interface Weave {
  readonly fence: (fence: Fence) => string;
  readonly output: (cell: string) => string;
  /** Puts the links of prose right. */
  readonly lead: (prose: string) => string;
}

/** Lines of a slide, from 0 and with the last, and what takes their place. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A slide's Markdown with its fences woven, and what only slides have taken out. */
export function wovenSlide(md: MarkdownIt, markdown: string, env: Env, weave: Weave): string {
  const lines = markdown.split('\n');
  const changes = md
    .parse(markdown, env)
    .flatMap((token, index, tokens) => changesOf(token, tokens.slice(index + 1, index + 4), weave))
    .sort((one, other) => one.from - other.from);
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, text } of changes) {
    if (from < at) continue;
    parts.push(plainProse(lines.slice(at, from).join('\n'), weave.lead));
    const line = lines[from] ?? '';
    const before = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?/.exec(line)?.[0] ?? '';
    parts.push(indented(text, before));
    at = to + 1;
  }
  parts.push(plainProse(lines.slice(at).join('\n'), weave.lead));
  return parts
    .join('\n')
    .replace(/^(?:[ \t]*\n)+|\s+$/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n');
}

function changesOf(token: Token, next: readonly Token[], weave: Weave): readonly Change[] {
  const [from = 0, end = 0] = token.map ?? [];
  if (token.map === null) return [];
  const fence = fenceOf(token);
  if (fence !== undefined) return [{ from: fence.firstLine, to: fence.lastLine, text: weave.fence(fence) }];
  const cell = outputPlaceOf(token);
  if (cell !== undefined) return [{ from, to: end - 1, text: `\n${weave.output(cell)}\n` }];
  if (token.type !== 'container_open') return [];
  const folded = token.tag === 'details';
  const words = next.map(({ content }) => content.replace(/<[^>]*>/g, '').trim());
  const summary = words.filter((word) => word !== '').join(': ');
  return [
    { from, to: from, text: folded ? `<details>\n<summary>${summary}</summary>\n` : '' },
    { from: end, to: end, text: folded ? '\n</details>' : '' },
  ];
}

/** A block that stands in a quotation or a list stands there still: its first line has the mark already. */
function indented(text: string, before: string): string {
  if (before === '') return text;
  const rest = before.replace(/[^>\s]/g, ' ');
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? before : rest) + line)
    .join('\n');
}
