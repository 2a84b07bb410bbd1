type Release = () => Promise<unknown>;

const open = new Set<Release>();
let stopped = false;

/**
 * Remembers how to end something that was started; the function given back ends it now, and once. Throws when the
 * program is being stopped, after remembering: nothing more is to start.
 */
export function whenOver(release: Release): Release {
  let over: Promise<unknown> | undefined;
  const once = () => {
    over ??= release().finally(() => open.delete(once));
    return over;
  };
  open.add(once);
  if (stopped) throw new Error('stopped');
  return once;
}

/** Ends all that still runs, the last started first. */
export async function endAll(): Promise<void> {
  for (let last = [...open].at(-1); last; last = [...open].at(-1)) {
    await last().catch((error: unknown) => process.stderr.write(`bench: ${String(error)}\n`));
  }
}

/** On Ctrl-C and its like: ends all, then the program. */
export function endAllOnSignals(): void {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => {
      if (stopped) return;
      stopped = true;
      process.stderr.write('bench: stopping ...\n');
      void endAll().then(() => process.exit(128 + number));
    });
  }
}

/** True once a signal has come: what goes wrong from then on is of no interest. */
export const isStopped = (): boolean => stopped;
