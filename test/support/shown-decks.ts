import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { serveDecks } from '../../src/serve/server.ts';
import { openBrowser, openDeck } from './browser.ts';
import { nothingRuns } from './nothing-runs.ts';

/** Decks that are served from a folder of their own, and a browser to look at them with. Nothing in them runs. */
export interface ShownDecks extends AsyncDisposable {
  readonly browser: Browser;
  readonly address: string;
  /** Writes a deck anew. */
  readonly write: (name: string, text: string) => Promise<void>;
  readonly open: (name: string, options?: BrowserContextOptions) => ReturnType<typeof openDeck>;
}

/** Shows decks by their names and texts; when it is disposed of, nothing of them is left. */
export async function showDecks(decks: Readonly<Record<string, string>>): Promise<ShownDecks> {
  const folder = await mkdtemp(join(tmpdir(), 'piste-shown-'));
  const write = (name: string, text: string) => writeFile(join(folder, name, 'deck.md'), text);
  for (const [name, text] of Object.entries(decks)) {
    await mkdir(join(folder, name));
    await write(name, text);
  }
  const server = await serveDecks({
    paths: [folder],
    host: '127.0.0.1',
    port: 0,
    machinery: nothingRuns,
  });
  const browser = await openBrowser();
  return {
    browser,
    address: server.address,
    write,
    open: (name, options) => openDeck(browser, `${server.address}${name}/`, options),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
