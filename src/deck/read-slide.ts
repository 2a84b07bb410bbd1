import type { Env, MarkdownIt, Token } from 'markdown-it';
import { slideAttributesOf } from '../markdown/element-comments.ts';
import { envWith } from '../markdown/env-with.ts';
import { type Fence, fenceOf } from '../markdown/fences.ts';
import { type Notice, noticesOf } from '../markdown/notices.ts';
import { outputPlaceOf } from '../markdown/output-places.ts';
import type { References } from './deck.ts';
import { keptSlideParts } from './kept-slide-parts.ts';

/** What the deck needs to know of a slide's Markdown; lines are from 0, in that Markdown. */
export interface SlideParts {
  readonly fences: readonly Fence[];
  readonly outputPlaces: readonly { readonly cell: string; readonly line: number }[];
  readonly headings: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** What is shown as it was written, because it could not be made into what it stands for. */
  readonly notices: readonly Notice[];
}

/** Reads a slide by the very rules that will render it. */
export function readSlide(md: MarkdownIt, markdown: string, references: References): SlideParts {
  return keptSlideParts(markdown, references, () => readAnew(md, markdown, references));
}

function readAnew(md: MarkdownIt, markdown: string, references: References): SlideParts {
  const env: Env = envWith(references);
  const tokens = md.parse(markdown, env);
  return {
    fences: tokens.flatMap((token) => fenceOf(token) ?? []),
    outputPlaces: tokens.flatMap((token) => {
      const cell = outputPlaceOf(token);
      return cell === undefined ? [] : [{ cell, line: token.map?.[0] ?? 0 }];
    }),
    headings: tokens.flatMap((token, index) =>
      token.type === 'heading_open' ? [textOf(tokens[index + 1])] : [],
    ),
    attributes: slideAttributesOf(env),
    notices: noticesOf(env),
  };
}

const textOf = (inline: Token | undefined): string =>
  (inline?.children ?? [])
    .filter((child) => child.type === 'text' || child.type === 'code_inline' || child.type === 'emoji')
    .map((child) => child.content)
    .join('')
    .trim();
