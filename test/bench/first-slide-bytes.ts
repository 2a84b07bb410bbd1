import { gzipSync } from 'node:zlib';
import type { BenchBrowser } from './browser.ts';
import { type Bench, formatKb, type Row } from './row.ts';
import { piste, type SlideTool, slideTools } from './slide-tools.ts';
import { withTalk } from './talk-deck.ts';

const aimBytes = 100 * 1024;

interface Fetched {
  readonly code: number;
  readonly page: number;
}

/** Bytes on the wire up to the first slide; of what came uncompressed, those that gzip would have left. */
async function bytesOf(tool: SlideTool, browser: BenchBrowser, slides: number): Promise<Fetched> {
  return withTalk(slides, async (deck) => {
    const server = await tool.serve(deck);
    const page = await browser.open('about:blank');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    const kinds = new Map<string, { kind: string; packed: boolean }>();
    const bytes = { code: 0, page: 0 };
    const reading: Promise<void>[] = [];
    devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
      const packed = Object.keys(response.headers).some((name) => name.toLowerCase() === 'content-encoding');
      kinds.set(requestId, { kind: type, packed });
    });
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const { kind = '', packed = false } = kinds.get(requestId) ?? {};
      const place = kind === 'Script' || kind === 'Stylesheet' ? 'code' : kind === 'Document' ? 'page' : '';
      if (place === '') return;
      const read = async (): Promise<void> => {
        if (packed) bytes[place] += encodedDataLength;
        else {
          const { body, base64Encoded } = await devtools.send('Network.getResponseBody', { requestId });
          bytes[place] += gzipSync(Buffer.from(body, base64Encoded ? 'base64' : 'utf8')).length;
        }
      };
      reading.push(read());
    });
    await page.goto(server.address);
    await page.waitForSelector(tool.shown, { state: 'attached' });
    await Promise.all(reading);
    await page.context().close();
    await server.close();
    return bytes;
  });
}

export const firstSlideBytes = (browser: BenchBrowser): Bench => ({
  name: 'bytes',
  measured:
    'In Chromium with an empty cache, by its own count: script and style that came before the deck’s first slide was ' +
    'there, as they came over the wire; what a server sent uncompressed counts as gzip would have left it. Fonts and ' +
    'pictures do not count.',
  async run() {
    const peers = await slideTools();
    const rows: Row[] = [];
    const ours = await bytesOf(piste, browser, 100);
    for (const peer of peers) {
      const their = await bytesOf(peer, browser, 100);
      rows.push({
        what: 'script and style to the first slide, gzip',
        // marp writes them into its page.
        ratio: their.code === 0 ? undefined : ours.code / their.code,
        ours: formatKb(ours.code),
        theirs: `${formatKb(their.code)}, ${peer.name}`,
        runs: '1',
        aim: 'under 100 KB',
        met: ours.code < aimBytes,
      });
      rows.push({
        what: 'and with the page of 100 slides',
        ratio: (ours.code + ours.page) / (their.code + their.page),
        ours: formatKb(ours.code + ours.page),
        theirs: `${formatKb(their.code + their.page)}, ${peer.name}`,
        runs: '1',
        aim: '',
        met: undefined,
      });
    }
    return rows;
  },
});
