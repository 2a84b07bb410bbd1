import { posix } from 'node:path';
import { mediaType } from './browser-files.ts';

/** The bytes of a file by its path, relative to the page or from the root of what is packaged; undefined for what is not there. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

/** A file's content as an address. */
export const dataAddress = (path: string, bytes: Uint8Array): string =>
  `data:${mediaType(path).replace('; ', ';')};base64,${Buffer.from(bytes).toString('base64')}`;

/**
 * A style sheet with all inside it that it names: other sheets, pictures, and those fonts that have letters of `text`.
 * Addresses of other hosts are left as they are.
 */
export async function embedStyle(
  path: string,
  css: string,
  text: ReadonlySet<number>,
  read: ReadFile,
  depth = 0,
): Promise<string> {
  const folder = posix.dirname(path);
  const imported = await replaceAsync(
    css,
    /@import\s+(?:url\()?["']?([^"')\s;]+)["']?\)?\s*([^;]{0,200});/g,
    async (whole, address = '', condition = '') => {
      const target = localPath(folder, address);
      const bytes = target === undefined || depth > 8 ? undefined : await read(target);
      if (target === undefined || bytes === undefined) return isForeign(address) ? '' : whole;
      const inner = await embedStyle(target, Buffer.from(bytes).toString(), text, read, depth + 1);
      return condition.trim() === '' ? inner : `@media ${condition} {${inner}}`;
    },
  );
  const needed = imported.replace(/@font-face\s*\{[^}]*\}/g, (face) => (hasLetters(face, text) ? face : ''));
  const embedded = await replaceAsync(
    needed,
    /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)/g,
    async (whole, first, second, third) => {
      const target = localPath(folder, first ?? second ?? third ?? '');
      const bytes = target === undefined ? undefined : await read(target);
      return target === undefined || bytes === undefined ? whole : `url("${dataAddress(target, bytes)}")`;
    },
  );
  // Inside a page it would end the sheet.
  return embedded.replaceAll('</', '<\\/');
}

/** Whether a font is wanted: one that does not say which letters it has is. */
function hasLetters(face: string, text: ReadonlySet<number>): boolean {
  const ranges = /unicode-range\s*:\s*([^;}]+)/i.exec(face)?.[1];
  if (ranges === undefined) return true;
  const spans = ranges.split(',').map((range) => {
    const [from = '', to] = range.trim().replace(/^u\+/i, '').split('-');
    return [
      Number.parseInt(from.replaceAll('?', '0'), 16),
      Number.parseInt((to ?? from).replaceAll('?', 'F'), 16),
    ];
  });
  return [...text].some((letter) => spans.some(([from = 0, to = 0]) => from <= letter && letter <= to));
}

/** The code points of texts, each once. */
export function lettersOf(...texts: readonly string[]): ReadonlySet<number> {
  const letters = new Set<number>();
  for (const text of texts) for (const letter of text) letters.add(letter.codePointAt(0) ?? 0);
  return letters;
}

const isForeign = (address: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address);

/** The path of a file of ours that a style sheet in this folder names; undefined for other hosts and what is inside it. */
function localPath(folder: string, address: string): string | undefined {
  const plain = address.split(/[?#]/)[0] ?? '';
  if (plain === '' || isForeign(address)) return undefined;
  try {
    return posix.normalize(posix.join(plain.startsWith('/') ? '/' : folder, decodeURIComponent(plain)));
  } catch {
    return undefined;
  }
}

/** `text.replace` with a replacement that has to be waited for. */
export async function replaceAsync(
  text: string,
  pattern: RegExp,
  make: (whole: string, ...groups: (string | undefined)[]) => Promise<string>,
): Promise<string> {
  const parts: string[] = [];
  for (const match of text.matchAll(pattern)) parts.push(await make(match[0], ...match.slice(1)));
  return text.replace(pattern, () => parts.shift() ?? '');
}
