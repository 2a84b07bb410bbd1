import type { SearchAddon } from '@xterm/addon-search';
import { spoken } from '../words.ts';

/** A small box to search in a terminal; Enter goes on, Shift+Enter goes back, Esc closes. */
export function openTerminalSearch(host: HTMLElement, search: SearchAddon, closed: () => void): void {
  const old = host.querySelector<HTMLInputElement>('.terminal-search input');
  if (old) {
    old.select();
    return;
  }
  const box = document.createElement('div');
  box.className = 'terminal-search';
  const input = box.appendChild(document.createElement('input'));
  input.type = 'search';
  input.placeholder = spoken.say('terminal.search');
  input.setAttribute('aria-label', spoken.say('terminal.searchLabel'));
  const find = (back: boolean): void => {
    const found = back ? search.findPrevious(input.value) : search.findNext(input.value);
    input.toggleAttribute('data-missing', input.value !== '' && !found);
  };
  const close = (): void => {
    box.remove();
    search.clearDecorations();
    closed();
  };
  input.addEventListener('input', () => {
    input.toggleAttribute(
      'data-missing',
      input.value !== '' && !search.findNext(input.value, { incremental: true }),
    );
  });
  input.addEventListener('keydown', (event) => {
    // Nothing typed here is for the program or for the slides.
    event.stopPropagation();
    if (event.key === 'Enter') find(event.shiftKey);
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  });
  host.append(box);
  input.focus();
}
