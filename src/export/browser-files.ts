import { readFile } from 'node:fs/promises';
import { extname, join, posix } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { clientDir, revealThemesDir } from '../environment/places.ts';
import { decoded } from '../html/decoded.ts';
import { themeWithoutForeignFonts } from '../render/reveal-theme.ts';
import type { ExportDeck } from './export-deck.ts';

/** Where the pages seem to be, for a browser that is handed them: a host that cannot be. */
export const pagesOrigin = 'http://pages.invalid';

/** The text or bytes of a page or file, by its path below the origin; undefined for what is not there. */
export type HandFile = (path: string) => Promise<string | Uint8Array | undefined>;

const types: Readonly<Record<string, string>> = {
  '': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.ogv': 'video/ogg',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.vtt': 'text/vtt',
  '.pdf': 'application/pdf',
};

/** The media type that a file's ending stands for; bytes of no known kind else. */
export const mediaType = (path: string): string =>
  types[extname(path).toLowerCase()] ?? 'application/octet-stream';

/** Gives a browser its pages by hand: nothing listens, and whatever else they ask for is not there. */
export async function handFiles(context: BrowserContext, hand: HandFile): Promise<void> {
  await context.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const path = decoded(pathname);
    const content =
      origin === pagesOrigin && route.request().method() === 'GET' ? await hand(path) : undefined;
    if (content === undefined) return route.abort('addressunreachable');
    const body = typeof content === 'string' ? content : Buffer.from(content);
    return route.fulfill({ body, contentType: mediaType(path) });
  });
}

/** A deck's pages by the path that each has below the deck's own, and all that these load. */
export function deckFilesFor(site: ExportDeck, pages: ReadonlyMap<string, string>): HandFile {
  const own = `/${site.deck.name}/`;
  return async (path) => {
    if (path.startsWith('/assets/')) return assetFile(path.slice('/assets/'.length));
    if (!path.startsWith(own)) return undefined;
    const below = path.slice(own.length);
    const page = pages.get(below);
    if (page !== undefined) return page;
    const file = await site.locate(below);
    return file === undefined ? undefined : readFile(file);
  };
}

/** The bytes of what a deck's page names: a path below the page's, or from the root of what is packaged. */
export function fileReader(site: ExportDeck): (path: string) => Promise<Uint8Array | undefined> {
  const hand = deckFilesFor(site, new Map());
  return async (path) => {
    const content = await hand(path.startsWith('/') ? path : `/${site.deck.name}/${path}`);
    return typeof content === 'string' ? Buffer.from(content) : content;
  };
}

async function assetFile(path: string): Promise<string | Uint8Array | undefined> {
  const plain = posix.normalize(path);
  if (plain.startsWith('..')) return undefined;
  const theme = /^reveal-theme\/([\w-]+\.css)$/.exec(plain)?.[1];
  if (theme !== undefined)
    return readFile(join(revealThemesDir, theme), 'utf8').then(themeWithoutForeignFonts, () => undefined);
  return readFile(join(clientDir, plain)).catch(() => undefined);
}
