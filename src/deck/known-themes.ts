import { nearestWord } from '../cells/nearest-word.ts';
import type { DeckSettings } from './deck.ts';
import type { FrontMatter } from './front-matter.ts';
import type { ProblemList } from './problem-list.ts';

/** reveal.js's own themes, by their names. */
export const revealThemes = [
  'beige',
  'black',
  'black-contrast',
  'blood',
  'dracula',
  'league',
  'moon',
  'night',
  'serif',
  'simple',
  'sky',
  'solarized',
  'white',
  'white-contrast',
] as const;

const known: readonly string[] = [...revealThemes, 'piste', 'light', 'dark'];

/** Tells a deck of reveal.js's kind that names a theme which is none: it is shown in ours. Other tools' are theirs. */
export function warnOfUnknownTheme(settings: DeckSettings, head: FrontMatter, problems: ProblemList): void {
  const { theme, dialect } = settings;
  if (theme === undefined || theme.endsWith('.css') || known.includes(theme)) return;
  if (dialect !== 'reveal' && dialect !== 'mkslides') return;
  const path = dialect === 'mkslides' ? ['slides', 'theme'] : ['theme'];
  const near = nearestWord(theme, known);
  problems.warn(
    head.positionOf(path),
    `no theme is called \`${theme}\`: the deck is shown in Piste's own`,
    near === undefined
      ? `name a CSS file beside the deck, or one of ${revealThemes.join(', ')}`
      : `did you mean \`${near}\`?`,
  );
}
