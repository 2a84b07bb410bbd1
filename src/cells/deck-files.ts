import { applyPatch } from './apply-patch.ts';
import type { Cell } from './cell.ts';

/** A cell whose file cannot be known from the deck, and what the author can do. */
export interface FileFlaw {
  readonly cell: Cell;
  readonly message: string;
  readonly mend: string;
}

/** The files that a chain's cells make, as text. */
export interface DeckFiles {
  /** By path, below the work folder, as they are after the last cell. */
  readonly files: ReadonlyMap<string, string>;
  /** The file of each patch cell, by the cell's id: before and after it, in the language of the cell that made it. */
  readonly patched: ReadonlyMap<
    string,
    { readonly before: string; readonly after: string; readonly language: string }
  >;
  readonly flaws: readonly FileFlaw[];
}

/**
 * The files that the `file` and `patch` cells of one chain build, up to and with the cell `upTo`, without running
 * anything. What run cells do to files is not in it; a patch to a file that only they can have made is a flaw.
 */
export function filesOf(
  cells: readonly Cell[],
  of: { readonly session: string; readonly upTo?: string },
): DeckFiles {
  const chain = cells.filter((cell) => cell.session === of.session);
  const last = of.upTo === undefined ? -1 : chain.findIndex((cell) => cell.id === of.upTo);
  const files = new Map<string, string>();
  const folders = new Set<string>();
  const patched = new Map<string, { before: string; after: string; language: string }>();
  const languages = new Map<string, string>();
  const flaws: FileFlaw[] = [];

  for (const cell of last < 0 ? chain : chain.slice(0, last + 1)) {
    const path = plainPath(cell.options.path);
    if (path === undefined) continue;
    const flaw = (message: string, mend: string): void => {
      flaws.push({ cell, message, mend });
    };
    if (cell.kind === 'file') {
      const above = foldersOf(path);
      const inTheWay = folders.has(path) ? path : above.find((folder) => files.has(folder));
      if (inTheWay !== undefined) {
        flaw(`\`${inTheWay}\` would be a file and a folder at once`, 'rename one of them');
        continue;
      }
      for (const folder of above) folders.add(folder);
      if (!cell.options.append || !files.has(path)) languages.set(path, cell.language);
      files.set(path, cell.options.append ? (files.get(path) ?? '') + cell.written : cell.written);
    } else if (cell.kind === 'patch') {
      const before = files.get(path);
      if (before === undefined) {
        flaw(
          `\`${path}\` is patched here, and no file cell before makes it: what a run cell makes is not known`,
          `write it with a cell \`{file=${path}}\` before this one`,
        );
        continue;
      }
      const result = applyPatch(before, cell.written);
      if (result.ok) {
        patched.set(cell.id, { before, after: result.text, language: languages.get(path) ?? '' });
        files.set(path, result.text);
      } else {
        flaw(
          `${path}:${result.line}: the patch does not fit: expected \`${result.expected}\`, found \`${result.found}\``,
          'make the context and the removed lines those of the file',
        );
      }
    }
  }
  return { files, patched, flaws };
}

/** `a/./b` and `a//b` are the file `a/b`. */
function plainPath(path: string | undefined): string | undefined {
  return path
    ?.split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** The folders that a file is in, outermost first. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
