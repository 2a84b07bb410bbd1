import type { Words } from './phrases.ts';

/** The same in German. */
export const german: Words = {
  'index.title': 'Vorträge',
  'index.none': 'Hier gibt es keine Vorträge.',
  'index.slides': 'Folien',
  'index.article': 'Artikel',
  'slides.one': '{count} Folie',
  'slides.other': '{count} Folien',
  'cells.one': '{count} Zelle',
  'cells.other': '{count} Zellen',
};
