import { readdirSync, readFileSync } from 'node:fs';

/** A case of a fixture: its name, the Markdown that goes in, and what comes out. */
export interface Pair {
  readonly name: string;
  readonly input: string;
  readonly output: string;
}

const folder = new URL('../fixtures/markdown/', import.meta.url);

/** The fixtures of Markdown syntaxes, one a file. */
export function fixtureNames(): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.md'));
}

/** Reads a fixture: `name`, a line `.`, the input, `.`, the output, `.`, and the next one. */
export function readPairs(name: string): readonly Pair[] {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return [...text.matchAll(/^(\S.*)\n\.\n([\s\S]*?)^\.\n([\s\S]*?)^\.$/gm)].map((found) => ({
    name: found[1] ?? '',
    input: found[2] ?? '',
    output: found[3] ?? '',
  }));
}
