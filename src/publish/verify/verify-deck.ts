import { isDeepStrictEqual } from 'node:util';
import type { DeckDocument } from '../deck-document.ts';
import type { Difference } from './difference.ts';

/** What a deck is now, as far as a site can be held to it. */
export type DeckNow = Pick<DeckDocument, 'source' | 'environment' | 'cells'> & { readonly file: string };

type CellDocument = DeckDocument['cells'][number];

/** Holds what a site says of a deck to the deck, its lock and its transcripts. Nothing is run. */
export function verifyDeck(document: DeckDocument, now: DeckNow, again: string): readonly Difference[] {
  const path = `${document.name}/deck.json`;
  const whole = (message: string): Difference => ({ path, message, mend: again });
  const known = new Map(document.cells.map((cell) => [cell.id, cell]));
  const is = new Map(now.cells.map((cell) => [cell.id, cell]));
  const isSame = isDeepStrictEqual(document.environment, now.environment);
  return [
    ...(document.source === now.source ? [] : [whole(`${now.file} is another text since it was published`)]),
    ...(isSame ? [] : [whole('the environment of its cells is another since it was published')]),
    ...now.cells.flatMap((cell) => {
      const at = { path, cell: cell.id, line: cell.line };
      const said = known.get(cell.id);
      const told = said === undefined ? notPublished(cell) : whyNotSame(said, cell);
      if (told === undefined) return [];
      const run = told === notRecorded ? `npm run -s piste -- run ${now.file}, then ` : '';
      return [{ ...at, message: told, mend: `${run}${again}` }];
    }),
    ...document.cells
      .filter(({ id }) => !is.has(id))
      .map(({ id }) => ({ ...whole('the deck has no such cell any more'), cell: id })),
  ];
}

const notRecorded = 'what the site shows is not recorded of the cell as it is now';

const notPublished = ({ recorded }: CellDocument): string | undefined =>
  recorded === null ? undefined : 'the site does not know this cell';

function whyNotSame(said: CellDocument, now: CellDocument): string | undefined {
  if (said.recorded === null)
    return now.recorded === null ? undefined : 'it is recorded now, and the site shows nothing';
  if (now.recorded === null) return notRecorded;
  if (said.recorded.key !== now.recorded.key) return 'the site shows what an earlier text of it printed';
  if (said.recorded.transcript !== now.recorded.transcript)
    return 'it was recorded anew since it was published';
  if (!isDeepStrictEqual(said.recorded, now.recorded))
    return 'its transcript says otherwise how it was recorded';
  return isDeepStrictEqual(said.output, now.output) ? undefined : 'its transcript comes to another output';
}
