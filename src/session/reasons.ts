import { formatDuration } from '../cells/duration.ts';
import { formatBytes } from '../cells/quantities.ts';
import type { Limits } from '../deck/deck.ts';
import type { ScriptEnd } from './shell.ts';

/** What is known about how a cell's commands ended. */
export interface EndFacts {
  readonly end: ScriptEnd;
  readonly expect: number | 'fail';
  readonly timedOutAfterMs: number | undefined;
  readonly outOfMemory: boolean;
  readonly tooManyProcesses: boolean;
  readonly limits: Limits;
}

const signalNames: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  6: 'SIGABRT',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

/** Why a cell counts as failed, in the reader's words; undefined when it went as its author expects. */
export function reasonOf(facts: EndFacts): string | undefined {
  const { end, expect, limits } = facts;
  if (facts.timedOutAfterMs !== undefined)
    return `stopped: it ran longer than ${formatDuration(facts.timedOutAfterMs)}`;
  const asExpected = expect === 'fail' ? end.status !== 0 : end.status === expect;
  if (facts.outOfMemory && !(asExpected && end.status === 0)) {
    return `killed: out of memory (${formatBytes(limits.memoryBytes)})`;
  }
  if (asExpected) return undefined;
  if (facts.tooManyProcesses) return `refused: too many processes (${limits.pids})`;
  if (expect !== 0) return `exit status ${end.status}, expected ${expect === 'fail' ? 'a failure' : expect}`;
  const signal = end.status > 128 ? signalNames[end.status - 128] : undefined;
  return signal ? `exit status ${end.status} (${signal})` : `exit status ${end.status}`;
}
