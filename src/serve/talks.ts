import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CellOutcome } from '../session/chain-options.ts';
import { createTalkLog, type SlidePlace, type TalkLog } from '../talk/talk-log.ts';
import type { DeckStore } from './deck-store.ts';

/** The talks that are being kept, one for each deck that something happens in. */
export interface Talks {
  slide(deck: string, at: SlidePlace): void;
  cell(deck: string, outcome: CellOutcome): void;
  close(): Promise<void>;
}

export function openTalks(store: DeckStore): Talks {
  for (const file of store.files()) {
    // Told before the talk, not after it.
    access(dirname(file), constants.W_OK).catch(() =>
      process.stderr.write(`${file}: its talk cannot be kept, for nobody may write to its folder\n`),
    );
  }
  const logs = new Map<string, TalkLog>();
  const logOf = (name: string) => {
    const stored = store.get(name);
    if (!stored) return undefined;
    const log =
      logs.get(name) ??
      createTalkLog(stored.file, (error) =>
        process.stderr.write(`piste: the talk ${name} is not kept: ${error.message}\n`),
      );
    logs.set(name, log);
    return { log, deck: stored.deck };
  };
  return {
    slide(name, at) {
      const found = logOf(name);
      found?.log.slide(found.deck, at);
    },
    cell(name, outcome) {
      const found = logOf(name);
      found?.log.cell(found.deck, outcome);
    },
    async close() {
      for (const log of logs.values()) {
        await log.close();
        if (log.file !== undefined)
          process.stderr.write(
            `The talk is kept in ${log.file}\n  a page of it: piste export --handout ${log.file}\n`,
          );
      }
    },
  };
}
