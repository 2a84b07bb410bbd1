import { lstat } from 'node:fs/promises';
import type { Transcript } from '../transcript/transcript.ts';

interface Kept {
  readonly version: string;
  readonly bytes: number;
  readonly transcript: Transcript;
}

/** Bytes of files whose transcripts are kept: those that were asked for last. */
const mostBytes = 64_000_000;

const kept = new Map<string, Kept>();
let bytes = 0;

/**
 * A transcript that this process has read is not read again while its file stays as it was: a deck's records are opened
 * at each save of the deck. `wanted` is what the lock says of the file; where that changes, it is read.
 */
export async function keptTranscript(
  file: string,
  wanted: string | undefined,
  read: () => Promise<Transcript | undefined>,
): Promise<Transcript | undefined> {
  const found = await lstat(file, { bigint: true }).catch(() => undefined);
  const version = found && [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs, wanted].join(' ');
  const known = kept.get(file);
  if (known !== undefined && known.version === version) {
    kept.delete(file);
    kept.set(file, known);
    return known.transcript;
  }
  forget(file);
  const transcript = await read();
  if (transcript === undefined || version === undefined) return transcript;
  forget(file);
  kept.set(file, { version, bytes: Number(found?.size ?? 0), transcript });
  bytes += Number(found?.size ?? 0);
  for (const oldest of kept.keys()) {
    if (bytes <= mostBytes) break;
    forget(oldest);
  }
  return transcript;
}

function forget(file: string): void {
  bytes -= kept.get(file)?.bytes ?? 0;
  kept.delete(file);
}
