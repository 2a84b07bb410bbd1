#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { diagnose, formatFindings } from './commands/doctor.ts';
import { present } from './commands/present.ts';
import { runDecks } from './commands/run.ts';
import { formatRunLine } from './commands/run-report.ts';
import { sandboxBuild, sandboxUpdate } from './commands/sandbox-build.ts';
import { sandboxGc } from './commands/sandbox-gc.ts';
import { sandboxShell } from './commands/sandbox-shell.ts';
import { projectDir } from './environment/places.ts';
import { ConfigError, DeckError, MachineError, messageOf, RunError } from './errors.ts';

/** 0 well, 1 the deck's fault, 2 bad usage, 3 this machine cannot, 4 we failed. */
const exitCodes = { ok: 0, deck: 1, usage: 2, machine: 3, bug: 4 } as const;

const help = `piste: one Markdown deck, whose nix and bash cells really run

  piste present [DECK...]     serve decks (default: decks/) with live runs and live reload
      --port N (4700; 0 is any free one)   --host ADDRESS (127.0.0.1)   --open
  piste run [DECK...]         run every cell in fresh sessions and print what they came to
      --json                  one JSON object a line, one line a cell
  piste doctor                what works on this machine, and the command that mends what does not
  piste sandbox build [DECK...]  build what decks run in (default: decks/)
      --explain               what each package takes   --mirror ADDRESS   --snapshot ADDRESS
  piste sandbox shell [DECK]  a shell in a fresh session
  piste sandbox update        resolve the package lists anew and write the lock
  piste sandbox gc            remove environments that no deck asks for any more

A DECK is a Markdown file, a folder with deck.md, or a folder of such. Everywhere: --runtime runc|crun|runsc
Exit status: 0 well, 1 the deck's fault, 2 bad usage, 3 this machine cannot, 4 a fault of ours.
`;

const machineryFlags = {
  runtime: { type: 'string' },
  mirror: { type: 'string' },
  snapshot: { type: 'string' },
} as const;

function read<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  positionals: boolean,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: positionals, strict: true });
  } catch (error) {
    throw new ConfigError(messageOf(error), 'npm run -s piste -- --help');
  }
}

type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  async present(args) {
    const { values, positionals } = read(
      args,
      {
        ...machineryFlags,
        port: { type: 'string', default: '4700' },
        host: { type: 'string', default: '127.0.0.1' },
        open: { type: 'boolean', default: false },
      },
      true,
    );
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new ConfigError(`--port ${values.port} is no port`, '--port 4700');
    await present({ ...values, port, paths: positionals });
    return exitCodes.ok;
  },
  async run(args) {
    const { values, positionals } = read(
      args,
      { ...machineryFlags, json: { type: 'boolean', default: false } },
      true,
    );
    const abort = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
    const paths = positionals.length > 0 ? positionals : [join(projectDir, 'decks')];
    const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
    const lines = await runDecks({
      ...values,
      paths,
      signal: abort.signal,
      onLine: (line) =>
        process.stdout.write(`${values.json ? JSON.stringify(line) : formatRunLine(line, colour)}\n`),
    });
    if (lines.some((line) => line.status === 'error')) return exitCodes.machine;
    return lines.some((line) => line.status === 'failed') ? exitCodes.deck : exitCodes.ok;
  },
  async doctor(args) {
    const { values } = read(args, machineryFlags, false);
    const findings = await diagnose(values.runtime);
    process.stdout.write(`${formatFindings(findings)}\n`);
    return findings.every((one) => one.ok || one.optional) ? exitCodes.ok : exitCodes.machine;
  },
  async sandbox(args) {
    const [action, ...rest] = args;
    const { values, positionals } = read(
      rest,
      { ...machineryFlags, explain: { type: 'boolean', default: false } },
      true,
    );
    if (action === 'shell') return sandboxShell({ ...values, paths: positionals });
    if (action === 'build') await sandboxBuild({ ...values, paths: positionals });
    else if (action === 'update') await sandboxUpdate(values);
    else if (action === 'gc') await sandboxGc(values);
    else
      throw new ConfigError(
        action === undefined ? 'piste sandbox needs an action' : `piste sandbox ${action}: no such action`,
        'npm run -s piste -- sandbox build|shell|update|gc',
      );
    return exitCodes.ok;
  },
};

function version(): string {
  const text: unknown = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : 'unknown';
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (
    name === undefined ||
    name === 'help' ||
    name === '--help' ||
    name === '-h' ||
    args.includes('--help')
  ) {
    process.stdout.write(help);
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  if (name === '--version') {
    process.stdout.write(`${version()}\n`);
    return exitCodes.ok;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new ConfigError(`no command is called ${name}`, 'npm run -s piste -- --help');
  return command(args);
}

/** What was thrown, for the person at the terminal, and the exit status that tells scripts the same. */
function report(error: unknown): number {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (error instanceof DeckError) {
    say(error.message);
    return exitCodes.deck;
  }
  if (error instanceof ConfigError || error instanceof MachineError) {
    say(`piste: ${error.message}${error.mend ? `\n  to mend it: ${error.mend}` : ''}`);
    return error instanceof ConfigError ? exitCodes.usage : exitCodes.machine;
  }
  if (error instanceof RunError) {
    say(`piste: ${error.message}\n  to see what is wrong here: npm run -s piste -- doctor`);
    return exitCodes.machine;
  }
  say(`piste: a fault of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return exitCodes.bug;
}

// A reader such as `head` may have seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  throw error;
});
process.exitCode = await main(process.argv.slice(2)).catch(report);
