import { findDecks } from '../deck/find-decks.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { plainSpec } from '../environment/environment-spec.ts';
import { startSession } from '../session/session.ts';
import { findMachinery, type MachineryOptions } from './machinery.ts';

/** A shell in a fresh session, a deck's if one is given, on the caller's own terminal; resolves to its exit status. */
export async function sandboxShell(
  options: MachineryOptions & { readonly paths: readonly string[] },
): Promise<number> {
  const machinery = await findMachinery(options);
  await machinery.engine.clear();
  const [file] = options.paths.length > 0 ? await findDecks(options.paths) : [];
  const deck = file === undefined ? undefined : await loadDeck(file);
  const environment = deck ? await machinery.environmentOf(deck) : await machinery.environment(plainSpec);
  const limits = { memoryBytes: 1 << 30, pids: 512, diskBytes: 2 ** 30, cpus: 2, idleMs: 3_600_000 };
  const session = await startSession({
    engine: machinery.engine,
    environment,
    limits: deck?.settings.limits ?? limits,
    containers: deck?.settings.environment.containers ?? false,
  });
  const { stdin, stdout } = process;
  try {
    const terminal = await session.openTerminal({
      argv: ['bash', '-l'],
      cols: stdout.columns ?? 80,
      rows: stdout.rows ?? 24,
      onData: (bytes) => {
        if (stdout.write(bytes)) terminal.grant(bytes.length);
        else stdout.once('drain', () => terminal.grant(bytes.length));
      },
    });
    terminal.grant(256 * 1024);
    if (stdin.isTTY) stdin.setRawMode(true);
    stdin.on('data', (bytes: Buffer) => terminal.write(bytes));
    stdin.on('end', () => terminal.write(Buffer.from('\x04')));
    stdout.on('resize', () => terminal.resize(stdout.columns, stdout.rows));
    const exit = await terminal.exited;
    return exit.status;
  } finally {
    if (stdin.isTTY) stdin.setRawMode(false);
    stdin.pause();
    await session.stop();
  }
}
