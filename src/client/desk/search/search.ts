import '../../theme/search.css';
import type { RevealApi } from 'reveal.js';
import { findSlides, placesOf, type SlideText, wordsOf } from './find-words.ts';

const mostShown = 60;
const highlightName = 'piste-search';

/** Opens the search: a list of slides with the words that are typed; `typed` were, while it was fetched. */
export function openSearch(reveal: RevealApi, typed: string): void {
  if (document.querySelector('dialog.search')) return;
  const sections: HTMLElement[] = reveal.getSlides();
  const texts = sections.map(slideText);
  const dialog = document.createElement('dialog');
  dialog.className = 'search';
  dialog.setAttribute('aria-label', 'Search');
  const field = dialog.appendChild(document.createElement('input'));
  // A search field's own Esc would only empty it.
  field.type = 'text';
  field.inputMode = 'search';
  field.placeholder = 'Words on slides, in code and outputs';
  field.setAttribute('aria-label', 'Words to find');
  field.spellcheck = false;
  const told = dialog.appendChild(document.createElement('p'));
  told.setAttribute('role', 'status');
  const list = dialog.appendChild(document.createElement('ol'));
  let chosen = 0;

  const choose = (index: number): void => {
    const items = [...list.children];
    if (items.length === 0) return;
    chosen = (index + items.length) % items.length;
    for (const [at, item] of items.entries()) item.toggleAttribute('data-chosen', at === chosen);
    items[chosen]?.scrollIntoView({ block: 'nearest' });
  };
  const go = (): void => {
    const section = sections[Number(list.children[chosen]?.getAttribute('data-slide') ?? -1)];
    dialog.close();
    if (!section) return;
    const { h, v } = reveal.getIndices(section);
    reveal.slide(h, v);
    highlight(section, wordsOf(field.value));
  };
  const find = (): void => {
    const found = findSlides(texts, field.value);
    told.textContent =
      field.value.trim() === ''
        ? ''
        : `${found.length === 0 ? 'No' : found.length} slide${found.length === 1 ? '' : 's'}`;
    list.replaceChildren(
      ...found.slice(0, mostShown).map(({ index, excerpt }, at) => {
        const item = document.createElement('li');
        item.dataset.slide = String(index);
        const button = item.appendChild(document.createElement('button'));
        button.type = 'button';
        button.tabIndex = -1;
        const number = button.appendChild(document.createElement('span'));
        number.className = 'number';
        number.textContent = String(index + 1);
        button.appendChild(document.createElement('strong')).textContent = texts[index]?.title ?? '';
        const line = button.appendChild(document.createElement('span'));
        line.className = 'excerpt';
        excerpt.forEach((part, turn) => {
          if (turn % 2 === 0) line.append(part);
          else line.appendChild(document.createElement('mark')).textContent = part;
        });
        button.addEventListener('click', () => {
          choose(at);
          go();
        });
        return item;
      }),
    );
    choose(0);
  };
  field.addEventListener('input', find);
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'Enter') go();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', ({ target }) => {
    // A click beside the sheet lands on the dialog itself.
    if (target === dialog) dialog.close();
  });
  highlight(undefined, []);
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  field.value = typed;
  find();
}

/** What a slide shows: its text, its code and its outputs; not the notes, for an audience looks on. */
function slideText(section: HTMLElement): SlideText {
  const copy = section.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return { title: '', text: '' };
  for (const gone of copy.querySelectorAll('aside.notes, .cell-bar, button, .katex-html, script, style'))
    gone.remove();
  for (const block of copy.querySelectorAll('p, li, h1, h2, h3, h4, h5, h6, pre, td, th, .line, div'))
    block.append(' ');
  const text = (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
  const title = copy.querySelector('h1, h2, h3, h4, h5, h6')?.textContent?.trim();
  return { title: title || text.slice(0, 60), text };
}

/** Marks words on a slide without touching it; no section takes the marks away. */
function highlight(section: HTMLElement | undefined, words: readonly string[]): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(highlightName);
  if (!section || words.length === 0) return;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest('aside.notes, .cell-bar')) continue;
    for (const [from, to] of placesOf(node.nodeValue ?? '', words)) {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  CSS.highlights.set(highlightName, new Highlight(...ranges));
}
