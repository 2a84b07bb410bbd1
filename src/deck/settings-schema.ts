import { z } from 'zod';
import { parseDurationMs, parseSizeBytes, parseTalkMs } from '../cells/quantities.ts';
import { joinTags, readDate, readLine, readPaths, readPeople, readPicture, readTags } from './about-keys.ts';
import { type DeckAbout, dialects } from './deck.ts';

const size = z
  .union([z.string(), z.number()])
  .transform((value) => parseSizeBytes(String(value)))
  .pipe(z.number({ error: 'is not a size: write it as `512M` or `1G`' }));

const duration = z
  .string()
  .transform((value) => parseDurationMs(value))
  .pipe(z.number({ error: 'is not a time: write it as `20m` or `30s`' }));

/** Of a talk: `30m`, `1h30m`, `30min` as Slidev's decks have it, `1:30:00`, or a number of minutes. */
const talkTime = z
  .union([z.string(), z.number()])
  .transform((value) => parseTalkMs(String(value)))
  .pipe(z.number({ error: 'is not a time: write it as `30m` or `1h30m`' }));

const environment = z
  .strictObject({
    packages: z.array(z.string()).default([]).describe('What is in the store before the first cell runs'),
    nixpkgs: z.string().default('pocket').describe('`pocket`, or a flake reference that the lock pins'),
    substituters: z
      .array(z.string())
      .default([])
      .describe('Where store paths of that nixpkgs come from, as `https://cache.nixos.org`'),
    'trusted-public-keys': z
      .array(z.string())
      .default([])
      .describe('Whose signatures on those store paths count'),
    network: z.enum(['none', 'substituters', 'full']).default('none').describe('What the cells can reach'),
    containers: z.boolean().default(false).describe('Whether cells may run containers of their own'),
  })
  .describe('What the cells run in');

const limits = z
  .strictObject({
    memory: size.default(512 * 1024 ** 2).describe('Memory of a session, as `512M`'),
    pids: z.number().int().min(1).max(65_536).default(256).describe('Processes of a session'),
    disk: size.default(1024 ** 3).describe('What a session may write, as `1G`'),
    cpu: z.number().positive().max(1024).default(1).describe('Cores of a session'),
    idle: duration.default(20 * 60_000).describe('How long an unused session lives, as `20m`'),
  })
  .describe('What one session may use');

const strings = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
/** reveal-md also takes several in one text: `a.css,b.css`. */
const files = z.union([
  z.string().transform((one) =>
    one
      .split(',')
      .map((path) => path.trim())
      .filter((path) => path !== ''),
  ),
  z.array(z.string()),
]);
const open = z.record(z.string(), z.unknown());
const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** A key that other tools have too, each in its own form: read as far as it is understood. */
const told = <T>(read: (value: unknown) => T, description: string) =>
  z.unknown().transform(read).optional().describe(description);

const check = z
  .strictObject({
    ignore: strings.default([]).describe('Names of lint rules that say nothing about this deck'),
    normalise: strings
      .default(['durations', 'temporary-folders', 'times'])
      .describe('Names of rules for volatile text: what they find is shown, not compared'),
  })
  .describe('What `piste check` looks at');

const toldKeys = {
  description: told(
    readLine,
    'What the deck is about, in one sentence: for lists, search engines and previews',
  ),
  summary: told(readLine, 'As `description`'),
  date: told(readDate, 'The day of the deck, as `2026-11-20`, or a time with its zone'),
  lastmod: told(readDate, 'When it was changed last, as `date`'),
  author: told(readPeople, 'Who wrote it: a name, several, or mappings with a `name`'),
  authors: told(readPeople, 'As `author`'),
  tags: told(readTags, 'What it is about, in words: a list, or one text'),
  categories: told(readTags, 'As `tags`'),
  category: told((value) => readTags([value].flat()), 'As `tags`, one of them'),
  tag: told((value) => readTags([value].flat()), 'As `tags`, one of them'),
  'post-tags': told(readTags, 'As `tags`'),
  image: told(readPicture, 'A picture of the deck: a file beside it, or an address'),
  images: told(readPicture, 'As `image`: the first of them'),
  aliases: told(readPaths, 'Paths that the deck had on a site before: they lead to it'),
};

/** Keys that were other tools' first: a key that is nearly one of these may be another of theirs. */
export const toldNames: readonly string[] = Object.keys(toldKeys);

const article = z
  .strictObject({
    notes: z
      .boolean()
      .default(false)
      .describe('Whether the speaker notes stand in the article, below their slides'),
  })
  .describe('How the deck is as a page to read');

/** The keys of a deck's front matter that mean something to us, each with its default. */
export const ownKeys = z.object({
  title: word.optional().describe('The title of the deck; else its first heading'),
  ...toldKeys,
  lang: z.string().default('en').describe('The language of the text, as `en` or `pt-BR`'),
  dialect: z.enum(dialects).optional().describe('How the text is cut into slides; else told by its marks'),
  duration: talkTime.optional().describe('How long the talk is planned to take, as `30m`'),
  environment: environment.prefault({}),
  limits: limits.prefault({}),
  check: check.prefault({}),
  article: article.prefault({}),
  // Jekyll's and Hugo's `layout: post` is theirs, not a mistake.
  layout: z.string().optional().describe('`slides` or `article`: which of them lists of decks lead to first'),
  theme: z.string().optional().describe('A reveal.js theme, or a CSS file beside the deck'),
  css: files.default([]).describe('CSS files beside the deck'),
  highlightTheme: z.string().optional().describe('The theme of highlighted code'),
  revealOptions: open.default({}).describe('Options for Reveal.initialize'),
  separator: z.string().optional().describe('Regular expression between slides'),
  verticalSeparator: z.string().optional().describe('Regular expression between vertical slides'),
  notesSeparator: z.string().optional().describe('Regular expression before speaker notes'),
  slides: z
    .looseObject({
      separator: z.string().optional().describe('As `separator`'),
      separator_vertical: z.string().optional().describe('As `verticalSeparator`'),
      separator_notes: z.string().optional().describe('As `notesSeparator`'),
      theme: z.string().optional().describe('As `theme`'),
      highlight_theme: z.string().optional().describe('As `highlightTheme`'),
      charset: z.string().optional().describe('Ours is always UTF-8'),
      prose: z
        .enum(['slides', 'notes'])
        .optional()
        .describe('Where the prose of a post goes: on its slides, or into the notes of their speaker'),
      lists: z
        .enum(['whole', 'step'])
        .optional()
        .describe('Whether the lists of a post appear as a whole, or item by item'),
    })
    .optional()
    .describe('How slides are cut and look, as mkslides writes it; of a post, what goes on them'),
  revealjs: open.optional().describe('mkslides: options for Reveal.initialize'),
  transition: z.unknown().optional().describe('Slidev: how slides change, as `slide-left` or `fade`'),
  aspectRatio: z
    .union([z.string(), z.number()])
    .optional()
    .describe('Slidev: the shape of a slide, as `16/9`'),
});

export type OwnKeys = z.output<typeof ownKeys>;

/** What the keys say of the deck to who lists it. */
export function aboutOf(keys: OwnKeys): DeckAbout {
  return {
    description: keys.description ?? keys.summary,
    date: keys.date,
    updated: keys.lastmod,
    authors: joinTags([keys.author ?? [], keys.authors ?? []]),
    tags: joinTags([
      keys.tags ?? [],
      keys.categories ?? [],
      keys.category ?? [],
      keys.tag ?? [],
      keys['post-tags'] ?? [],
    ]),
    image: keys.image ?? keys.images,
    aliases: keys.aliases ?? [],
  };
}

/** Keys that other tools give a meaning to: kept without a word. */
export const foreignKeys: ReadonlySet<string> = new Set(
  `subtitle draft cover cover-img thumbnail-img share-img permalink slug published updated weight type keywords
    series toc math mermaid comments posts new excerpt background backgroundSize class info fonts drawings
    mdc comark colorSchema highlighter lineNumbers routerMode canvasWidth themeConfig hideInToc level src clicks
    clicksStart plugins index scripts scriptPaths assetsDir cssPath template preprocessor favicon paginate marp size
    header footer style headingDivider addons titleTemplate presenter browserExporter download exportFilename export
    twoslash monaco monacoTypesSource monacoTypesAdditionalPackages monacoRunAdditionalDeps remoteAssets selectable
    record contextMenu wakeLock overviewSnapshots plantUmlServer defaults htmlAttrs duration timer seoMeta
    layoutClass url hide disabled routeAlias zoom preload dragPos absoluteUrl featuredSlide listingTemplate glob host
    port watch staticDir staticDirs separatorCharset mermaidOptions sitemap params menu outputs showToc resources
    canonicalURL cascade`
    .split(/\s+/)
    .filter((key) => key !== ''),
);
