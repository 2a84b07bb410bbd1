import { EmulatedRegExp } from 'oniguruma-to-es';
import { defaultJavaScriptRegexConstructor } from 'shiki/engine/javascript';
import { bundledLanguages } from 'shiki/langs';
import type { Plugin } from 'vite';
import type { CompiledPattern, PatternTable } from '../src/markdown/compiled-patterns.ts';

/** What decks are mostly about. Others are compiled when they are met, as all are where nothing was built. */
const languages =
  'nix bash python yaml json toml javascript typescript html css rust go c haskell java docker make sql ini xml markdown lua'.split(
    ' ',
  ) as readonly (keyof typeof bundledLanguages)[];

const virtual = '\0patterns:';

/**
 * Fills `src/markdown/compiled-patterns.ts`: the patterns of grammars are Oniguruma's, and making JavaScript's of them
 * takes longer than all else that a cold start does with them.
 */
export const compilePatterns: Plugin = {
  name: 'compile-patterns',
  async load(id) {
    if (id.startsWith(virtual)) {
      const table = await patternTable(id.slice(virtual.length));
      // Text that JSON.parse reads is read sooner than a program that says the same.
      return `export const patterns = JSON.parse(${JSON.stringify(JSON.stringify(table))});`;
    }
    if (!id.endsWith('/src/markdown/compiled-patterns.ts')) return undefined;
    const entries = (await grammarNames()).map(
      (name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(virtual + name)})`,
    );
    return `export const compiledPatterns = {\n${entries.join(',\n')}\n};`;
  },
  resolveId: (id) => (id.startsWith(virtual) ? id : undefined),
};

/** The grammars that have a table. */
export const grammarNames = async (): Promise<readonly string[]> => [...(await grammars()).keys()];

/** The patterns of a grammar that JavaScript has, in all forms in which they are searched for. */
export const patternTable = async (name: string): Promise<PatternTable> =>
  tableOf((await grammars()).get(name));

/** The grammars of our languages, and those within them, by their names. */
async function grammars(): Promise<ReadonlyMap<string, unknown>> {
  const read = await Promise.all(languages.map((name) => bundledLanguages[name]()));
  return new Map(read.flatMap((one) => one.default.map((grammar) => [grammar.name, grammar] as const)));
}

function tableOf(grammar: unknown): PatternTable {
  const table: Record<string, CompiledPattern> = {};
  for (const written of patternsIn(grammar))
    for (const pattern of asSearched(written)) {
      const compiled = compile(pattern);
      if (compiled !== undefined) table[pattern] = compiled;
    }
  return table;
}

function* patternsIn(part: unknown): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (typeof value !== 'string') yield* patternsIn(value);
    else if (/^(?:match|begin|end|while)$/.test(key)) yield value;
  }
}

/** A pattern in the forms in which it is searched for: where its anchors hold, and where they do not. */
function asSearched(written: string): ReadonlySet<string> {
  const pattern = written.replace(/\\(.)/gs, (all, letter) => (letter === 'z' ? '$(?!\\n)(?<!\\n)' : all));
  const never = '\\\uFFFF';
  const form = (a: boolean, g: boolean): string =>
    pattern.replace(/\\(.)/gs, (all, letter) =>
      (letter === 'A' && !a) || (letter === 'G' && !g) ? never : all,
    );
  return new Set([form(false, false), form(false, true), form(true, false), form(true, true)]);
}

/** What has no equal in JavaScript is left for the engine to refuse. What is built may run on the oldest Node we know. */
function compile(pattern: string): CompiledPattern | undefined {
  try {
    const made = defaultJavaScriptRegexConstructor(pattern, { target: 'ES2024' });
    return made instanceof EmulatedRegExp
      ? [made.source, made.flags, made.rawOptions]
      : [made.source, made.flags];
  } catch {
    return undefined;
  }
}
