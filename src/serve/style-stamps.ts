import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { assetPath } from './deck-assets.ts';
import type { StoredDeck } from './deck-store.ts';

/** Paths of a deck's own style sheets, and what names the state that each is in. */
export type StyleStamps = ReadonlyMap<string, string>;

/** An open page takes a style sheet anew if it is named otherwise: so each is named with a digest of what is in it. */
export async function styleStamps({ deck, file }: StoredDeck): Promise<StyleStamps> {
  const paths = [deck.settings.theme ?? '', ...deck.settings.css].filter((path) => path.endsWith('.css'));
  const stamps = await Promise.all(
    paths.map(async (path): Promise<[string, string][]> => {
      const found = await assetPath(file, path);
      const bytes = found === undefined ? undefined : await readFile(found).catch(() => undefined);
      return bytes ? [[path, createHash('sha256').update(bytes).digest('hex').slice(0, 12)]] : [];
    }),
  );
  return new Map(stamps.flat());
}
