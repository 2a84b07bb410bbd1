import type { ChildProcess } from 'node:child_process';
import { whenOver } from './releases.ts';

/** Resolves when the child has ended and its streams are closed; rejects when it could not be started. */
export const closed = (child: ChildProcess): Promise<void> =>
  new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', () => done());
  });

/** Ends a long-lived child with SIGTERM, and waits until it is gone. */
export function endWhenOver(child: ChildProcess): () => Promise<unknown> {
  const gone = new Promise<void>((done) => child.on('close', () => done()));
  return whenOver(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    return gone;
  });
}

/** The first match of what the child prints on the given streams; rejects with all of it when the child ends before. */
export function firstWords(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((done, failed) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const match = text.match(pattern);
      if (match) done(match[1] ?? match[0]);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('error', failed);
    child.on('close', () => failed(new Error(`it ended before it said ${pattern}: ${text.slice(-2000)}`)));
  });
}
