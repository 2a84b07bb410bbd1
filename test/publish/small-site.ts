import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BuildOptions, build } from '../../src/commands/build.ts';
import { DeckError } from '../../src/errors.ts';

/** Files of decks, by their paths, in a folder of their own, and the sites that are built of them. */
export function smallSite(files: Readonly<Record<string, string>>) {
  const dir = mkdtempSync(join(tmpdir(), 'piste-site-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, 'decks', path)), { recursive: true });
    writeFileSync(join(dir, 'decks', path), text);
  }
  const folder = join(dir, 'site');
  return {
    folder,
    decks: join(dir, 'decks'),
    has: (path: string) => existsSync(join(folder, path)),
    read: (path: string) => readFileSync(join(folder, path), 'utf8'),
    build: (options: Partial<BuildOptions> = {}) =>
      build({
        paths: [join(dir, 'decks')],
        folder,
        base: undefined,
        notes: true,
        force: false,
        onWarning: () => {},
        ...options,
      }),
    /** What a build says of the decks that it refuses: `talk:3:1: the message; the mend`. */
    async refusal(): Promise<readonly string[]> {
      const error = await this.build().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof DeckError)) throw error ?? new Error('it was built');
      return error.problems.map(
        ({ file, line, column, message, mend }) =>
          `${file.split('/').at(-2)}:${line}:${column}: ${message}; ${mend}`,
      );
    },
    remove: () => rmSync(dir, { recursive: true }),
  };
}
