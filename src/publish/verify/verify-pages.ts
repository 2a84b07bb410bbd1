import { createHash } from 'node:crypto';
import { z } from 'zod';
import { linesOf } from '../../transcript/replay.ts';
import type { DeckDocument } from '../deck-document.ts';
import { outputsShownIn, shownText } from '../shown-text.ts';
import type { Difference } from './difference.ts';

const playedSchema = z.looseObject({
  key: z.string(),
  frames: z.array(z.tuple([z.number(), z.number(), z.array(z.string())])),
});

/** Holds a deck's pages, and the records that they play, to what its document says; `read` gives a file below the deck. */
export function verifyPages(
  document: DeckDocument,
  read: (path: string) => string | undefined,
  again: string,
): readonly Difference[] {
  const found = [
    ...['index.html', 'article.html'].flatMap((page) => pageDifferences(document, page, read(page))),
    ...document.cells.flatMap((cell) => playedDifferences(document.name, cell, read)),
  ];
  return found.map((one) => ({ ...one, mend: again }));
}

type Found = Omit<Difference, 'mend'>;

function pageDifferences(
  { name, cells }: DeckDocument,
  page: string,
  html: string | undefined,
): readonly Found[] {
  const path = `${name}/${page}`;
  if (html === undefined) return [{ path, message: 'it is not there' }];
  const shown = outputsShownIn(html);
  return cells.flatMap(({ id, line, output }) => {
    const text = shown.get(id);
    // A hidden slide is on no page, and a file says nothing.
    if (text === undefined || (text === '' && output === null)) return [];
    if (output !== null && digestOf(text) === output.sha256) return [];
    const message =
      output === null
        ? 'the page shows an output, and deck.json knows of none'
        : 'the page shows another output than deck.json says';
    return [{ path, cell: id, line, message }];
  });
}

function playedDifferences(
  deck: string,
  { id, line, recorded, output }: DeckDocument['cells'][number],
  read: (path: string) => string | undefined,
): readonly Found[] {
  const file = recorded?.file;
  if (file == null) return [];
  const at = { path: `${deck}/${file}`, cell: id, line };
  const text = read(file);
  if (text === undefined) return [{ ...at, message: 'it is not there' }];
  const played = parsed(text);
  if (played === undefined || played.key !== recorded?.key)
    return [{ ...at, message: 'it is not the record that deck.json names' }];
  const shown = digestOf(shownText(linesOf(played.frames)));
  return shown === output?.sha256 ? [] : [{ ...at, message: 'it plays another output than deck.json says' }];
}

function parsed(text: string): z.infer<typeof playedSchema> | undefined {
  try {
    return playedSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
