import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EnvironmentOptions, Plugin } from 'vite';

/** What is found at run time where npm has put it: too large to be read whole, or asked for by its place. */
const leftToNpm = [
  /^playwright-core/,
  /^@viz-js\/viz/,
  /^node-sqlite3-wasm/,
  /^katex/,
  /^@shikijs\/(?:langs|themes)/,
  // What these packages can do without.
  /^(?:fsevents|bufferutil|utf-8-validate)$/,
];

/** The command line in few files: a start reads and links some ten of them, and not four hundred. */
export const programBuild: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    ssr: true,
    // `environment/places.ts` finds the project two folders above itself, in `src/` and here.
    outDir: 'dist/program',
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node20.19',
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { cli: 'src/cli.ts' },
      external: leftToNpm,
      // Grammars take a while.
      checks: { pluginTimings: false },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

const required = '\0required-markdown-it';

/** What `markdown-it-attrs` requires is the markdown-it that we import, and not the same once more in another form. */
export const oneMarkdownIt: Plugin = {
  name: 'one-markdown-it',
  enforce: 'pre',
  resolveId: (source, importer = '') =>
    source === 'markdown-it' && importer.includes('/markdown-it-attrs/') ? required : undefined,
  load: (id) =>
    id === required
      ? `module.exports = require(${JSON.stringify(fileURLToPath(import.meta.resolve('markdown-it')))}).default;`
      : undefined,
};

const keptMs = 86_400_000;

/** Writes `dist/cli.js`, and removes earlier builds: not at once, for a talk that is running reads its parts as it goes. */
export const programFiles: Plugin = {
  name: 'program-files',
  async writeBundle({ dir = '' }, bundle) {
    if (this.environment.name !== 'program') return;
    await writeFile(join(dirname(dir), 'cli.js'), "#!/usr/bin/env node\nawait import('./program/cli.js');\n");
    for (const name of await readdir(dir)) {
      const file = join(dir, name);
      if (!Object.hasOwn(bundle, name) && Date.now() - (await stat(file)).mtimeMs > keptMs) await rm(file);
    }
  },
};
