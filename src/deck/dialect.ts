import type { Dialect } from './deck.ts';
import { isRecord } from './front-matter.ts';

/** A dialect, and which of the deck's marks told it. */
export interface FoundDialect {
  readonly dialect: Dialect;
  readonly because: string;
}

/** Tells a deck's dialect by its front matter and, where that is not enough, by the marks in its text. */
export function detectDialect(
  head: Readonly<Record<string, unknown>>,
  stated: Dialect | undefined,
  body: string,
  hasSeparator: () => boolean,
): FoundDialect {
  if (stated !== undefined) return { dialect: stated, because: `\`dialect: ${stated}\` says so` };
  for (const key of ['slides', 'revealjs']) {
    if (isRecord(head[key]))
      return { dialect: 'mkslides', because: `the front matter has a \`${key}:\` mapping` };
  }
  const block = slideFrontMatter.exec(body);
  if (block !== null)
    return { dialect: 'slidev', because: `a slide has front matter of its own: \`${block[1]}\`` };
  if (/^<v-clicks?\b/m.test(body)) return { dialect: 'slidev', because: 'the text has `<v-click>`' };
  const ours = head.layout === 'slides' || head.layout === 'article';
  for (const key of ['layout', 'date']) {
    if (!Object.hasOwn(head, key) || (key === 'layout' && ours)) continue;
    if (!hasSeparator())
      return { dialect: 'post', because: `the front matter has \`${key}\`, and nothing separates slides` };
  }
  return { dialect: 'reveal', because: 'nothing in it says otherwise' };
}

// `---`, one to twenty lines of `key: value`, `---`.
const slideFrontMatter = /^---\n([a-zA-Z][\w-]*:(?: .*)?)\n(?:(?:[a-zA-Z][\w-]*:| {2,}|- ).*\n){0,20}---$/m;
