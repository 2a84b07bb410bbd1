import { type Agent, type AgentPack, type PackSpec, SessionFileError } from './agent.ts';
import type { ChainShell } from './shell.ts';

/** What a session's writable layer is packed into: entries of its Nix store, and everything else. */
export type Archive = PackSpec['what'];

export interface PackOptions {
  /** Number of the earlier pack that was kept, whose part of the store need not come again; 0 for the session's beginning. */
  readonly since: PackSpec['since'];
  /** Takes the archives' bytes; a promise holds the session back, and what it throws ends the packing. */
  readonly sink: (archive: Archive, bytes: Buffer) => Promise<void> | undefined;
}

/** What came: the state always, of the store nothing, what is new since, or all, to be unpacked over nothing earlier. */
export interface Packed {
  readonly store: AgentPack['changes'];
  /** Its number, to be given as `since`. */
  readonly number: number;
  /** Names of the commands that run in the background and are in no archive, sorted. */
  readonly background: readonly string[];
}

/** Bytes of an archive that may be on their way. */
const windowBytes = 1 << 20;
const patienceMs = 60_000;

/**
 * Packs what a session's cells have made, between two of them. Undefined when it cannot be had whole: something went on
 * writing, or there is no room in the session. Throws what the sink throws, and `RunError` when the session ends.
 */
export async function packSession(
  agent: Agent,
  shell: ChainShell,
  { since, sink }: PackOptions,
): Promise<Packed | undefined> {
  const until = AbortSignal.timeout(patienceMs);
  const packOne = async (what: Archive): Promise<AgentPack | undefined> => {
    let failure: unknown;
    const taken: Promise<void>[] = [];
    const pack = await agent.pack({
      what,
      since,
      onData: (bytes) => taken.push(take(bytes)),
    });
    const take = async (bytes: Buffer) => {
      try {
        await sink(what, bytes);
        pack.grant(bytes.length);
      } catch (error) {
        failure ??= error;
        pack.cancel();
      }
    };
    const giveUp = () => pack.cancel();
    until.addEventListener('abort', giveUp, { once: true });
    if (until.aborted) giveUp();
    pack.grant(windowBytes);
    const { status, signal } = await pack.ended;
    until.removeEventListener('abort', giveUp);
    await Promise.all(taken);
    if (failure !== undefined) throw failure;
    return status === 0 && signal === 0 ? pack : undefined;
  };
  try {
    if (!(await shell.save())) return undefined;
    const background = await agent.jobs();
    // The store comes second: a path too many does no harm, one that the database knows and that is not there does.
    if ((await packOne('state')) === undefined) return undefined;
    const store = await packOne('store');
    return store && { store: store.changes, number: store.number, background };
  } catch (error) {
    if (error instanceof SessionFileError) return undefined;
    throw error;
  }
}
