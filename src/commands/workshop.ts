import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { freemem } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { formatBytes } from '../cells/quantities.ts';
import type { Deck } from '../deck/deck.ts';
import { findDecks } from '../deck/find-decks.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { takeFolder } from '../disk/own-folder.ts';
import { placesOf } from '../environment/places.ts';
import { ConfigError, formatProblems, MachineError, type Problem } from '../errors.ts';
import { machineAddresses } from '../serve/own-address.ts';
import { serveWorkshop } from '../serve/workshop/serve-workshop.ts';
import type { Machinery } from '../session/live-deck.ts';
import { openProgress } from '../workshop/progress.ts';
import { seatBytes, seatsFor } from '../workshop/seat-count.ts';
import { createSeats } from '../workshop/seats.ts';
import { chooseEngine, findMachinery, type MachineryOptions } from './machinery.ts';
import { once } from './once.ts';
import { openBrowser } from './open-browser.ts';
import { portIsTaken } from './port-is-taken.ts';

export interface WorkshopOptions extends MachineryOptions {
  readonly paths: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly open: boolean;
  /** How many visitors can have sessions at a time; what the machine's memory bears unless said. */
  readonly sessions?: number;
  /** Where what visitors do is kept. */
  readonly data?: string;
}

/** Serves decks with a sandbox for each visitor until SIGINT or SIGTERM. Throws `MachineError` where nothing can run. */
export async function workshop(options: WorkshopOptions): Promise<void> {
  const { paths, host, port } = options;
  const decks = await Promise.all((await findDecks(paths)).map(loadDeck));
  if (decks.length === 0) throw new ConfigError('there is no deck here', 'piste new DIR makes one');
  const machinery = await findOrRefuse(options);
  await chooseEngine(options.runtime).clear();
  for (const deck of decks) await machinery.environmentOf(deck);
  const most = options.sessions ?? seatsFor(decks, freeBytes());
  const data = resolve(options.data ?? (await usualData(paths)));
  mustBeApart(data, decks);
  await using folder = await takeFolder(data, '--data DIR, another folder');
  const progress = openProgress({ dir: folder.dir, say });
  try {
    const seats = createSeats(most);
    const serve = {
      ...{ paths, host, port, seats, progress, onProblems: tellProblems },
      machinery: once(async () => machinery),
    };
    const server = await serveWorkshop(serve).catch(portIsTaken(port));
    try {
      const stopped = new Promise<void>((done) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
      });
      // A fault in what one visitor does must not end what the others do.
      process.on('uncaughtException', (error) => say(`a fault of ours: ${error.stack}`));
      tellTerms({ decks, most, dir: folder.dir, host, address: server.address });
      process.stdout.write(`Piste is at ${server.address}\n`);
      if (options.open) openBrowser(server.address);
      await stopped;
    } finally {
      await server.close();
    }
  } finally {
    progress.close();
  }
}

const say = (text: string): void => void process.stderr.write(`piste: ${text}\n`);

/** What can still be had: of the machine, or of the control group that we are in. */
const freeBytes = (): number => process.availableMemory?.() ?? freemem();

async function findOrRefuse(options: MachineryOptions): Promise<Machinery> {
  try {
    return await findMachinery(options);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    throw new MachineError(
      `a workshop is made of sandboxes, and there is none: ${error.message}`,
      error.mend,
    );
  }
}

/** A folder for these decks, wherever they are named from. */
async function usualData(paths: readonly string[]): Promise<string> {
  const whole = await Promise.all((await findDecks(paths)).map((file) => realpath(file)));
  const digest = createHash('sha256').update(JSON.stringify(whole.sort())).digest('hex').slice(0, 16);
  return join(placesOf().home, 'workshop', digest);
}

/** What changes beside a deck makes its pages load anew. */
function mustBeApart(data: string, decks: readonly Deck[]): void {
  const inside = decks.find(({ file }) => `${data}${sep}`.startsWith(`${resolve(dirname(file))}${sep}`));
  if (inside)
    throw new ConfigError(
      `--data ${data} is in the folder of ${inside.file}, which is watched for changes`,
      '--data DIR outside of it',
    );
}

/** While the deck is edited; visitors are not shown them. */
function tellProblems(file: string, problems: readonly Problem[]): void {
  process.stderr.write(
    problems.length > 0 ? `${formatProblems(problems)}\n` : `${file} has no problems any more\n`,
  );
}

interface Terms {
  readonly decks: readonly Deck[];
  readonly most: number;
  readonly dir: string;
  readonly host: string;
  readonly address: string;
}

/** On stderr, so that what reads our address reads nothing else. */
function tellTerms({ decks, most, dir, host, address }: Terms): void {
  const need = formatBytes(Math.max(...decks.map(seatBytes)));
  const free = formatBytes(freeBytes());
  process.stderr.write(
    `Up to ${most} can run cells at a time, with up to ${need} of memory each (${free} is free); others wait in line.\n  --sessions N changes that, the deck's \`limits\` what each may use\n`,
  );
  process.stderr.write(`What visitors do is kept in ${dir}\n`);
  for (const { file, problems } of decks) {
    if (problems.length > 0)
      process.stderr.write(
        `${file} has problems, which visitors are not shown: piste check --lint-only ${file}\n`,
      );
  }
  if (host !== '0.0.0.0' && host !== '::') return;
  const { port } = new URL(address);
  for (const one of machineAddresses().filter(({ internal }) => !internal)) {
    const name = one.address.includes(':') ? `[${one.address}]` : one.address;
    process.stderr.write(`Others in the network reach it at http://${name}:${port}/\n`);
  }
}
