import type { BraceGroup, BraceWord } from './brace-words.ts';
import type { Cell, CellKind, CellOptions } from './cell.ts';
import { cellKinds } from './cell.ts';
import { whyNotConfined } from './confined-path.ts';
import { languagesOf } from './languages.ts';
import { nearestWord } from './nearest-word.ts';
import { optionNames, optionTable } from './option-table.ts';
import { stepsOfConsole } from './steps.ts';

/** Something wrong in a cell's brace group; `offset` is into the fence's info string. */
export interface CellMistake {
  readonly offset: number;
  readonly message: string;
  readonly mend: string;
  readonly severity: 'error' | 'warning';
}

/** A cell as its fence alone says it: the deck gives it its number and checks that its name is its own. */
export interface ReadCell {
  readonly cell: Omit<Cell, 'id' | 'ordinal' | 'line'>;
  readonly name: { readonly text: string; readonly offset: number } | undefined;
  readonly mistakes: readonly CellMistake[];
}

/** The options of a cell that gives none. */
export const defaultOptions: CellOptions = {
  expect: 0,
  timeoutMs: 60_000,
  output: 'below',
  step: false,
  auto: false,
  hide: false,
  show: 'text',
  cols: 80,
  rows: 24,
  mask: undefined,
  live: false,
  hint: undefined,
  path: undefined,
  append: false,
};

const namePattern = /^[A-Za-z][\w-]{0,63}$/;
const kindOf = (key: string): CellKind | undefined => cellKinds.find((kind) => kind === key);

/** Reads a cell from its language, brace group and body. A cell with mistakes still is one, with defaults. */
export function readCell(language: string, group: BraceGroup, body: string): ReadCell {
  const mistakes: CellMistake[] = [];
  const fail = (offset: number, message: string, mend: string): void => {
    mistakes.push({ offset, message, mend, severity: 'error' });
  };
  const kindWords = group.words.filter((word) => kindOf(word.key) !== undefined);
  const kind = kindOf(kindWords[0]?.key ?? '') ?? 'run';
  let options: CellOptions = defaultOptions;
  let session = 'main';
  let name: ReadCell['name'];
  const seen = new Set<string>();

  if (group.flaw !== undefined) fail(group.flaw.offset, group.flaw.message, 'close it on the same line');
  for (const word of group.words) {
    const { key, value, offset } = word;
    if (seen.has(key)) {
      fail(offset, `\`${key}\` is given twice`, 'keep one of them');
      continue;
    }
    seen.add(key);
    const row = Object.hasOwn(optionTable, key) ? optionTable[key] : undefined;
    if (kindOf(key) !== undefined) options = { ...options, ...readKindWord(word, kind, fail) };
    else if (key === 'name' || key === 'session') {
      if (value === undefined || !namePattern.test(value)) {
        fail(offset, `\`${key}\` needs a word that begins with a letter`, `write \`${key}=first-build\``);
      } else if (key === 'name') name = { text: value, offset };
      else session = value;
    } else if (key === 'chunk') {
      fail(offset, 'a chunk is no cell: it does nothing by itself', 'make two fences of it');
    } else if (row === undefined) {
      const near = nearestWord(key, optionNames);
      fail(
        offset,
        `there is no option \`${key}\``,
        near === undefined ? `the options are ${optionNames.join(', ')}` : `did you mean \`${near}\`?`,
      );
    } else if (!row.kinds.includes(kind)) {
      fail(
        offset,
        `\`${key}\` means nothing for a \`${kind}\` cell`,
        `remove it (it is for ${row.kinds.join(', ')})`,
      );
    } else if (row.flag !== (value === undefined)) {
      fail(
        offset,
        `\`${key}\` ${row.flag ? 'takes no' : 'needs a'} value`,
        row.flag ? `write \`${key}\`` : `write \`${key}=...\``,
      );
    } else {
      const read = row.read(value ?? '');
      if ('set' in read) options = { ...options, ...read.set };
      else fail(offset, read.wrong, read.mend);
    }
  }
  checkTogether(options, group, fail);
  checkLanguage(kind, language, body, group, fail);
  return { cell: { kind, language, body, written: body, session, options }, name, mistakes };
}

type Fail = (offset: number, message: string, mend: string) => void;

function readKindWord(word: BraceWord, kind: CellKind, fail: Fail): Partial<CellOptions> {
  const takesPath = word.key === 'file' || word.key === 'patch';
  if (word.key !== kind) {
    fail(word.offset, `a cell cannot be both \`${kind}\` and \`${word.key}\``, 'make two cells of it');
    return {};
  }
  if (!takesPath) {
    if (word.value !== undefined)
      fail(word.offset, `\`${word.key}\` takes no value`, `write \`${word.key}\``);
    return {};
  }
  const path = word.value ?? '';
  const why = whyNotConfined(path);
  if (why === undefined) return { path: path.replace(/^(?:\.\/)+/, '') };
  fail(
    word.offset,
    `\`${word.key}=${path}\`: ${why}`,
    `write a path below the work folder: \`${word.key}=flake.nix\``,
  );
  return {};
}

function checkTogether(options: CellOptions, group: BraceGroup, fail: Fail): void {
  const offsetOf = (key: string): number =>
    group.words.find((word) => word.key === key)?.offset ?? group.start;
  if (options.output === 'none' && options.show !== 'text') {
    fail(offsetOf('show'), '`show` fights `output=none`: nothing would be shown', 'remove one of them');
  }
  if (options.live && options.mask !== undefined) {
    fail(offsetOf('mask'), '`mask` fights `live`: a live cell is never compared', 'remove one of them');
  }
}

function checkLanguage(kind: CellKind, language: string, body: string, group: BraceGroup, fail: Fail): void {
  const offset = group.words.find((word) => word.key === kind)?.offset ?? group.start;
  const languages = languagesOf(kind);
  if (languages !== undefined && !languages.includes(language.toLowerCase())) {
    const near = nearestWord(language, languages);
    const mend =
      near !== undefined
        ? `did you mean \`${near}\`?`
        : kind === 'run' || kind === 'build'
          ? 'write it to a file with `{file=NAME}` and run that from a `bash {run}` cell'
          : `write it as \`${languages[0]} {${kind}}\``;
    const said = language === '' ? 'a fence without a language' : `\`${language}\``;
    fail(offset, `${said} cannot be \`${kind}\``, mend);
  } else if (kind === 'run' && languagesOf('console')?.includes(language.toLowerCase())) {
    if (stepsOfConsole(body).length === 0)
      fail(offset, 'no line begins with `$ `: nothing would run', 'begin each command with `$ `');
  }
}
