/** What Slidev reads of a single slide's front matter. */
export const slideKeys: ReadonlySet<string> = new Set(
  `layout layoutClass class background backgroundSize image url transition clicks clicksStart hide disabled src level
  title name routeAlias zoom preload dragPos hideInToc color align columns caption heading download page info`
    .split(/\s+/)
    .filter((key) => key !== ''),
);

/** Keys of a deck's head that no other tool has: they tell that it is Slidev's. */
export const deckKeys: readonly string[] = [
  'drawings',
  'mdc',
  'comark',
  'addons',
  'themeConfig',
  'colorSchema',
  'routerMode',
  'canvasWidth',
  'highlighter',
  'monaco',
  'twoslash',
  'plantUmlServer',
];
