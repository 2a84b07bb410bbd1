import type { Deck } from '../../src/deck/deck.ts';
import { readFrontMatter } from '../../src/deck/front-matter.ts';
import { createProblemList } from '../../src/deck/problem-list.ts';
import { normaliseText } from '../../src/deck/source-text.ts';

/** A rule takes markup, which a page says in another way or not at all, out of a text. */
type Rule = readonly [what: string, pattern: RegExp, stays: string];

/** Of a Markdown source, outside of its code. In this order. */
const proseRules: readonly Rule[] = [
  [
    'attributes in comments, and places of outputs',
    /<!--\s*(?:\.(?:element|slide)|output:|piste-)[\s\S]*?-->/g,
    ' ',
  ],
  ['Slidev: the front matter of a slide', /^---\n(?:[A-Za-z][\w-]*:.*\n| {2,}.*\n|- .*\n|#.*\n)+---$/gm, ' '],
  ['the steps of formulas', /^\$\$[ \t]*\{[^{}]*\}$/gm, ' '],
  ['separators', /^\s*(?:---+|-v-|--|::\w+::)\s*$/gm, ' '],
  ['the word that begins notes', /^notes?:/gim, ' '],
  ['the kinds of callouts', /\btype="[^"]*"/g, ' '],
  ['shortcodes: only what they show', /\{\{[<%]\s*\/?\s*\w+((?:[^">%]|"[^"]*")*)\/?\s*[>%]\}\}/g, '$1'],
  ['their names for what they show', /\b(?:emoji|text|type)=/g, ' '],
  ['Liquid that stands for Markdown', /\{%-?\s*(?:(?:end)?raw|(?:end)?highlight)\b[^%]*%\}/g, ' '],
  ['styles and scripts of their author', /<(style|script)\b[\s\S]*?<\/\1>/g, ' '],
  [
    'elements in the middle of a line',
    /<\/?(?:span|strong|em|code|a|sup|sub|b|i|u|s|del|mark|small)\b(?:[^"'<>]|"[^"]*"|'[^']*')*>/g,
    '',
  ],
  ['components of Vue around text', /<[A-Z]\w*(?:\s(?:[^"'<>/]|"[^"]*"|'[^']*')*)?>|<\/[A-Z]\w*>/g, ''],
  ['the list of slides of Slidev', /<Toc\b[^<>]*>/g, ' '],
  ['tags', /<\/?(?:[a-z][\w-]*|template)(?:\s(?:[^"'<>]|"[^"]*"|'[^']*')*)?\/?>/g, ' '],
  ['icons of Slidev', /<[a-z][\w-]*:[\w-]+[^<>]*>/g, ' '],
  ['comments of their author', /<!--[\s\S]*?-->/g, ' '],
  ['containers', /^:::+\s*[\w-]*.*$/gm, ' '],
  ['alerts', /\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/g, ' '],
  ['boxes of task lists', /^(\s*(?:[-*+]|\d+[.)])\s+)\[[ xX]\]/gm, '$1'],
  ['marks of footnotes', /\[\^[^\]\s]+\]:?/g, ' '],
  ['addresses of links and pictures', /\]\((?:[^()]|\([^()]*\))*\)/g, ']'],
  ['definitions of links', /^\s{0,3}\[[^\]]+\]:\s+\S+.*$/gm, ' '],
  ['labels of links', /\]\[[^\]]*\]/g, ']'],
  ['attributes', /\{:?\s*(?:[.#][\w-]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s{}]+))(?:\s[^{}]*)?\}/g, ' '],
  ['emoji', /:[a-z][a-z0-9_+-]*:/g, ' '],
  ['numbers of lists', /^([\s>]*)\d{1,9}[.)]\s/gm, '$1'],
  ['snippets: their lines come from a file', /^<<<.*$/gm, ' '],
  [
    'backslashes, marks inside of words, entities',
    /\\(?=[!-/:-@[-`{-~])|(?<=\w)(?:\*+|`+|~~)(?=\w)|&\w+;/g,
    '',
  ],
];

/** Of the line that a fence begins with: only its title is shown. */
const fenceTitle = /\[([^\]\d|,:-][^\]]*)\]/;

/** Of a page: what is Piste's, and elements in the middle of a word. */
const pageRules: readonly Rule[] = [
  ['scripts and styles', /<(script|style)\b[\s\S]*?<\/\1>/g, ' '],
  ['buttons', /<button\b[^>]*data-[\s\S]*?<\/button>/g, ' '],
  ['comments', /<!--[\s\S]*?-->/g, ' '],
  ['inline elements', /<\/?(?:span|strong|em|code|a|sup|sub|b|i|u|s|del|mark|small)\b[^>]*>/g, ''],
  ['other elements', /<[^>]*>/g, ' '],
];

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** The words of a deck's file that a reader is meant to see or hear: letters and digits, in their order. */
export function wordsOfSource(source: string): readonly string[] {
  const text = normaliseText(source);
  const { bodyLine } = readFrontMatter(text, createProblemList('', text));
  const body = text
    .split('\n')
    .slice(bodyLine - 1)
    .join('\n')
    // Of Slidev's magic move only the code is shown, each time.
    .replace(/^````md magic-move.*\n([\s\S]*?)^````$/gm, (_all, inner: string) =>
      (inner.match(/^```[\s\S]*?^```$/gm) ?? []).join('\n'),
    )
    .split('\n');
  return wordsOf(withoutMarkup(body));
}

/** The words of a page's body, or of a piece of one. */
export function wordsOfPage(html: string): readonly string[] {
  const from = Math.max(0, html.indexOf('<body'));
  return wordsOf(
    applied(pageRules, html.slice(from)).replace(/&(?:amp|lt|gt|quot|#39|nbsp);|&#(\d+);/g, (entity, code) =>
      code === undefined ? (entities[entity] ?? entity) : String.fromCodePoint(Number(code)),
    ),
  );
}

/** The words of all notes of a deck. */
export const wordsOfNotes = (deck: Deck): readonly string[] =>
  deck.slides.flatMap((slide) => wordsOf(withoutMarkup((slide.notes ?? '').split('\n'))));

/** What is in the first more often than in the others together. */
export function lostWords(
  words: readonly string[],
  ...shown: readonly (readonly string[])[]
): readonly string[] {
  const left = new Map<string, number>();
  for (const word of shown.flat()) left.set(word, (left.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

const applied = (rules: readonly Rule[], text: string): string =>
  rules.reduce((rest, [, pattern, stays]) => rest.replace(pattern, stays), text);

/** Code is words as it stands; what is between its fences' marks and inline marks is touched by no rule. */
function withoutMarkup(lines: readonly string[]): string {
  const parts: string[] = [];
  let prose: string[] = [];
  let fence = '';
  const endProse = (): void => {
    const inline = prose.join('\n').split(/(?<!`)(`[^`\n]+`)(?!`)/);
    const kept = inline.map((part, index) => (index % 2 === 1 ? `\uE000${index}\uE000` : part)).join('');
    parts.push(
      applied(proseRules, kept).replace(/\uE000(\d+)\uE000/g, (_mark, index) =>
        (inline[Number(index)] ?? '').slice(1, -1),
      ),
    );
    prose = [];
  };
  for (const line of lines) {
    const found = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}|~{3,})(.*)$/.exec(line);
    const [mark = '', info = ''] = found?.slice(1) ?? [];
    const isMark =
      fence === '' ? mark !== '' && !info.includes('`') : mark.startsWith(fence) && info.trim() === '';
    if (isMark) {
      if (fence === '') endProse();
      const title = fence === '' ? fenceTitle.exec(info)?.[1] : undefined;
      if (title !== undefined) parts.push(title);
      fence = fence === '' ? mark : '';
    } else if (fence === '') prose.push(line);
    else parts.push(line);
  }
  endProse();
  return parts.join('\n');
}
