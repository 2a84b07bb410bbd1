import { type BraceGroup, readBraceGroup } from './brace-words.ts';
import { isLineHabit, readLineHabits, stepsFromOne } from './line-habits.ts';

/** What a fence's info string says, whether or not it is a cell. */
export interface FenceInfo {
  readonly language: string;
  /** What the lines of a diff are written in: of `diff nix`, `diff-nix` or `nix {diff}`. */
  readonly diffOf: string | undefined;
  /** `1|25-27` as `['1', '25-27']`; an empty step shows every line. */
  readonly steps: readonly string[];
  /** The number of the first line, of `[5: 1|3]`. */
  readonly lineStart: number | undefined;
  readonly title: string | undefined;
  /** The brace group that makes it a cell. */
  readonly cellGroup: BraceGroup | undefined;
  /** The brace group that makes it a chunk: `{chunk=inputs}`. */
  readonly chunkGroup: BraceGroup | undefined;
  /** Of brace groups that are not a cell: `{.class #id key=val}`. */
  readonly attributes: readonly (readonly [string, string])[];
  /** Bare words of groups that are not a cell, for a did-you-mean. */
  readonly strayWords: readonly { readonly word: string; readonly offset: number }[];
}

/** The words that make a brace group a cell; `file` and `patch` take a value. */
export const cellWords = ['run', 'build', 'file', 'patch', 'repl', 'terminal', 'check'] as const;

const isCellWord = (key: string): boolean => cellWords.some((word) => word === key);
const lineMarks = /^[\s\d,|:-]*$/;
/** A word outside of braces, with a value that may be quoted; blanks and brackets end it. */
const word = /[^\s"'{[]*=(?:"[^"]*"|'[^']*')|[^\s{[]+/y;
const isDiffWord = (language: string): boolean => /^(?:diff|patch)$/i.test(language);

/** Reads an info string: a language, then line steps, a title and brace groups in any order. */
export function readFenceInfo(info: string): FenceInfo {
  const first = /^\s*([^\s{[]*)/.exec(info);
  // `rust,editable` is mdBook's: what follows the comma is not the language.
  let language = first?.[1]?.replace(/(?<=\w),.*$/, '') ?? '';
  let diffOf: string | undefined;
  let isDiff = false;
  let steps: string[] = [];
  let stepsStart = 1;
  let lineStart: number | undefined;
  let title: string | undefined;
  let cellGroup: BraceGroup | undefined;
  let chunkGroup: BraceGroup | undefined;
  const attributes: (readonly [string, string])[] = [];
  const strayWords: { word: string; offset: number }[] = [];
  const takeMarks = (marks: string): void => {
    const numbered = /^\s*(\d{1,6})\s*:/.exec(marks);
    if (numbered !== null) lineStart = Number(numbered[1]);
    const rest = marks.slice(numbered?.[0].length ?? 0).replace(/\s/g, '');
    if (rest !== '') steps = rest.split('|');
  };

  const takeHabits = (text: string, inBraces: boolean): void => {
    const habits = readLineHabits(text);
    if (habits.lit !== undefined) steps = [habits.lit];
    lineStart = habits.lineStart ?? lineStart;
    if (habits.stepsFromStart && lineStart !== undefined) stepsStart = lineStart;
    if (!inBraces || /\bfilename=/.test(text)) title ??= habits.title;
  };

  let at = first?.[0].length ?? 0;
  while (at < info.length) {
    if (info[at] === '[') {
      const close = info.indexOf(']', at);
      if (close < 0) break;
      const content = info.slice(at + 1, close);
      if (lineMarks.test(content)) takeMarks(content);
      else title = content.trim();
      at = close + 1;
    } else if (info[at] === '{') {
      const group = readBraceGroup(info, at);
      at = group.end;
      const slidevMarks = group.inner.replace(/\ball\b|\*/g, '').replace(/\bhide\b|\bnone\b/g, '');
      if (group.words.some((word) => isCellWord(word.key))) cellGroup ??= group;
      else if (group.words.some((word) => word.key === 'chunk')) chunkGroup ??= group;
      else if (group.inner.trim() !== '' && lineMarks.test(slidevMarks)) takeMarks(slidevMarks);
      else {
        attributes.push(...attributesOf(group));
        takeHabits(group.inner, true);
        isDiff ||= group.words.some((word) => word.key === 'diff' && word.value === undefined);
        if (language === '') language = /^\.([A-Za-z][\w+#-]*)$/.exec(group.words[0]?.key ?? '')?.[1] ?? '';
        for (const word of group.words) {
          if (/^[a-z]+$/.test(word.key)) strayWords.push({ word: word.key, offset: word.offset });
        }
      }
    } else if (/\s/.test(info[at] ?? '')) at++;
    else {
      word.lastIndex = at;
      const written = word.exec(info)?.[0] ?? info.slice(at, at + 1);
      at += written.length;
      if (isDiffWord(language) && /^[A-Za-z][\w+#.-]*$/.test(written)) diffOf ??= written;
      else takeHabits(written, false);
    }
  }
  const inner = /^(?:diff|patch)-([A-Za-z][\w+#.-]*)$/i.exec(language)?.[1];
  if (inner !== undefined) [language, diffOf] = ['diff', inner];
  else if (isDiff && cellGroup === undefined && !isDiffWord(language))
    [language, diffOf] = ['diff', language];
  return {
    language,
    diffOf: diffOf === '' ? undefined : diffOf,
    steps: stepsStart === 1 ? steps : stepsFromOne(steps, stepsStart),
    lineStart,
    title,
    cellGroup,
    chunkGroup: cellGroup === undefined ? chunkGroup : undefined,
    attributes,
    strayWords,
  };
}

function attributesOf(group: BraceGroup): (readonly [string, string])[] {
  return group.words.flatMap((word): (readonly [string, string])[] => {
    if (word.value !== undefined) {
      const isAttribute = /^[A-Za-z_][\w:.-]*$/.test(word.key) && !isLineHabit(word.key);
      return isAttribute ? [[word.key, word.value]] : [];
    }
    if (/^#[\w-]+$/.test(word.key)) return [['id', word.key.slice(1)]];
    return (word.key.match(/\.[\w-]+/g) ?? []).map((name) => ['class', name.slice(1)] as const);
  });
}
