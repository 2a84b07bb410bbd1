import { decoded } from '../../html/decoded.ts';

/** From here on the list of contents stands beside the text: as in theme/contents.css. */
const wide = '(min-width: 1180px)';
/** What stands this far below the bar has been reached. */
const reachPx = 56;

/** Marks in the list of contents where the reader is, and opens it where there is room or the reader asks for it. */
export function followContents(): { readonly refresh: () => void } {
  let links: readonly HTMLAnchorElement[] = [];
  let places: readonly HTMLElement[] = [];
  let asked = false;
  const query = matchMedia(wide);

  const refresh = (): void => {
    const known = contents()?.querySelectorAll<HTMLAnchorElement>('ol a[href^="#"]') ?? [];
    const found = [...known].flatMap((link) => {
      const place = document.getElementById(decoded(link.hash.slice(1)));
      return place ? [{ link, place }] : [];
    });
    links = found.map(({ link }) => link);
    places = found.map(({ place }) => place);
    unfold();
    mark();
  };
  const unfold = (): void => {
    const fold = contents()?.querySelector('details');
    if (!fold) return;
    if (query.matches) fold.open = true;
    fold.querySelector('summary')?.setAttribute('tabindex', query.matches ? '-1' : '0');
  };
  const mark = (): void => {
    asked = false;
    showRead();
    const index = current(places);
    for (const [at, link] of links.entries()) {
      if (at === index) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
    const here = contents()?.querySelector('.contents-here');
    const name = links[index]?.textContent ?? '';
    if (here && here.textContent !== name) here.textContent = name;
    if (query.matches) keepInView(links[index]);
  };
  const ask = (): void => {
    if (!asked) requestAnimationFrame(mark);
    asked = true;
  };

  window.addEventListener('scroll', ask, { passive: true });
  window.addEventListener('resize', ask, { passive: true });
  window.addEventListener('hashchange', ask);
  query.addEventListener('change', () => {
    const fold = contents()?.querySelector('details');
    if (fold && !query.matches) fold.open = false;
    unfold();
    mark();
  });
  foldAway(() => !query.matches);
  refresh();
  return { refresh };
}

const contents = (): HTMLElement | null => document.querySelector('.contents');

/** The last heading that has come up to the reader; at the end of the page the one asked for, or the last. */
function current(places: readonly HTMLElement[]): number {
  const root = document.documentElement;
  const padding = Number.parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;
  const limit = padding + reachPx;
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const top = places[middle]?.getBoundingClientRect().top ?? 0;
    if (top <= limit) low = middle + 1;
    else high = middle;
  }
  const isAtEnd = window.scrollY > 0 && window.scrollY + window.innerHeight >= root.scrollHeight - 2;
  if (!isAtEnd) return low - 1;
  const wanted = places.findIndex(({ id }) => id === decoded(window.location.hash.slice(1)));
  return wanted >= low ? wanted : places.length - 1;
}

/** On a phone the list lies over the text, and goes when a part is chosen, or something else is. */
function foldAway(isOver: () => boolean): void {
  const open = (): HTMLDetailsElement | null =>
    isOver() ? document.querySelector<HTMLDetailsElement>('.contents details[open]') : null;
  document.addEventListener('click', ({ target }) => {
    const fold = open();
    if (!fold || !(target instanceof Element)) return;
    if (!fold.contains(target) || target.closest('.contents ol a')) fold.open = false;
  });
  // Before the keys of cells, of which Esc is one.
  window.addEventListener(
    'keydown',
    (event) => {
      const fold = event.key === 'Escape' ? open() : null;
      if (!fold) return;
      event.stopPropagation();
      fold.open = false;
      fold.querySelector('summary')?.focus();
    },
    true,
  );
}

/** The list scrolls by itself, never the page with it. */
function keepInView(link: HTMLElement | undefined): void {
  const box = contents();
  if (!link || !box || box.scrollHeight <= box.clientHeight) return;
  const [place, frame] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
  if (place.top >= frame.top + 40 && place.bottom <= frame.bottom - 40) return;
  box.scrollTop += place.top - frame.top - frame.height / 3;
}

/** How far one has read, for browsers whose style sheets cannot tell. */
function showRead(): void {
  if (CSS.supports('animation-timeline: scroll()')) return;
  const root = document.documentElement;
  const length = root.scrollHeight - window.innerHeight;
  root.style.setProperty('--read', String(length > 0 ? Math.min(1, window.scrollY / length) : 0));
}
