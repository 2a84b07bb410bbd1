import type { StateBlock } from 'markdown-it';
import { escapeHtml } from '../html/escape.ts';
import type { Word } from '../words/phrases.ts';
import { phrasesOf } from '../words/words.ts';
import type { Fold } from './container-lines.ts';

const wordOf: Readonly<Record<Fold['kind'], Word>> = {
  hint: 'fold.hint',
  solution: 'fold.solution',
  details: 'fold.details',
};

/** The line by which `::: hint`, `::: solution` and `::: details` are opened: what it is, and its title. */
export function pushSummary(state: StateBlock, { kind, title }: Fold, line: number, lang: string): void {
  const word = escapeHtml(phrasesOf(lang).say(wordOf[kind]));
  // What is no hint and no solution is called by its title alone.
  const mark =
    kind !== 'details' ? `<span class="fold-kind">${word}</span>${title && ' '}` : title === '' ? word : '';
  state.push('html_block', '', 0).content = `<summary>${mark}`;
  const inline = state.push('inline', '', 0);
  inline.content = title;
  inline.map = [line, line + 1];
  inline.children = [];
  state.push('html_block', '', 0).content = '</summary>\n';
}
