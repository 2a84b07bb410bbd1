import './theme/index.css';
import { restoreColorMode } from './color-mode.ts';
import { searchDecks } from './search-decks.ts';
import { offerSearch } from './site/site-search.ts';
import { filterByTags } from './site/tag-filter.ts';

restoreColorMode();
searchDecks(document);
offerSearch(document);
filterByTags(document);
