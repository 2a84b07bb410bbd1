import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { watch } from 'chokidar';

/** Levels below a deck's folder in which its pictures and included files are looked for. */
const depth = 4;

/** How long after an event a file is looked at again: chokidar drops what follows an event within 5 ms. */
const settleMs = 20;

/** A `deck.md` owns its folder; a file with another name may lie among anything, in a home for one. */
const ownsFolder = (file: string) => basename(file) === 'deck.md';

/** Calls back with a deck's file when it, or a file beside it that it may include, has changed. */
export function watchDecks(
  files: readonly string[],
  onChange: (file: string) => Promise<void>,
): { close(): Promise<void> } {
  const decks = files.map((file) => ({ file, path: resolve(file), folder: dirname(resolve(file)) }));
  const tell = async (path: string) => {
    const own = decks.filter((deck) => deck.path === path);
    const beside = decks.filter((deck) =>
      ownsFolder(deck.path)
        ? path.startsWith(`${deck.folder}/`)
        : deck.folder === dirname(path) && !path.endsWith('.md'),
    );
    for (const { file } of own.length > 0 ? own : beside) await onChange(file);
  };
  const settling = new Map<string, NodeJS.Timeout>();
  const onEvent = async (path: string): Promise<void> => {
    const seen = await stampOf(path);
    clearTimeout(settling.get(path));
    const lookAgain = async () => {
      settling.delete(path);
      const now = await stampOf(path);
      if (now !== seen) await onEvent(path);
      else if (now.startsWith(emptied)) await tell(path);
    };
    settling.set(
      path,
      setTimeout(() => void lookAgain().catch(() => undefined), settleMs),
    );
    // Many editors empty a file before they fill it: nothing on the page is to vanish for that.
    if (!seen.startsWith(emptied)) await tell(path);
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
    watcher.on('all', (event, path) => {
      // A folder by itself is on no page; what comes into it is told by itself.
      if (!event.endsWith('Dir')) void onEvent(resolve(path)).catch(() => undefined);
    });
  // What is written before a watcher is ready is no news to it.
  const begun = decks.map(({ path }) => ({ path, stamp: stampOf(path) }));
  const catchUp = async (): Promise<void> => {
    for (const { path, stamp } of begun) if ((await stamp) !== (await stampOf(path))) await onEvent(path);
  };
  for (const watcher of watchers) watcher.once('ready', () => void catchUp().catch(() => undefined));
  return {
    async close() {
      for (const timer of settling.values()) clearTimeout(timer);
      await Promise.all(watchers.map((watcher) => watcher.close()));
    },
  };
}

const emptied = '0 ';

/** Size and time of a file, which are others after it was written; empty where there is none. */
const stampOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
    () => '',
  );
