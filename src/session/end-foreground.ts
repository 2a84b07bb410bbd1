import { setTimeout as delay } from 'node:timers/promises';
import type { ChainShell } from './shell.ts';

const rounds = [
  ['INT', 300],
  ['INT', 1000],
  ['TERM', 1000],
  ['KILL', 500],
] as const;
const attempts = 3;

/**
 * Ends what runs in the foreground of a shell and lets the shell live if it can: an interrupt as from the keyboard,
 * then TERM, then KILL to the whole foreground group; a shell that stands in the way of `ended` itself is killed.
 */
export async function endForeground(shell: ChainShell, ended: Promise<unknown>): Promise<void> {
  let over = false;
  const isOver = () => {
    over = true;
  };
  // It rejects when the shell cannot even be begun, and then there is nothing to end.
  const done = ended.then(isOver, isOver);
  // A script of several commands goes on with the next when one is killed: so more than one round.
  for (let attempt = 0; attempt < attempts; attempt++) {
    for (const [signal, patienceMs] of rounds) {
      shell.signal(signal);
      const timer = new AbortController();
      await Promise.race([
        done,
        delay(patienceMs, undefined, { signal: timer.signal }).catch(() => undefined),
      ]);
      timer.abort();
      if (over) return;
    }
  }
  shell.kill();
  await done;
}
