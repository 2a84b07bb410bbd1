import { bundledLanguages } from 'shiki/langs';
import { nearestWord } from '../cells/nearest-word.ts';

/** Words that code is shown in and that no grammar is needed for. */
const plain = [
  'text',
  'txt',
  'plain',
  'plaintext',
  'ansi',
  'nocolor',
  'none',
  'output',
  'math',
  'diff',
  'dot',
  'tree',
];

/** Every language that a fence can be written in and that means something to us. */
export const languageNames: ReadonlySet<string> = new Set([...Object.keys(bundledLanguages), ...plain]);

/** The names that people write most: a slip is more likely one of these than one of three hundred others. */
const usual =
  'bash console sh shell zsh fish nix python javascript typescript json yaml toml html css markdown rust go java kotlin ruby php c cpp haskell sql dockerfile docker makefile lua perl diff text mermaid graphviz'.split(
    ' ',
  );

/** The usual language that a word was probably meant to be; words of three letters and less are not guessed at. */
export function nearestLanguage(word: string): string | undefined {
  return word.length < 4 ? undefined : nearestWord(word, usual);
}
