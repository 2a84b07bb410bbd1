import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChromium } from '../browser/chromium.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { replaceFile } from '../disk/whole-file.ts';
import { clientDir, placesOf } from '../environment/places.ts';
import { filesNamedInData, filesNamedInHtml } from '../html/named-files.ts';
import { deckFilesFor, handFiles } from './browser-files.ts';
import type { ExportDeck } from './export-deck.ts';
import { openSettled, patienceFor } from './settled-page.ts';
import { pictureStyle, slidesPage } from './slides-page.ts';

/** The size that previews of links are shown in, in px. */
export const previewSize = { width: 1200, height: 630 };

interface Cover {
  readonly site: ExportDeck;
  readonly page: string;
  readonly file: string;
}

/**
 * PNG pictures of decks' first slides, by the decks' names, in the size that previews of links have. What was drawn before
 * is kept in `PISTE_HOME/covers`, by all that it shows. A deck without slides
 * has none. Rejects with a `MachineError` where something has to be drawn and there is no Chromium.
 */
export async function drawFirstSlides(
  sites: readonly ExportDeck[],
): Promise<ReadonlyMap<string, Uint8Array<ArrayBufferLike>>> {
  const folder = join(placesOf().home, 'covers');
  const client = await clientDigest();
  const shown = sites.filter(({ deck }) => firstSlide(deck) !== undefined);
  const covers = await Promise.all(shown.map((site) => coverOf(site, folder, client)));
  const pictures = new Map<string, Uint8Array<ArrayBufferLike>>();
  const lacking: Cover[] = [];
  for (const cover of covers) {
    const kept = await readFile(cover.file).catch(() => undefined);
    if (kept === undefined) lacking.push(cover);
    else pictures.set(cover.site.deck.name, kept);
  }
  if (lacking.length === 0) return pictures;
  makeFolders(folder);
  const browser = await startChromium();
  try {
    for (const { site, page, file } of lacking) {
      const context = await browser.newContext({ viewport: previewSize, reducedMotion: 'reduce' });
      await handFiles(context, deckFilesFor(site, new Map([['', page]])));
      const opened = await openSettled(
        context,
        `/${encodeURIComponent(site.deck.name)}/`,
        patienceFor(site.deck.slides.length),
      );
      await opened.addStyleTag({ content: pictureStyle });
      const picture = await opened.screenshot({ style: '.to-article { display: none }' });
      await context.close();
      await replaceFile(file, picture);
      pictures.set(site.deck.name, picture);
    }
  } finally {
    await browser.close();
  }
  return pictures;
}

const bare = { controls: false, progress: false, slideNumber: false };

const firstSlide = ({ slides }: ExportDeck['deck']) =>
  slides.find(({ attributes }) => attributes['data-visibility'] !== 'hidden');

async function coverOf(site: ExportDeck, folder: string, client: string): Promise<Cover> {
  const first = firstSlide(site.deck);
  const alone = { ...site.deck, slides: first === undefined ? [] : [{ ...first, notes: undefined }] };
  const page = await slidesPage({ ...site, deck: alone }, bare);
  const hash = createHash('sha256').update(client).update(page);
  const named = [...filesNamedInHtml(page), ...filesNamedInData(site.deck.settings.revealOptions)];
  for (const path of named) {
    const file = await site.locate(path);
    if (file !== undefined) hash.update(`${path}\0`).update(await readFile(file));
  }
  return { site, page, file: join(folder, `${hash.digest('hex').slice(0, 32)}.png`) };
}

async function clientDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['slides.css', 'slides.js']) hash.update(await readFile(join(clientDir, name)));
  return hash.digest('hex');
}
