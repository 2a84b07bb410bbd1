import { decoded } from '../../html/decoded.ts';

/** Makes the tags of a list of decks show what has them: each has an address of its own, `#tag=nix`. */
export function filterByTags(page: Document): void {
  const all = page.querySelector<HTMLElement>('.all-tags');
  if (!all) return;
  const links = [...all.querySelectorAll<HTMLAnchorElement>('a')];
  const cards = [...page.querySelectorAll<HTMLElement>('.decks > li')];
  all.hidden = false;
  for (const item of page.querySelectorAll<HTMLElement>('.tags > li')) {
    const link = page.createElement('a');
    link.href = `#tag=${encodeURIComponent(item.textContent ?? '')}`;
    link.append(...item.childNodes);
    item.append(link);
  }
  const show = (): void => {
    const wanted = tagIn(location.hash);
    const known = links.find(({ dataset }) => same(dataset.tag, wanted));
    for (const link of links) {
      if (link === known || (known === undefined && link.dataset.tag === undefined))
        link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    for (const card of cards)
      card.hidden = known !== undefined && !tagsOf(card).some((tag) => same(tag, wanted));
  };
  window.addEventListener('hashchange', show);
  show();
}

function tagIn(hash: string): string | undefined {
  const [, tag] = /^#tag=(.+)$/.exec(hash) ?? [];
  return tag === undefined ? undefined : decoded(tag);
}

function tagsOf({ dataset }: HTMLElement): readonly string[] {
  const tags: unknown = JSON.parse(dataset.tags ?? '[]');
  return Array.isArray(tags) ? tags.map(String) : [];
}

const same = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase();
