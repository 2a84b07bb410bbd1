import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { filesNamedInData, filesNamedInHtml, filesNamedInStyle } from '../../html/named-files.ts';
import { assetPath } from '../deck-assets.ts';
import type { StoredDeck } from '../deck-store.ts';

/** The files that a deck's page needs, by their paths in its folder: what lies beside them is nobody's business. */
export async function audienceFiles(
  { deck, file }: StoredDeck,
  page: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const add = async (path: string): Promise<void> => {
    const plain = posix.normalize(path);
    if (found.has(plain)) return;
    const real = await assetPath(file, plain);
    if (real === undefined) return;
    found.set(plain, real);
    if (!plain.toLowerCase().endsWith('.css')) return;
    const css = await readFile(real, 'utf8').catch(() => '');
    for (const next of filesNamedInStyle(css)) await add(posix.join(posix.dirname(plain), next));
  };
  const named = [...filesNamedInHtml(page), ...filesNamedInData(deck.settings.revealOptions)];
  for (const path of named) await add(path);
  return found;
}
