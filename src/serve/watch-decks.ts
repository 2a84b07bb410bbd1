import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { watch } from 'chokidar';

/** Levels below a deck's folder in which its pictures and included files are looked for. */
const depth = 4;

/**
 * When a file is looked at again after an event, each pause after the one before: chokidar drops changes within 50 ms of
 * one that it told, and removals, with what then comes in their place, within 100 ms.
 */
const looksAfterMs = [20, 40, 60];

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
  let closed = false;
  const looks = new Map<string, NodeJS.Timeout>();
  const lookAgain = (path: string, seen: string, [afterMs, ...later]: readonly number[]): void => {
    clearTimeout(looks.get(path));
    looks.delete(path);
    if (closed) return;
    if (afterMs === undefined) {
      if (seen.startsWith(emptied)) void tell(path).catch(() => undefined);
      return;
    }
    const look = setTimeout(async () => {
      const now = await stampOf(path);
      // An event that came meanwhile has its own looks.
      if (looks.get(path) !== look) return;
      if (now === seen) lookAgain(path, seen, later);
      else await onEvent(path).catch(() => undefined);
    }, afterMs);
    looks.set(path, look);
  };
  const onEvent = async (path: string): Promise<void> => {
    const seen = await stampOf(path);
    lookAgain(path, seen, looksAfterMs);
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
      closed = true;
      for (const look of looks.values()) clearTimeout(look);
      await Promise.all(watchers.map((watcher) => watcher.close()));
    },
  };
}

const emptied = '0 ';

/** Size, number and time of a file, which are others after it was written or replaced; empty where there is none. */
const stampOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ size, ino, ctimeMs }) => `${size} ${ino} ${ctimeMs}`,
    () => '',
  );
