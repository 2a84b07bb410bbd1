/**
 * What our pages say to their readers, in English. A word in braces is filled in; of a word that is counted there is one
 * entry for each plural form of its language, as `Intl.PluralRules` names them.
 */
export const english = {
  'index.title': 'Decks',
  'index.none': 'There are no decks here.',
  'index.slides': 'Slides',
  'index.article': 'Article',
  'slides.one': '{count} slide',
  'slides.other': '{count} slides',
  'cells.one': '{count} cell',
  'cells.other': '{count} cells',
} as const;
