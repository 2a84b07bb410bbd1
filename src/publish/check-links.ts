import { readFile } from 'node:fs/promises';
import { nearestWord } from '../cells/nearest-word.ts';
import type { Deck } from '../deck/deck.ts';
import { createProblemList } from '../deck/problem-list.ts';
import { normaliseText } from '../deck/source-text.ts';
import type { Problem } from '../errors.ts';
import { type DeckLink, deckLinksOf, type LinkRule } from '../links/deck-links.ts';
import { type NoPlace, type PagePlaces, whyNoPlace } from '../links/why-no-place.ts';
import { whyOutside } from '../links/why-outside.ts';
import type { PageFacts } from './page-facts.ts';

/** A deck of a site, with what its pages have. */
export interface LinkedDeck {
  readonly deck: Deck;
  readonly facts: PageFacts;
  readonly locate: (path: string) => Promise<string | undefined>;
}

/** Why a link is dead, and the name under which that can be silenced. */
interface Dead extends NoPlace {
  readonly rule: LinkRule;
  /** The page is whole without it, as it says itself what it does not show. */
  readonly isBearable?: boolean;
}

/**
 * Links that lead to no deck of this site, to no place on its pages, or to no file, and files that pages lack: errors, by the
 * places of their decks. What pages would load from other hosts is a warning.
 */
export async function linkProblems(decks: readonly LinkedDeck[]): Promise<readonly Problem[]> {
  const byName = new Map(decks.map((one) => [one.deck.name, one]));
  const found = await Promise.all(decks.map((one) => problemsOf(one, byName)));
  return found.flat();
}

async function problemsOf(
  from: LinkedDeck,
  decks: ReadonlyMap<string, LinkedDeck>,
): Promise<readonly Problem[]> {
  const dead = await Promise.all(
    from.facts.links.map(async (link) => ({ link, wrong: await whyDead(link, from, decks) })),
  );
  return problemsWith(from.deck, dead, 'error');
}

/** Files that a deck's pages would load and that are not to be had: warnings, for pages that are made without them. */
export async function missingFiles(deck: Deck, locate: LinkedDeck['locate']): Promise<readonly Problem[]> {
  const links = deckLinksOf(deck, await readFile(deck.file, 'utf8')).filter(({ use }) => use === 'file');
  const missing = await Promise.all(
    links.map(async (link) => ({ link, wrong: await whyNotLoaded(link, locate) })),
  );
  return problemsWith(deck, missing, 'warn');
}

async function problemsWith(
  deck: Deck,
  links: readonly { readonly link: DeckLink; readonly wrong: Dead | undefined }[],
  tell: 'error' | 'warn',
): Promise<readonly Problem[]> {
  const wrongs = links.flatMap(({ link, wrong }) =>
    wrong === undefined || link.silenced.includes(wrong.rule) ? [] : [{ link, wrong }],
  );
  if (wrongs.length === 0) return [];
  const text = await readFile(deck.file, 'utf8').catch(() => '');
  const problems = createProblemList(deck.file, normaliseText(text));
  for (const { link, wrong } of wrongs) {
    const { use, address, line, column } = link;
    const what = use === 'file' ? `\`${address}\` cannot be loaded` : `the link \`${address}\` leads nowhere`;
    const message = `${what}: ${wrong.why} [${wrong.rule}]`;
    problems[wrong.isBearable ? 'warn' : tell]({ line, column }, message, wrong.mend);
  }
  return problems.all();
}

async function whyDead(
  link: DeckLink,
  from: LinkedDeck,
  decks: ReadonlyMap<string, LinkedDeck>,
): Promise<Dead | undefined> {
  const { use, address, to } = link;
  if (use === 'file') return whyNotLoaded(link, from.locate);
  if (to.to === 'web') return undefined;
  if (to.to === 'slides') return deadPlace(to.fragment, placesOnSlides(from));
  if (to.to === 'article') return deadPlace(to.fragment, placesInArticle(from));
  if (to.to === 'file')
    return (await from.locate(to.path)) === undefined ? whyNoFile(to.path, decks) : undefined;
  const other = decks.get(to.name);
  if (other === undefined) {
    // Another page of the same host, of which nothing is known here.
    if (address.trim().startsWith('/')) return undefined;
    return whyNoDeck(to.name, decks);
  }
  if (to.path === '') return deadPlace(to.fragment, placesOnSlides(other));
  if (to.path === 'article') return deadPlace(to.fragment, placesInArticle(other));
  return deadLink('it leaves the folder of the deck', `link to the deck's page, \`../${to.name}/\``);
}

/** What is loaded by a path from the root may be another page's of the same host. */
async function whyNotLoaded(
  { address, to }: DeckLink,
  locate: LinkedDeck['locate'],
): Promise<Dead | undefined> {
  const rule = 'missing-file';
  const outside = whyOutside(to);
  if (outside && !(to.to === 'deck' && address.trim().startsWith('/')))
    return { rule, ...outside, isBearable: to.to === 'web' };
  if (to.to !== 'file' || (await locate(to.path)) !== undefined) return undefined;
  return { rule, why: whyNoAsset, mend: 'put the file into the folder of the deck, or mend the path' };
}

const whyNoAsset = 'there is no file beside the deck that a page may have by that name';

const deadLink = (why: string, mend: string): Dead => ({ rule: 'dead-link', why, mend });

function deadPlace(fragment: string, places: PagePlaces): Dead | undefined {
  const wrong = whyNoPlace(fragment, places);
  return wrong && { rule: 'dead-anchor', ...wrong };
}

function whyNoDeck(name: string, decks: ReadonlyMap<string, LinkedDeck>): Dead {
  const near = nearestWord(name, [...decks.keys()]);
  return deadLink(
    'no deck of this site has that name',
    near === undefined
      ? 'build that deck together with this one, or write the address where it is published'
      : `did you mean \`../${near}/\`?`,
  );
}

function whyNoFile(path: string, decks: ReadonlyMap<string, LinkedDeck>): Dead {
  const [, name] = /^([^/]+)\.md$/.exec(path) ?? [];
  if (name !== undefined && decks.has(name))
    return deadLink('a page gets no Markdown files', `write \`../${name}/\`, which is the page of that deck`);
  if (path === 'article.html') return deadLink('there is no such file beside the deck', 'write `article`');
  return deadLink(whyNoAsset, 'put the file into the folder of the deck, or mend the path');
}

const shown = (ids: readonly string[]): PagePlaces['ids'] => new Map(ids.map((id) => [id, 'shown']));

const placesOnSlides = ({ facts: { slideIds, stacks, firstNumber } }: LinkedDeck): PagePlaces => ({
  ids: shown(slideIds),
  stacks,
  firstNumber,
});

const placesInArticle = ({ facts }: LinkedDeck): PagePlaces => ({ ids: shown(facts.articleIds) });
