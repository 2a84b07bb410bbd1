import { escapeHtml } from '../html/escape.ts';
import type { Picture, Show } from './picture.ts';

/** A picture's parts: `body` is finished HTML, `note` says in one line what was left out, `text` stands for the whole. */
export interface PictureParts {
  readonly show: Show;
  readonly body: string;
  readonly text: string;
  readonly note?: string | undefined;
  /** Wider than a phone: a finger moves it then, and not the slides (`data-prevent-swipe` is reveal.js'). */
  readonly isWide?: boolean;
  /** What its colours say: finished HTML. */
  readonly legend?: string | undefined;
  /** What the fold with the text in it is called; without it there is none. */
  readonly fold?: string;
}

/** Puts a picture, what it leaves out and its text into one element. */
export function pictureOf({ show, body, text, legend, note, fold, isWide }: PictureParts): Picture {
  const notes = [
    ...(legend === undefined ? [] : [`<p>${legend}</p>`]),
    ...(note === undefined ? [] : [`<p>${escapeHtml(note)}</p>`]),
    ...(fold === undefined
      ? []
      : [
          `<details><summary>${escapeHtml(fold)}</summary><pre tabindex="0">${escapeHtml(text)}</pre></details>`,
        ]),
  ].join('');
  const html = [
    `<div class="picture picture-${show}"${isWide ? ' data-prevent-swipe' : ''}>`,
    body,
    ...(notes === '' ? [] : [`<div class="picture-foot">${notes}</div>`]),
    '</div>',
  ].join('');
  return { html, text: note === undefined ? text : `${text}\n(${note})` };
}
