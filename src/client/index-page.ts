import './theme/index.css';
import { restoreColorMode } from './color-mode.ts';
import { searchDecks } from './search-decks.ts';

restoreColorMode();
searchDecks(document);
