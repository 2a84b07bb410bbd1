import assert from 'node:assert/strict';
import type { PictureOptions, Show } from '../../src/pictures/picture.ts';
import { renderPicture } from '../../src/pictures/render-picture.ts';

/** The picture of a text or bytes; fails with the problem where there is none. */
export async function draw(show: Show, data: string | Buffer): Promise<{ html: string; text: string }> {
  const picture = await renderPicture(show, Buffer.from(data));
  assert.ok('html' in picture, 'problem' in picture ? picture.problem : undefined);
  return picture;
}

/** Why there is no picture; fails where there is one. */
export async function problemOf(
  show: Show,
  data: string | Buffer,
  options?: PictureOptions,
): Promise<string> {
  const picture = await renderPicture(show, Buffer.from(data), options);
  assert.ok('problem' in picture, 'it was drawn');
  return picture.problem;
}

/** What a person reads of a picture: its HTML without tags, one line for each element that has words in it. */
export const wordsOf = (html: string): readonly string[] =>
  html
    .split(/<[^>]*>/)
    .map((words) => words.replaceAll('&quot;', '"').trim())
    .filter((words) => words !== '');
