import { renderUnicodeCompact } from 'uqr';
import { findDecks } from '../deck/find-decks.ts';
import { loadDeckHead } from '../deck/load-deck-head.ts';
import { ConfigError, withMend } from '../errors.ts';
import type { OwnAddress } from '../serve/own-address.ts';
import { type PisteServer, serveDecks } from '../serve/server.ts';
import type { Machinery } from '../session/live-deck.ts';
import { chooseEngine, findMachinery, type MachineryOptions } from './machinery.ts';
import { once } from './once.ts';
import { openBrowser } from './open-browser.ts';
import { portIsTaken } from './port-is-taken.ts';

export interface PresentOptions extends MachineryOptions {
  readonly paths: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly open: boolean;
  /** Whether what is shown and run is kept beside the decks. */
  readonly record: boolean;
  /** Where a phone can steer the talk, and whether it may run cells. */
  readonly remote?: OwnAddress & { readonly runs: boolean };
  /** Where an audience can follow it. */
  readonly follow?: OwnAddress;
}

/** Serves decks until SIGINT or SIGTERM. Without an engine they are served too, and it says why and what mends it. */
export async function present(options: PresentOptions): Promise<void> {
  // What was missing may have been mended since: a page that connects anew asks anew.
  const machinery = once(() => findMachinery(options));
  await chooseEngine(options.runtime).clear();
  const { paths } = options;
  await machinery()
    .then((found) => prepareDecks(found, paths))
    .catch((error: unknown) => {
      if (error instanceof ConfigError) throw error;
      process.stderr.write(
        `The decks are presented without live runs: ${withMend(error)}\n  all that is missing: npm run -s piste -- doctor\n`,
      );
    });
  const server = await listen(options, paths, machinery);
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
  // On a stage a fault of ours is better told in the terminal than by an empty screen.
  process.on('uncaughtException', (error) =>
    process.stderr.write(`piste: a fault of ours: ${error.stack}\n`),
  );
  process.stdout.write(`Piste is at ${server.address}\n`);
  tellWhoCanJoin(server);
  if (options.open) openBrowser(server.address);
  await stopped;
  await server.close();
}

/** Makes all environments ready before anyone is on a stage; a deck whose own cannot be had is named, and shown. */
async function prepareDecks(machinery: Machinery, paths: readonly string[]): Promise<void> {
  const prepare = async (file: string): Promise<void> => {
    const deck = await loadDeckHead(file).catch(() => undefined);
    if (!deck) return;
    await machinery.environmentOf(deck).catch((error: unknown) => {
      process.stderr.write(`${file} is presented without live runs: ${withMend(error)}\n`);
    });
  };
  await Promise.all((await findDecks(paths)).map(prepare));
}

async function listen(
  options: PresentOptions,
  paths: readonly string[],
  machinery: () => Promise<Machinery>,
) {
  const { host, port, record, remote, follow } = options;
  return serveDecks({
    paths,
    host,
    port,
    record,
    machinery,
    ...(remote ? { remote } : {}),
    ...(follow ? { follow } : {}),
  }).catch(portIsTaken(port));
}

/** On stderr, so that what reads our address reads nothing else. */
function tellWhoCanJoin(server: PisteServer): void {
  const remote = server.remoteAddress();
  if (remote)
    process.stderr.write(
      `A phone steers the talk from ${remote}\n  one phone: the next code is on the speaker's page, key q\n${renderUnicodeCompact(remote, { border: 1 })}\n`,
    );
  if (server.followAddress)
    process.stderr.write(
      `An audience follows at ${server.followAddress}\n  the slides show it as a code, key q\n`,
    );
}
