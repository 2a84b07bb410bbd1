import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file as a `data:` address; undefined for one that is not there or of a kind that pages do not show. */
async function dataAddress(file: string): Promise<string | undefined> {
  const type = types[extname(file).toLowerCase()];
  const bytes = type === undefined ? undefined : await readFile(file).catch(() => undefined);
  return bytes && `data:${type};base64,${bytes.toString('base64')}`;
}

/** A style sheet of ours with its fonts inside it: of the letters' ranges only Latin, which every page has. */
export async function styleWithFonts(file: string): Promise<string> {
  const css = await readFile(file, 'utf8');
  const latin = /-latin-wght-|KaTeX_/;
  const kept = css.replace(/@font-face\{[^}]*\}/g, (face) => (latin.test(face) ? face : ''));
  return replaceAsync(kept, /url\((\.\/files\/[^)]+)\)/g, async (_whole, path) => {
    const address = await dataAddress(join(dirname(file), path));
    return `url(${address ?? path})`;
  });
}

/** HTML with the pictures that it names by a path inside it; `locate` finds their files. */
export function withPictures(
  html: string,
  locate: (path: string) => Promise<string | undefined>,
): Promise<string> {
  return replaceAsync(html, /(<img\b[^>]*?\ssrc=")([^":]+)(")/g, async (whole, before, path, after) => {
    const file = await locate(decoded(path.replaceAll('&amp;', '&').split(/[?#]/)[0] ?? ''));
    const address = file && (await dataAddress(file));
    return address ? `${before}${address}${after}` : whole;
  });
}

async function replaceAsync(
  text: string,
  pattern: RegExp,
  make: (...groups: string[]) => Promise<string>,
): Promise<string> {
  const parts = await Promise.all([...text.matchAll(pattern)].map((match) => make(...match)));
  return text.replace(pattern, () => parts.shift() ?? '');
}

/** A path as its file is named; one that is badly encoded is taken as it is written. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
