import type { Session } from './session.ts';

/** How an archive ended: whole, larger than allowed, or not to be had. */
export type ArchiveEnd = 'whole' | 'too-large' | 'failed';

/** Bytes that may be on their way. */
const windowBytes = 1 << 20;
/**
 * Raw, so that the terminal hands every byte on as it is; to one itself tar would not write. All names are put below the
 * folder of the first argument; what links say stays as it is.
 */
const script =
  'set -o pipefail; stty raw -echo && tar -C /work --sparse --transform "s,^\\.,$1,S" -cf - . 2> /dev/null | cat';
const argv = (folder: string) => ['/bin/bash', '--norc', '-c', script, 'tar', folder];

/** A name that means nothing to tar, nor to who unpacks it. */
const plainName = (name: string): string => name.replace(/[^\p{L}\p{N}._-]+|^[.-]+/gu, '-');

/**
 * Has a session pack its work folder with its own tar, on a terminal of its own; `sink` takes the bytes and holds the
 * session back until its promise settles. The signal ends it.
 */
export async function packWork(
  session: Session,
  options: {
    /** The one folder that everything is in. */
    readonly folder: string;
    readonly limitBytes: number;
    readonly sink: (bytes: Buffer) => Promise<void>;
    readonly signal: AbortSignal;
  },
): Promise<ArchiveEnd> {
  const { folder, limitBytes, sink, signal } = options;
  let sum = 0;
  let end: ArchiveEnd | undefined;
  let stopped: (why: ArchiveEnd) => void = () => {};
  const stop = new Promise<ArchiveEnd>((done) => {
    stopped = done;
  });
  const giveUp = (why: ArchiveEnd) => {
    end ??= why;
    terminal.close();
    stopped(end);
  };
  let taken: Promise<void> = Promise.resolve();
  const terminal = await session.openTerminal({
    argv: argv(plainName(folder)),
    cols: 80,
    rows: 24,
    onData(bytes) {
      if (end !== undefined) return;
      sum += bytes.length;
      if (sum > limitBytes) return giveUp('too-large');
      const copy = Buffer.from(bytes);
      taken = taken
        .then(() => sink(copy))
        .then(
          () => terminal.grant(copy.length),
          () => giveUp('failed'),
        );
    },
  });
  const onAbort = () => giveUp('failed');
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  terminal.grant(windowBytes);
  const exit = await Promise.race([terminal.exited, stop]);
  signal.removeEventListener('abort', onAbort);
  if (typeof exit === 'string') return exit;
  await taken;
  // 1: a file has changed while it was read.
  return end ?? (exit.signal === 0 && exit.status <= 1 && sum > 0 ? 'whole' : 'failed');
}
