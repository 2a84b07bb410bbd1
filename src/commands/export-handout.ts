import { findDecks } from '../deck/find-decks.ts';
import { deckOfSources, readDeckSources } from '../deck/load-deck.ts';
import { replaceFile, writeOut } from '../disk/whole-file.ts';
import { fileReader } from '../export/browser-files.ts';
import { embedMedia } from '../export/embed-media.ts';
import { embedStyle, lettersOf } from '../export/embed-style.ts';
import { mustNotReplaceOwn } from '../export/own-files.ts';
import { renderHandout } from '../publish/handout.ts';
import { noRecords } from '../records/no-records.ts';
import { assetPath } from '../serve/deck-assets.ts';
import { latestTalk, readTalk } from '../talk/find-talk.ts';

/** Writes a talk as a page that needs no other file; `path` is the talk, or a deck whose latest talk is meant. */
export async function exportHandout(path: string, output: string | undefined): Promise<string> {
  const [deckPath = path] = path.endsWith('.jsonl') ? [] : await findDecks([path]);
  const { talk, file, deckFile } = await (path.endsWith('.jsonl') ? readTalk(path) : latestTalk(deckPath));
  const sources = await readDeckSources(deckFile);
  const deck = deckOfSources(sources);
  const site = {
    deck,
    records: async () => noRecords,
    locate: (asset: string) => assetPath(deckFile, asset),
  };
  if (output !== undefined)
    await mustNotReplaceOwn(site, sources, { files: [output], pictures: [] }, new Map([[file, 'the talk']]));
  const page = await renderHandout(deck, talk);
  const read = fileReader(site);
  // Only formulas need their fonts, which are as large as all the rest.
  const sheets = page.includes('class="katex"') ? ['article', 'math'] : ['article'];
  const styles = await Promise.all(
    sheets.map(async (name) => {
      const sheet = `/assets/${name}.css`;
      const css = Buffer.from((await read(sheet)) ?? []).toString();
      return `<style>${await embedStyle(sheet, css, lettersOf(page), read)}</style>\n`;
    }),
  );
  const whole = (await embedMedia(page, read)).replace('<style>', () => `${styles.join('')}<style>`);
  const target = output ?? file.replace(/\.jsonl$/, '.html');
  // What lies beside a talk was not put there by who asks.
  await (output === undefined ? replaceFile : writeOut)(target, whole);
  return target;
}
