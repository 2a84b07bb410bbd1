import type { Dialect } from './deck.ts';
import { isRecord } from './front-matter.ts';
import { deckKeys } from './slidev/slide-keys.ts';

/** A dialect, and which of the deck's marks told it. */
export interface FoundDialect {
  readonly dialect: Dialect;
  readonly because: string;
  /** Taken because one slide would be too long, not for any mark: the author is told. */
  readonly guessed?: true;
}

/** Lines of a text without any separator that are one slide all the same. */
const mostLinesOfOne = 100;

/** Keys of `slides:` that are ours, and about posts. */
const postKeys = new Set(['prose', 'lists']);

/** Tells a deck's dialect by its front matter and, where that is not enough, by the marks in its text. */
export function detectDialect(
  head: Readonly<Record<string, unknown>>,
  stated: Dialect | undefined,
  /** The text without its code, which is only called for where the front matter does not say. */
  textOf: () => string,
  hasSeparator: () => boolean,
): FoundDialect {
  if (stated !== undefined) return { dialect: stated, because: `\`dialect: ${stated}\` says so` };
  const slides = isRecord(head.slides) ? Object.keys(head.slides) : undefined;
  const ofPost = slides?.find((key) => postKeys.has(key));
  if (slides !== undefined && ofPost !== undefined && slides.every((key) => postKeys.has(key)))
    return { dialect: 'post', because: `the front matter has \`slides: { ${ofPost}: .. }\`` };
  for (const key of ['slides', 'revealjs']) {
    if (isRecord(head[key]))
      return { dialect: 'mkslides', because: `the front matter has a \`${key}:\` mapping` };
  }
  const deckKey = deckKeys.find((key) => Object.hasOwn(head, key));
  if (deckKey !== undefined)
    return { dialect: 'slidev', because: `the front matter has Slidev's \`${deckKey}\`` };
  const text = textOf();
  const block = slideFrontMatter.exec(text);
  if (block !== null)
    return { dialect: 'slidev', because: `a slide has front matter of its own: \`${block[1]}\`` };
  const mark = slidevMark.exec(text);
  if (mark !== null) return { dialect: 'slidev', because: `the text has \`${mark[1]}\`` };
  const ours = head.layout === 'slides' || head.layout === 'article';
  for (const key of ['layout', 'date']) {
    if (!Object.hasOwn(head, key) || (key === 'layout' && ours)) continue;
    if (!hasSeparator())
      return { dialect: 'post', because: `the front matter has \`${key}\`, and nothing separates slides` };
  }
  const lineCount = text.trim().split('\n').length;
  if (lineCount > mostLinesOfOne && !hasSeparator())
    return { dialect: 'post', because: `nothing separates its ${lineCount} lines`, guessed: true };
  return { dialect: 'reveal', because: 'nothing in it says otherwise' };
}

// `---`, one to twenty lines of YAML of which the first has a key of Slidev's, `---`.
const slideFrontMatter =
  /^---\n(?:#.*\n){0,5}((?:layout|layoutClass|class|background|image|transition|clicks|hide|hideInToc|disabled|src|level|title|routeAlias|zoom|preload|dragPos):(?: .*)?)\n(?:(?:[a-zA-Z][\w-]*:|#| {2,}|- ).*\n){0,20}---[ \t]*$/m;
const slidevMark = /^\s{0,3}(<v-clicks?\b|<<< @\/\S|::right::)/m;
