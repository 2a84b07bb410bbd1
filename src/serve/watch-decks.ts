import { basename, dirname, resolve } from 'node:path';
import { watch } from 'chokidar';

/** Levels below a deck's folder in which its pictures and included files are looked for. */
const depth = 4;

/** A `deck.md` owns its folder; a file with another name may lie among anything, in a home for one. */
const ownsFolder = (file: string) => basename(file) === 'deck.md';

/** Calls back with a deck's file when it, or a file beside it that it may include, has changed. */
export function watchDecks(
  files: readonly string[],
  onChange: (file: string) => Promise<void>,
): { close(): Promise<void> } {
  const decks = files.map((file) => ({ file, path: resolve(file), folder: dirname(resolve(file)) }));
  const onEvent = async (changed: string) => {
    const path = resolve(changed);
    const own = decks.filter((deck) => deck.path === path);
    const beside = decks.filter((deck) =>
      ownsFolder(deck.path)
        ? path.startsWith(`${deck.folder}/`)
        : deck.folder === dirname(path) && !path.endsWith('.md'),
    );
    for (const { file } of own.length > 0 ? own : beside) await onChange(file);
  };
  // Transcripts come one by one while `piste run` works; the lock, written last, says that they are there.
  const ignored = (path: string) =>
    /(^|\/)(node_modules|\.git)(\/|$)|\/outputs\/[0-9a-f]{32}\.cast|\/talks\/[^/]+\.jsonl$|~$|\.sw.$|\.part$/.test(
      path,
    );
  const foldersOf = (owned: boolean) => [
    ...new Set(decks.filter((deck) => ownsFolder(deck.path) === owned).map((deck) => deck.folder)),
  ];
  const watchers = [
    watch(foldersOf(true), { ignoreInitial: true, ignored, depth }),
    watch(foldersOf(false), { ignoreInitial: true, ignored, depth: 0 }),
  ];
  for (const watcher of watchers)
    watcher.on('all', (_event, path) => void onEvent(path).catch(() => undefined));
  return {
    async close() {
      await Promise.all(watchers.map((watcher) => watcher.close()));
    },
  };
}
