import { openSearch } from './search-dialog.ts';

/** Makes the page's search open, by its button and by `/`: what can be found is fetched when it is asked for. */
export function offerSearch(page: Document): void {
  const button = page.querySelector<HTMLButtonElement>('.site-search-open');
  if (!button) return;
  button.hidden = false;
  const open = (): void => openSearch(button.dataset.site ?? '');
  button.addEventListener('click', open);
  page.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (key !== '/' || ctrlKey || metaKey || altKey || page.querySelector('dialog[open]')) return;
    if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]')) return;
    event.preventDefault();
    open();
  });
}
