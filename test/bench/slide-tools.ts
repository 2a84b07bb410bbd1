import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectDir } from '../../src/environment/places.ts';
import { installPeers } from './npm-tools.ts';
import { endWhenOver, firstWords } from './processes.ts';

/** A program that makes slides of a Markdown file. */
export interface SlideTool {
  readonly name: string;
  /** The command that makes static pages of a deck, into a folder that is not there yet. */
  build(deck: string, into: string): readonly [command: string, args: readonly string[]];
  /** Serves a deck that is watched; the address of its slides. */
  serve(deck: string): Promise<{ readonly address: string; close(): Promise<unknown> }>;
  /** The slide that is shown. */
  readonly shown: string;
}

const versions = { 'reveal-md': '6.1.4', '@marp-team/marp-cli': '4.5.1' };

const cli = join(projectDir, 'dist', 'cli.js');

/** Each build has a PISTE_HOME of its own beside the folder that it makes. */
export const piste: SlideTool = {
  name: 'Piste',
  build: (deck, into) => [
    'env',
    [`PISTE_HOME=${into}-home`, process.execPath, cli, 'build', deck, '-o', into],
  ],
  serve: (deck) =>
    served(
      process.execPath,
      [cli, 'present', '--port', '0', deck],
      /Piste is at (\S+)/,
      (address) => `${address}deck/`,
    ),
  shown: '.reveal.ready .slides section.present',
};

let installed: Promise<readonly [revealMd: SlideTool, marp: SlideTool]> | undefined;

/** reveal-md and marp. */
export function slideTools(): Promise<readonly [revealMd: SlideTool, marp: SlideTool]> {
  installed ??= install();
  return installed;
}

async function install(): Promise<readonly [revealMd: SlideTool, marp: SlideTool]> {
  const dir = await installPeers(versions);
  const bin = (name: string): string => join(dir, 'node_modules', '.bin', name);
  const revealMd: SlideTool = {
    name: `reveal-md ${versions['reveal-md']}`,
    build: (deck, into) => [bin('reveal-md'), [deck, '--static', into]],
    serve: (deck) =>
      served(
        bin('reveal-md'),
        [deck, '--watch', '--disable-auto-open', '--port', String(freePort())],
        /http:\/\/[\w.:]+/,
        (address) => `${address}/deck.md`,
      ),
    shown: '.reveal.ready .slides section.present',
  };
  const marp: SlideTool = {
    name: `marp ${versions['@marp-team/marp-cli']}`,
    build: (deck, into) => [bin('marp'), ['--no-stdin', '--html', deck, '-o', join(into, 'index.html')]],
    serve: (deck) => {
      const port = freePort();
      return served(
        'env',
        [`PORT=${port}`, bin('marp'), '--no-stdin', '--html', '--server', '--watch', join(deck, '..')],
        /http:\/\/localhost:\d+/,
        () => `http://localhost:${port}/deck.md`,
      );
    },
    shown: '.bespoke-marp-active section, svg.bespoke-marp-slide.bespoke-marp-active',
  };
  return [revealMd, marp];
}

/** These two take no port 0; each server gets another. */
let lastPort = 20_000 + (process.pid % 20_000);
const freePort = (): number => ++lastPort;

async function served(
  command: string,
  args: readonly string[],
  says: RegExp,
  addressOf: (said: string) => string,
): ReturnType<SlideTool['serve']> {
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const close = endWhenOver(child);
  const said = await firstWords(child, says);
  return { address: addressOf(said), close };
}
