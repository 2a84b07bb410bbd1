import { fileURLToPath } from 'node:url';
import type { EnvironmentOptions, Plugin } from 'vite';

/**
 * The pages' scripts a second time, each in one file that is no module: browsers start no modules in a page that is
 * opened as a file, and a page that is one file has nothing beside it to import.
 */
const scripts = {
  slides: 'src/client/slides.ts',
  article: 'src/client/article.ts',
  index: 'src/client/index-page.ts',
  diagrams: 'src/client/classic/diagrams.ts',
} as const;

const isClassic = (name: string): boolean => name.startsWith('classic');

const buildOf = (name: keyof typeof scripts): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    outDir: 'dist/client/classic',
    emptyOutDir: false,
    copyPublicDir: false,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 6000,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { [name]: scripts[name] },
      output: { format: 'es', codeSplitting: false, entryFileNames: '[name].js' },
    },
  },
});

export const classicBuilds: Readonly<Record<string, EnvironmentOptions>> = {
  classicSlides: buildOf('slides'),
  classicArticle: buildOf('article'),
  classicIndex: buildOf('index'),
  classicDiagrams: buildOf('diagrams'),
};

const stand = (file: string): string =>
  fileURLToPath(new URL(`../src/client/classic/${file}`, import.meta.url));

/** What takes the place of what such a script cannot load, or never will: parts of pages that only a server has. */
const instead: readonly (readonly [RegExp, string])[] = [
  [/\/mermaid-draw\.ts$/, stand('diagrams-by-script.ts')],
  [/\/(?:terminal-view|lay-table|seat|codes)\.ts$/, stand('not-here.ts')],
];

const noStyle = '\0no-style';

export const classicScripts: Plugin = {
  name: 'classic-scripts',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => isClassic(name),
  resolveId(source) {
    // Their sheets are there already.
    if (source.endsWith('.css')) return noStyle;
    if (this.environment.name === 'classicDiagrams') return undefined;
    return instead.find(([pattern]) => pattern.test(source))?.[1];
  },
  load: (id) => (id === noStyle ? '' : undefined),
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      // A module may wait before it goes on, which a script may only in a function; and it knows its own address, which
      // vite asks for where parts are loaded late: here none are.
      const code = file.code.trimEnd().replaceAll('import.meta', '({url:location.href})');
      file.code = `(async()=>{"use strict";${code}\n})();\n`;
    }
  },
};
