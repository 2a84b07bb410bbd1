import type { DeckSettings } from './deck.ts';
import { type FrontMatter, isRecord } from './front-matter.ts';
import type { ProblemList } from './problem-list.ts';
import type { OwnKeys } from './settings-schema.ts';
import { isForeign } from './slidev/slide-head.ts';

/** Keys of other tools that ask for what a page must not do, or what Piste does in its own way; and what it does. */
const instead: readonly (readonly [path: readonly string[], instead: string])[] = [
  [['highlightTheme'], 'code has the colours of the page'],
  [['slides', 'highlight_theme'], 'code has the colours of the page'],
  [['preprocessor'], 'a deck is read as it is written'],
  [['slides', 'preprocess_script'], 'a deck is read as it is written'],
  [['scripts'], 'the scripts of a deck do not run'],
  [['plugins'], 'reveal.js has the plugins that it has'],
  [['template'], 'the page is made by Piste'],
  [['slides', 'template'], 'the page is made by Piste'],
];

/** Tells a deck that relies on one of these keys that it has no effect. */
export function warnOfKeysWithoutEffect(keys: OwnKeys, head: FrontMatter, problems: ProblemList): void {
  const warn = (path: readonly string[], message: string): void =>
    problems.warn(head.positionOf(path), message, `remove \`${path.join('.')}\``);
  if (keys.environment.network !== 'none')
    warn(['environment', 'network'], '`environment.network` has no effect yet: cells have no network');
  for (const [path, why] of instead) {
    if (isSet(head.data, path)) warn(path, `\`${path.join('.')}\` has no effect here: ${why}`);
  }
}

/** Tells a Slidev deck once that the look which it names is Slidev's. */
export function warnOfSlidevTheme(settings: DeckSettings, head: FrontMatter, problems: ProblemList): void {
  const { theme } = head.data;
  if (settings.dialect !== 'slidev' || typeof theme !== 'string') return;
  if (settings.theme !== undefined || theme === 'default' || theme === 'none') return;
  problems.warn(
    head.positionOf(['theme']),
    `\`${theme.slice(0, 80)}\` is a theme of Slidev: the deck has Piste's own`,
    "name one of reveal.js' themes or a CSS file beside the deck, or remove `theme`",
  );
}

/** Tells a deck that a style sheet of another host is not loaded. */
export function warnOfForeignStyles(settings: DeckSettings, head: FrontMatter, problems: ProblemList): void {
  const rows: readonly (readonly [path: string, values: readonly (string | undefined)[]])[] = [
    ['theme', [settings.theme]],
    ['css', settings.css],
  ];
  for (const [key, values] of rows) {
    for (const value of values.filter((one) => one !== undefined && isForeign(one)))
      problems.warn(
        head.positionOf(['slides', key].slice(Object.hasOwn(head.data, key) ? 1 : 0)),
        `\`${value?.slice(0, 80)}\` is on another host, from which nothing is loaded`,
        'put the style sheet beside the deck and name it there',
      );
  }
}

function isSet(data: Readonly<Record<string, unknown>>, path: readonly string[]): boolean {
  let value: unknown = data;
  for (const key of path) value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return (
    value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0)
  );
}
