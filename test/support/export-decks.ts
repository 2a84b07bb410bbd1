import { join } from 'node:path';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { projectDir } from '../../src/environment/places.ts';
import type { ExportDeck } from '../../src/export/export-deck.ts';
import { openPageRecords } from '../../src/records/page-records.ts';
import { assetPath } from '../../src/serve/deck-assets.ts';

/** A deck of this project, by its path in it, ready to be made files of. */
export async function exportDeckAt(path: string): Promise<ExportDeck> {
  const deck = await loadDeck(join(projectDir, path));
  return {
    deck,
    records: () => openPageRecords(deck),
    locate: (asset) => assetPath(deck.file, asset),
  };
}
