/** A grammar's pattern as JavaScript's: source, flags, and what JavaScript cannot say by itself. */
export type CompiledPattern = readonly [source: string, flags: string, emulation?: Emulation];

export interface Emulation {
  readonly hiddenCaptures?: number[];
  readonly lazyCompile?: boolean;
  readonly strategy?: string | null;
  readonly transfers?: [number, number[]][];
}

/** By the pattern as the grammar's engine asks for it. */
export type PatternTable = Readonly<Record<string, CompiledPattern>>;

/**
 * The patterns of some grammars, by their names. None here: the build puts them in (`scripts/compile-patterns.ts`), and
 * what is not in them is compiled when it is met.
 */
export const compiledPatterns: Readonly<Record<string, () => Promise<{ readonly patterns: PatternTable }>>> =
  {};
