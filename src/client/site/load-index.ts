import { openIndex, type SiteIndex } from '../../search/open-index.ts';
import type { SearchData } from '../../search/packed-index.ts';
import { searchGlobal } from '../../search/search-entry.ts';
import { isObject } from '../page-config.ts';

/** Fetches what can be found on the site whose folder is at `up`; rejects where it cannot be had. */
export const loadIndex = async (up: string): Promise<SiteIndex> => openIndex(await fetchData(up));

/** A script and no data: a page that is opened as a file may fetch nothing. */
function fetchData(up: string): Promise<SearchData> {
  return new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = `${up}search-index.js`;
    script.addEventListener('load', () => {
      const data: unknown = Reflect.get(globalThis, searchGlobal);
      if (isSearchData(data)) done(data);
      else fail(new Error('no index'));
    });
    script.addEventListener('error', () => fail(new Error('no index')));
    document.head.append(script);
  });
}

function isSearchData(value: unknown): value is SearchData {
  return isObject(value) && Array.isArray(value.decks) && isObject(value.index);
}
