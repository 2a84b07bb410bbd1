import { execFile } from 'node:child_process';
import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readCounters } from '../../src/engine/oci/cgroups.ts';
import { placesOf } from '../../src/environment/places.ts';
import type { ClientMessage } from '../../src/serve/protocol.ts';
import type { BareRunc } from './bare-runc.ts';
import { sessionsDeck } from './bench-deck.ts';
import { type PisteServer, presentDeck } from './piste-server.ts';
import { pssOf, rssOf } from './process-memory.ts';
import { type Bench, formatKb, type Row } from './row.ts';
import { openSocket } from './socket.ts';

const run = promisify(execFile);
const most = 20;
const aimMemory = 5 << 20;
const aimDisk = 300 << 10;

/** What idle sessions use together; bytes. */
interface Use {
  readonly charged: number;
  readonly pss: number;
  readonly server: number;
  readonly disk: number;
  readonly layer: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

async function diskBytes(paths: readonly string[]): Promise<number> {
  const { stdout } = await run('du', ['-s', '-B1', ...paths]);
  return sum(stdout.split('\n').map((line) => Number(line.split('\t')[0])));
}

/** What a session's writable layer holds; seen through its first process, for which one has to be root. */
async function layerBytes(pid: number): Promise<number> {
  const stats = await statfs(`/proc/${pid}/root/work`).catch(() => undefined);
  return stats ? (stats.blocks - stats.bfree) * stats.bsize : Number.NaN;
}

async function statePid(id: string): Promise<number> {
  const state: unknown = JSON.parse(await readFile(join(placesOf().run, '.runc', id, 'state.json'), 'utf8'));
  const isState = typeof state === 'object' && state !== null && 'init_process_pid' in state;
  return isState ? Number(state.init_process_pid) : 0;
}

export const idleSession = (bare: BareRunc): Bench => ({
  name: 'idle',
  measured:
    'Sessions that have run one cell (`:`) and wait. Charged: what the kernel counts for their cgroups, its own memory ' +
    'and the page cache included. PSS: what their processes hold, shared pages shared out. Server: how much its own RSS ' +
    '(`VmRSS`) has grown since it had its first session, which was reset. Disk: `du` of bundle and runtime state; the writable layer is memory (tmpfs), and charged ' +
    'already. The peer is the same count of `runc` containers that run `sleep infinity`. Held ' +
    'against 5 MB: what is charged and, for many sessions, the server’s growth (one session’s drowns in its garbage); ' +
    'against 300 KB: disk and layer.',
  async run() {
    const server = await presentDeck(sessionsDeck(most + 1));
    const socket = await openSocket(server, '/live', { deck: 'bench' });
    const told = (cell: string, state: string, request: ClientMessage) =>
      new Promise<void>((done, failed) => {
        const onMessage = (data: Buffer) => {
          const text = data.toString();
          if (!text.includes('"state"') || !text.includes(`"cell":"${cell}"`)) return;
          if (/"state":"(error|failed)"/.test(text)) failed(new Error(text));
          else if (text.includes(`"state":"${state}"`)) done();
          else return;
          socket.off('message', onMessage);
        };
        socket.on('message', onMessage);
        socket.send(JSON.stringify(request));
      });
    const ran = (index: number) => told(`cell${index}`, 'ok', { type: 'run', cell: `cell${index}` });
    // What the server loads at its first session is not a session's.
    await ran(most);
    await told(`cell${most}`, 'idle', { type: 'reset', session: `s${most}` });
    const before = await rssOf(server.pid);
    const rows: Row[] = [];
    const peers: string[] = [];
    let started = 0;
    for (const count of [1, most]) {
      for (; started < count; started++) await ran(started);
      while (peers.length < count) peers.push(await bare.startIdle());
      const ours = await usedBy(server, bare, before);
      const theirs = await chargedTo(bare, peers);
      rows.push(...rowsOf(count, ours, theirs));
    }
    socket.terminate();
    await server.close();
    for (const peer of peers) await bare.remove(peer);
    return rows;
  },
});

const chargedTo = async ({ cgroups }: BareRunc, ids: readonly string[]) =>
  sum(await Promise.all(ids.map(async (id) => (await readCounters(cgroups, id)).memoryBytes ?? Number.NaN)));

async function usedBy(server: PisteServer, bare: BareRunc, before: number): Promise<Use> {
  const ids = await server.sessions();
  const { run: dir } = placesOf();
  const pids = await Promise.all(ids.map(statePid));
  return {
    charged: await chargedTo(bare, ids),
    pss: sum(await Promise.all(pids.map(pssOf))),
    server: (await rssOf(server.pid)) - before,
    disk: await diskBytes(ids.flatMap((id) => [join(dir, id), join(dir, '.runc', id)])),
    layer: sum(await Promise.all(pids.map(layerBytes))),
  };
}

function rowsOf(count: number, ours: Use, theirs: number): readonly Row[] {
  const each = (bytes: number) => formatKb(bytes / count);
  const runs = count === 1 ? '1 session' : `${count} sessions, each`;
  // The garbage of one run in the server is larger than a session: only many tell.
  const memory = count === 1 ? ours.charged : (ours.charged + ours.server) / count;
  const disk = (ours.disk + ours.layer) / count;
  return [
    {
      what: 'memory of an idle session',
      ratio: ours.charged / theirs,
      ours: `${each(ours.charged)} charged (PSS ${each(ours.pss)}); server +${each(ours.server)}`,
      theirs: `${each(theirs)} charged, bare \`runc\``,
      runs,
      aim: 'under 5 MB',
      met: memory < aimMemory,
    },
    {
      what: 'disk of an idle session',
      ratio: undefined,
      ours: `${each(ours.disk)}; in memory ${each(ours.layer)}`,
      theirs: '',
      runs,
      aim: 'under 300 KB',
      met: disk < aimDisk,
    },
  ];
}
