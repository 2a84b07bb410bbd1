import { availableParallelism } from 'node:os';
import { atMost } from '../../at-most.ts';
import { startChromium } from '../../browser/chromium.ts';
import { deckNameOf } from '../../deck/load-deck.ts';
import { MachineError, withMend } from '../../errors.ts';
import { serveDecks } from '../../serve/server.ts';
import { lookAtDeck, type PageLook } from './look-at-deck.ts';

/** The pages of decks, in one browser: they are laid out as for an audience, and nothing in them runs. */
export interface DeckPages {
  /** Why nobody can look at pages here, and what to install; undefined where they can. */
  readonly notice: string | undefined;
  /** What the browser makes of one of the decks; undefined where there is no browser. Rejects with a `RunError`. */
  readonly look: (file: string) => Promise<PageLook | undefined>;
  readonly close: () => Promise<void>;
}

/** Serves the decks on a port of their own and starts a browser; without Chromium it only gives notice of that. */
export async function openDeckPages(files: readonly string[]): Promise<DeckPages> {
  const machinery = () => Promise.reject(new MachineError('nothing runs while the slides are looked at'));
  const server = await serveDecks({ paths: files, host: '127.0.0.1', port: 0, machinery });
  const started = await startChromium({ reaches: new URL(server.address) }).catch(async (error: unknown) => {
    await server.close();
    if (error instanceof MachineError) return error;
    throw error;
  });
  if (started instanceof MachineError) {
    const notice = `The slides were not looked at in a browser: ${withMend(started)}`;
    return { notice, look: async () => undefined, close: async () => {} };
  }
  const names = namesOf(files);
  const inTurn = atMost(availableParallelism());
  return {
    notice: undefined,
    look: (file) =>
      inTurn(() =>
        lookAtDeck(started, `${server.address}${encodeURIComponent(names.get(file) ?? '')}/`, file),
      ),
    async close() {
      await started.close();
      await server.close();
    },
  };
}

/** The server's names for decks: where two have the same, the later one's gets a number. */
function namesOf(files: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const file of files) {
    const own = deckNameOf(file);
    let name = own;
    for (let count = 2; taken.has(name); count++) name = `${own}-${count}`;
    taken.add(name);
    names.set(file, name);
  }
  return names;
}
