/** Makes the field above a long list of decks find them by their words; `/` goes to it, Enter opens the first. */
export function searchDecks(page: Document): void {
  const place = page.querySelector<HTMLElement>('.search');
  const field = place?.querySelector('input');
  const said = place?.querySelector('[role="status"]');
  if (!place || !field || !said) return;
  const cards = [...page.querySelectorAll<HTMLElement>('.decks > li')];
  const texts = cards.map((card) => plain(`${card.textContent} ${card.dataset.deck ?? ''}`));
  place.hidden = false;
  const find = (): void => {
    const words = plain(field.value).split(/\s+/);
    cards.forEach((card, index) => {
      card.hidden = !words.every((word) => texts[index]?.includes(word));
    });
    const count = cards.filter((card) => !card.hidden).length;
    said.textContent = field.value.trim() === '' ? '' : `${count} of ${cards.length}`;
  };
  field.addEventListener('input', find);
  field.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter')
      cards
        .find((card) => !card.hidden)
        ?.querySelector('a')
        ?.click();
    if (key === 'Escape') {
      field.value = '';
      find();
    }
  });
  page.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target === field || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
  // The browser may have kept what was typed before the page was left.
  find();
}

/** Letters without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
