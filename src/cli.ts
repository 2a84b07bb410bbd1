#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, exitCodes } from './cli/exit-codes.ts';
import { projectDir } from './environment/places.ts';
import { ConfigError, DeckError, MachineError, RunError } from './errors.ts';

const help = `piste: one Markdown deck, whose nix and bash cells really run

  piste new DIR               a deck to begin with   --title TEXT   --dialect reveal|mkslides|slidev|post
  piste present [DECK...]     serve decks (default: decks/) with live runs and live reload
      --port N (4700; 0 is any free one)   --host ADDRESS (127.0.0.1)   --open
      --record                keep what is shown and run, beside the deck
      --remote [ADDRESS]      a phone steers the talk, by a code   --remote-run   and runs cells
      --follow [ADDRESS]      an audience follows in its own browsers, and can only look
  piste workshop [DECK...]    serve decks as pages that each visitor can try in a sandbox of an own
      --port N (4701)   --host ADDRESS (127.0.0.1)   --open
      --sessions N            how many can run cells at a time (what the memory bears); others wait in line
      --data DIR              where what visitors do is kept
  piste run [DECK...]         run the cells that have no record of what they print, and record it
      --json                  one JSON object a line, one line a cell
      --explain               only say what would run, and why   --prune   remove records of no cell
  piste check [DECK...]       look decks over, run every cell afresh and compare with the records
      --update                take what has come out as the new records   --lint-only   run nothing
      --json   --junit FILE   --annotations   --normalise RULE   --strict (warnings fail too)
  piste tangle DECK DIR       write the files that a deck's cells build into a new folder; runs nothing
      --at CELL (the last)   --session NAME   --force (into a folder with something in it)
  piste build [DECK...]       write decks as static pages, with what is recorded of their cells
      -o DIR (site)           --base-url ADDRESS (where the site will be)   --title TEXT (what it is called)
      --no-notes              without the speaker's   --force (into a folder with other files)
      --strict                what is not recorded, or doubtful in a deck, fails
  piste verify SITE [DECK...]  hold a published site to its own list, and to decks and their locks; runs nothing
      --json                  one JSON object a line, one line a difference
  piste export DECK           write a deck as files, with what is recorded of its cells
      --pdf FILE   --notes FILE (PDF)   --article FILE.pdf|FILE.html   --png DIR   --html FILE   --md FILE
      -o FILE.pdf|.html|.md   --slides 1-3,7   --fragments flat|pages   --paper a4|letter   --scale N (1)
      --base-url ADDRESS (where links to other decks lead)   --no-notes
  piste export --handout DECK|TALK  a page of a talk that was kept   -o FILE
  piste schema                the JSON schema of a deck's front matter, for editors
      --published             of the deck.json that piste build writes
  piste doctor                what works on this machine, and the command that mends what does not
  piste sandbox build [DECK...]  build what decks run in (default: decks/)
      --explain               what each package takes   --mirror ADDRESS   --snapshot ADDRESS
  piste sandbox shell [DECK]  a shell in a fresh session
  piste sandbox update        resolve the package lists anew and write the lock
  piste sandbox gc            remove environments of no deck, downloads, kept states, coloured code, built pages

A DECK is a Markdown file, a folder with deck.md, or a folder of such. Everywhere: --runtime runc|crun|runsc
Exit status: 0 well, 1 the deck's fault, 2 bad usage, 3 this machine cannot, 4 a fault of ours.
`;

/** Each is read only when it is asked for: a command that has nothing to do should be done at once. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  present: async () => (await import('./cli/present-command.ts')).presentCommand,
  workshop: async () => (await import('./cli/workshop-command.ts')).workshopCommand,
  run: async () => (await import('./cli/run-command.ts')).runCommand,
  check: async () => (await import('./cli/check-command.ts')).checkCommand,
  tangle: async () => (await import('./cli/tangle-command.ts')).tangleCommand,
  new: async () => (await import('./cli/new-command.ts')).newCommand,
  schema: async () => (await import('./cli/schema-command.ts')).schemaCommand,
  verify: async () => (await import('./cli/verify-command.ts')).verifyCommand,
  build: async () => (await import('./cli/build-command.ts')).buildCommand,
  export: async () => (await import('./cli/export-command.ts')).exportCommand,
  doctor: async () => (await import('./cli/doctor-command.ts')).doctorCommand,
  sandbox: async () => (await import('./cli/sandbox-command.ts')).sandboxCommand,
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
  if (!command) {
    const { wordMend } = await import('./cli/arguments.ts');
    const mend = wordMend(
      name,
      Object.keys(commands),
      (one) => `npm run -s piste -- ${one}`,
      'npm run -s piste -- --help',
    );
    throw new ConfigError(`no command is called ${name}`, mend);
  }
  return (await command())(args);
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
