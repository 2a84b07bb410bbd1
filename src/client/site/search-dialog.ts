import { excerptOf } from '../../search/excerpt.ts';
import type { Found, SiteIndex } from '../../search/open-index.ts';
import type { SearchDeck } from '../../search/search-entry.ts';
import { spoken } from '../words.ts';

const mostShown = 30;
const listId = 'site-search-results';

/** Opens the search of the site whose folder is at `up`, over the page. */
export function openSearch(up: string): void {
  const found = document.querySelector<HTMLDialogElement>('dialog.site-search');
  const dialog = found ?? layDialog(up);
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.select();
}

function layDialog(up: string): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'site-search';
  dialog.setAttribute('aria-label', spoken.say('site.search'));
  const { field, close, bar } = fieldBar();
  const status = document.createElement('p');
  status.className = 'status';
  status.setAttribute('role', 'status');
  const list = document.createElement('div');
  list.id = listId;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', spoken.say('site.results'));
  const hint = document.createElement('p');
  hint.className = 'keys';
  hint.textContent = spoken.say('site.keys');
  dialog.append(bar, status, list, hint);
  document.body.append(dialog);
  listen(dialog, field, list, status, up);
  close.addEventListener('click', () => dialog.close());
  return dialog;
}

function fieldBar() {
  const bar = document.createElement('div');
  bar.className = 'bar';
  const field = document.createElement('input');
  // A search field's own Esc would only empty it.
  field.type = 'text';
  field.inputMode = 'search';
  field.enterKeyHint = 'go';
  field.spellcheck = false;
  field.autocapitalize = 'none';
  field.autocomplete = 'off';
  field.placeholder = spoken.say('site.searchHint');
  const about = {
    role: 'combobox',
    'aria-label': spoken.say('site.searchWords'),
    'aria-autocomplete': 'list',
    'aria-controls': listId,
    'aria-expanded': 'false',
  };
  for (const [name, value] of Object.entries(about)) field.setAttribute(name, value);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'close';
  close.setAttribute('aria-label', spoken.say('site.close'));
  bar.append(field, close);
  return { field, close, bar };
}

function listen(
  dialog: HTMLDialogElement,
  field: HTMLInputElement,
  list: HTMLElement,
  status: HTMLElement,
  up: string,
): void {
  let index: SiteIndex | undefined;
  let chosen: HTMLElement | undefined;

  const choose = (option: HTMLElement | null | undefined): void => {
    chosen?.removeAttribute('aria-selected');
    chosen = option ?? undefined;
    chosen?.setAttribute('aria-selected', 'true');
    if (chosen) field.setAttribute('aria-activedescendant', chosen.id);
    else field.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  };
  const show = (): void => {
    const query = field.value.trim();
    const found = index === undefined || query === '' ? [] : index.find(query);
    const decks = index?.decks ?? [];
    list.replaceChildren(...found.slice(0, mostShown).map((one, row) => rowOf(one, row, decks, up)));
    list.scrollTop = 0;
    field.setAttribute('aria-expanded', String(found.length > 0));
    status.textContent = index === undefined || query === '' ? '' : tellCount(found.length);
    choose(list.querySelector<HTMLElement>('.entry'));
  };
  const move = (by: number): void => {
    const rows = [...list.children];
    const at = rows.findIndex((row) => chosen !== undefined && row.contains(chosen));
    const next = rows[(at + by + rows.length) % rows.length];
    choose(next?.querySelector<HTMLElement>('.entry'));
  };
  const aside = (which: '.entry' | '.on-slides'): boolean => {
    const other = chosen?.parentElement?.querySelector<HTMLElement>(which);
    if (!other || other === chosen) return false;
    choose(other);
    return true;
  };
  const atEnd = (): boolean => field.selectionStart === field.value.length;

  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const { key } = event;
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(-1);
    else if (key === 'Enter') chosen?.click();
    else if (
      !((key === 'ArrowRight' && atEnd() && aside('.on-slides')) || (key === 'ArrowLeft' && aside('.entry')))
    )
      return;
    event.preventDefault();
  });
  // A place of this very page: nothing else would take the list away.
  list.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  status.textContent = spoken.say('site.searching');
  import('./load-index.ts')
    .then(({ loadIndex }) => loadIndex(up))
    .then(
      (loaded) => {
        index = loaded;
        show();
      },
      () => {
        status.textContent = spoken.say('site.noIndex');
      },
    );
}

function tellCount(count: number): string {
  if (count === 0) return spoken.say('site.none');
  return count > mostShown
    ? spoken.say('site.more', { count: mostShown, all: count })
    : spoken.count('site.found', count);
}

/** What was found, and beside it the same on the slides: two choices of one list. */
function rowOf({ entry, terms }: Found, row: number, decks: readonly SearchDeck[], up: string): HTMLElement {
  const deck = decks[entry.d];
  const place = document.createElement('div');
  place.className = 'row';
  place.setAttribute('role', 'presentation');
  const option = optionTo(`${up}${deck?.article ?? ''}#${encodeURIComponent(entry.i)}`, `${listId}-${row}`);
  option.className = 'entry';
  const lang = deck?.lang ?? '';
  const part = (name: string, text: string): HTMLElement => {
    const element = document.createElement('span');
    element.className = name;
    element.lang = lang;
    element.append(...marked(text, terms));
    return element;
  };
  option.append(part('heading', entry.h), ' ');
  if (deck && deck.title !== entry.h) {
    const of = part('of', '');
    of.textContent = deck.title;
    option.append(of, ' ');
  }
  if (entry.t !== '') option.append(part('excerpt', entry.t));
  place.append(option);
  if (deck && entry.s !== '') {
    const slide = optionTo(`${up}${deck.slides}${entry.s}`, `${listId}-${row}-slide`);
    slide.className = 'on-slides';
    slide.setAttribute('aria-label', spoken.say('site.onSlidesOf', { title: entry.h }));
    slide.title = spoken.say('site.onSlides');
    place.append(slide);
  }
  return place;
}

function optionTo(href: string, id: string): HTMLAnchorElement {
  const option = document.createElement('a');
  option.href = href;
  option.id = id;
  option.tabIndex = -1;
  option.setAttribute('role', 'option');
  return option;
}

function marked(text: string, terms: ReadonlySet<string>): readonly (Node | string)[] {
  return excerptOf(text, terms).map((piece) => {
    if (!piece.marked) return piece.text;
    const mark = document.createElement('mark');
    mark.textContent = piece.text;
    return mark;
  });
}
