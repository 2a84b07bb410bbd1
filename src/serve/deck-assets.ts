import { realpath } from 'node:fs/promises';
import { dirname, extname, resolve, sep } from 'node:path';

/** What a page may fetch from a deck's folder: pictures, styles, fonts, films. Its sources and notes stay where they are. */
const served = new Set(
  '.png .jpg .jpeg .gif .webp .avif .svg .ico .css .woff .woff2 .ttf .otf .mp4 .webm .ogv .mp3 .ogg .wav .vtt .pdf'.split(
    ' ',
  ),
);

/** The real path of a deck's asset; undefined for anything outside its folder, hidden, or of another kind. */
export async function assetPath(deckFile: string, path: string): Promise<string | undefined> {
  if (path.includes('\0') || !served.has(extname(path).toLowerCase())) return undefined;
  if (path.split('/').some((part) => part.startsWith('.'))) return undefined;
  const folder = await realpath(dirname(resolve(deckFile)));
  const found = await realpath(resolve(folder, `./${path}`)).catch(() => undefined);
  return found?.startsWith(folder + sep) ? found : undefined;
}
