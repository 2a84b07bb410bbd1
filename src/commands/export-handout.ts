import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findDecks } from '../deck/find-decks.ts';
import { loadDeck } from '../deck/load-deck.ts';
import { replaceFile } from '../disk/whole-file.ts';
import { projectDir } from '../environment/places.ts';
import { renderHandout } from '../publish/handout.ts';
import { styleWithFonts, withPictures } from '../publish/inline-files.ts';
import { assetPath } from '../serve/deck-assets.ts';
import { latestTalk, readTalk } from '../talk/find-talk.ts';

const clientDir = join(projectDir, 'dist', 'client');

/** Writes a talk as a page that needs no other file; `path` is the talk, or a deck whose latest talk is meant. */
export async function exportHandout(path: string, output: string | undefined): Promise<string> {
  const [deckPath = path] = path.endsWith('.jsonl') ? [] : await findDecks([path]);
  const { talk, file, deckFile } = await (path.endsWith('.jsonl') ? readTalk(path) : latestTalk(deckPath));
  const deck = await loadDeck(deckFile);
  const page = await renderHandout(deck, talk, await styleWithFonts(join(clientDir, 'article.css')));
  // Only formulas need their fonts, which are as large as all the rest.
  const math = page.includes('class="katex"') && (await styleWithFonts(join(clientDir, 'math.css')));
  const html = math ? page.replace('</head>', () => `<style>${math}</style>\n</head>`) : page;
  const whole = await withPictures(html, (picture) => assetPath(deckFile, picture));
  const target = output ?? file.replace(/\.jsonl$/, '.html');
  const there = output === undefined ? undefined : await stat(output).catch(() => undefined);
  // What lies beside a talk was not put there by who asks; a pipe or `/dev/stdout` has to be named.
  if (there && !there.isFile()) await writeFile(target, whole);
  else await replaceFile(target, whole);
  return target;
}
