import { access, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

const names = [
  '.prettierrc',
  ...['json', 'json5', 'yaml', 'yml', 'toml', 'js', 'cjs', 'mjs', 'ts'].map(
    (ending) => `.prettierrc.${ending}`,
  ),
  ...['js', 'cjs', 'mjs', 'ts'].map((ending) => `prettier.config.${ending}`),
];

/**
 * Whether Prettier is set up for a deck: a file of its settings in the deck's folder or above, as far as the repository
 * goes, and no `.prettierignore` there that seems to leave the deck out.
 */
export async function isFormatted(deckFile: string): Promise<boolean> {
  let isSetUp = false;
  for (let folder = dirname(resolve(deckFile)); ; folder = dirname(folder)) {
    const ignored = await readFile(join(folder, '.prettierignore'), 'utf8').catch(() => '');
    if (leavesOut(ignored, deckFile)) return false;
    isSetUp ||= await hasSettings(folder);
    const isTop = folder === dirname(folder) || (await isThere(join(folder, '.git')));
    if (isTop) return isSetUp;
  }
}

async function hasSettings(folder: string): Promise<boolean> {
  const found = await Promise.all(names.map((name) => isThere(join(folder, name))));
  if (found.includes(true)) return true;
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '');
  return /^\s*"prettier"\s*:\s*[{"](?!\^?~?\d)/m.test(text);
}

/** By its name, its folder's, or as all Markdown: near enough, for who is in doubt is better left alone. */
function leavesOut(ignored: string, deckFile: string): boolean {
  const parts = [basename(deckFile), basename(dirname(resolve(deckFile))), '.md'];
  return ignored.split('\n').some(
    (line) =>
      /^[^#!]/.test(line) &&
      parts.some((part) =>
        line
          .replace(/\/\s*$/, '')
          .trim()
          .endsWith(part),
      ),
  );
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
