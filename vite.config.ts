import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';
import { classicBuilds, classicScripts } from './scripts/classic-build.ts';
import { compilePatterns } from './scripts/compile-patterns.ts';
import { emojiFaces, emojiSheet } from './scripts/emoji-faces.ts';
import { oneMarkdownIt, programBuild, programFiles } from './scripts/program-build.ts';

const pages = ['slides', 'article', 'workshop', 'index', 'remote', 'math', 'emoji'];

/** KaTeX names each of its fonts in three formats, of which every browser that we build for takes the first. */
const woff2Only: Plugin = {
  name: 'woff2-only',
  generateBundle(_options, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (/\/KaTeX_[^/]*\.(?:woff|ttf)$/.test(name)) delete bundle[name];
      else if (name === 'math.css' && file.type === 'asset')
        file.source = String(file.source).replace(/,\s*url\([^)]*\)\s*format\("(?:woff|truetype)"\)/g, '');
    }
  },
};

/**
 * Builds what runs in the browser. Pages are made on the server and name `slides.js`, `slides.css` and so on by
 * hand, so entries keep their names; everything that they pull in carries a hash and may be cached for ever.
 */
const clientBuild: EnvironmentOptions = {
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The page's policy refuses fonts and scripts from data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Mermaid has parts that large; they are fetched for their kind of diagram only.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      input: {
        slides: 'src/client/slides.ts',
        article: 'src/client/article.ts',
        workshop: 'src/client/workshop.ts',
        index: 'src/client/index-page.ts',
        remote: 'src/client/remote.ts',
        // Only pages with formulas link it.
        math: 'src/client/theme/math.css',
        // And those with emoji this one.
        emoji: emojiSheet,
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: ({ names }) =>
          pages.some((page) => names.includes(`${page}.css`))
            ? '[name][extname]'
            : 'files/[name]-[hash][extname]',
      },
    },
  },
};

export default defineConfig({
  // Relative, so that the same files serve `/assets/` and a static site in any folder.
  base: './',
  publicDir: false,
  plugins: [classicScripts, emojiFaces, woff2Only, oneMarkdownIt, compilePatterns, programFiles],
  builder: {},
  environments: { client: clientBuild, ...classicBuilds, program: programBuild },
});
