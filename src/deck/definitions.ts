import type { Env, MarkdownIt, Token } from 'markdown-it';
import type { ExpandedLine } from '../markdown/include.ts';
import type { References, Slide } from './deck.ts';

/** What a deck defines once, at its end as a rule, for all of its slides. */
export interface Definitions {
  readonly references: References;
  /** The source of each footnote, by its label. */
  readonly footnotes: ReadonlyMap<string, readonly ExpandedLine[]>;
}

/** Finds the reference links and footnotes of a whole deck. */
export function readDefinitions(md: MarkdownIt, body: string, lines: readonly ExpandedLine[]): Definitions {
  const env: Env = {};
  const tokens: Token[] = [];
  if (body.includes(']:')) md.block.parse(body, md, env, tokens);
  const footnotes = new Map<string, readonly ExpandedLine[]>();
  for (const [index, token] of tokens.entries()) {
    const label = token.type === 'footnote_reference_open' ? token.meta?.label : undefined;
    if (typeof label !== 'string' || footnotes.has(label)) continue;
    let close = index + 1;
    while (close < tokens.length && tokens[close]?.type !== 'footnote_reference_close') close++;
    const inner = tokens.slice(index + 1, close);
    // A cell must not be there twice.
    if (inner.some((one) => one.type === 'fence')) continue;
    const maps = inner.flatMap((one) => (one.map === null ? [] : [one.map]));
    let first = maps[0]?.[0] ?? -1;
    if (first > 0 && !lines[first]?.text.includes(`[^${label}]:`)) first--;
    const end = Math.max(...maps.map((map) => map[1]));
    if (first >= 0) footnotes.set(label, lines.slice(first, end));
  }
  return { references: env.references ?? {}, footnotes };
}

/** A slide with the footnotes that it names and another defines. */
export function withFootnotes<Cut extends Pick<Slide, 'markdown' | 'sourceLines'>>(
  slide: Cut,
  footnotes: Definitions['footnotes'],
): Cut {
  if (footnotes.size === 0) return slide;
  const named = new Set(
    [...slide.markdown.matchAll(/\[\^([^\]\s]{1,100})\](?!:)/g)].map((one) => one[1] ?? ''),
  );
  const lines = [...named].flatMap((label) => {
    const definition = slide.markdown.includes(`[^${label}]:`) ? undefined : footnotes.get(label);
    return definition === undefined ? [] : [{ text: '', line: definition[0]?.line ?? 1 }, ...definition];
  });
  if (lines.length === 0) return slide;
  return {
    ...slide,
    markdown: [slide.markdown, ...lines.map((one) => one.text)].join('\n'),
    sourceLines: [...slide.sourceLines, ...lines.map((one) => one.line)],
  };
}
