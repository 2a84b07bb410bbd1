import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchBrowser } from './browser.ts';
import { serveGzip } from './gzip-server.ts';
import { installPeers } from './npm-tools.ts';
import { spent } from './recorded.ts';
import { whenOver } from './releases.ts';
import { type Bench, formatKb, formatMs, type Row } from './row.ts';
import { piste, slideTools } from './slide-tools.ts';
import { median, pairedRatio } from './stats.ts';
import { talkDeck } from './talk-deck.ts';

const slidevVersions = {
  '@slidev/cli': '0.49.29',
  '@slidev/theme-default': '0.25.0',
};
const runs = 5;
const slides = 40;

interface Visit {
  readonly paintMs: number;
  readonly blockedMs: number;
  readonly bytes: number;
  readonly requests: number;
}

/** As Lighthouse has it for a phone: a processor four times as slow, 150 ms there and back, 1.6 Mbit a second. */
const phone = { cpu: 4, latencyMs: 150, bytesPerSecond: (1.6 * 1024 * 1024) / 8 };
/** A page that has had nothing to do for so long is at rest. */
const restMs = 2000;

/** Opens a page with an empty cache on a slow phone and looks until it is at rest. */
async function visit(browser: BenchBrowser, address: string): Promise<Visit> {
  const page = await browser.open('about:blank', { width: 412, height: 823 });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: phone.cpu });
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: phone.latencyMs,
    downloadThroughput: phone.bytesPerSecond,
    uploadThroughput: phone.bytesPerSecond,
  });
  let bytes = 0;
  let requests = 0;
  let last = performance.now();
  devtools.on('Network.requestWillBeSent', () => {
    requests++;
    last = performance.now();
  });
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    last = performance.now();
  });
  await page.addInitScript(() => {
    const tasks: { start: number; ms: number }[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, ms: duration });
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(address, { waitUntil: 'load' });
  for (;;) {
    const { now, end } = await page.evaluate(() => {
      const tasks: { start: number; ms: number }[] = Reflect.get(globalThis, 'longTasks');
      return { now: performance.now(), end: Math.max(0, ...tasks.map(({ start, ms }) => start + ms)) };
    });
    if (now - end > restMs && performance.now() - last > restMs) break;
    // Rest is that nothing comes for so long: only time can tell.
    await page.waitForTimeout(restMs / 4);
  }
  const { paintMs, blockedMs } = await page.evaluate(() => {
    const tasks: { start: number; ms: number }[] = Reflect.get(globalThis, 'longTasks');
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
    const late = tasks.filter(({ start, ms }) => start + ms > paint);
    return { paintMs: paint, blockedMs: late.reduce((sum, { ms }) => sum + Math.max(0, ms - 50), 0) };
  });
  await page.context().close();
  return { paintMs, blockedMs, bytes, requests };
}

interface Subject {
  readonly name: string;
  readonly address: string;
}

/** The same text built by each of us, and handed out alike. */
async function buildAll(dir: string): Promise<{ ours: readonly Subject[]; peers: readonly Subject[] }> {
  const deck = join(dir, 'deck', 'deck.md');
  await mkdir(join(dir, 'deck'));
  await writeFile(deck, talkDeck(slides));
  const [revealMd] = await slideTools();
  const out = (name: string): string => join(dir, 'out', name);
  await mkdir(join(dir, 'out'));
  spent(...piste.build(deck, out('piste')));
  spent(...revealMd.build(deck, out('reveal-md')));
  const tools = await installPeers(slidevVersions);
  await mkdir(join(dir, 'slidev'));
  await cp(deck, join(dir, 'slidev', 'slides.md'));
  await symlink(join(tools, 'node_modules'), join(dir, 'slidev', 'node_modules'));
  const slidev = join(tools, 'node_modules', '.bin', 'slidev');
  spent(slidev, ['build', join(dir, 'slidev', 'slides.md'), '--out', out('slidev'), '--base', '/slidev/']);
  const { address } = await serveGzip(join(dir, 'out'));
  return {
    ours: [
      { name: 'slides', address: `${address}piste/deck/` },
      { name: 'article', address: `${address}piste/deck/article.html` },
    ],
    peers: [
      { name: revealMd.name, address: `${address}reveal-md/deck.html` },
      { name: `Slidev ${slidevVersions['@slidev/cli']}`, address: `${address}slidev/` },
    ],
  };
}

export const pageSpeed = (browser: BenchBrowser): Bench => ({
  name: 'page-speed',
  measured:
    `A generated deck of ${slides} slides, built into static pages by each tool and handed out compressed by one server, ` +
    'opened in Chromium with an empty cache as Lighthouse does for phones: processor four times as slow, 150 ms there ' +
    'and back, 1.6 Mbit a second. First paint: first contentful paint by the page’s own clock. Blocked: the sum of what ' +
    'tasks after it took beyond 50 ms each, until nothing was fetched or computed for 2 s. Bytes and requests: all that ' +
    'came until then, fonts included. One of each in turn.',
  async run() {
    const dir = await mkdtemp(join(tmpdir(), 'piste-bench-speed-'));
    const stop = whenOver(() => rm(dir, { recursive: true, force: true }));
    const { ours, peers } = await buildAll(dir);
    const visits = new Map<string, Visit[]>();
    for (let run = 0; run < runs; run++)
      for (const { name, address } of [...ours, ...peers])
        visits.set(name, [...(visits.get(name) ?? []), await visit(browser, address)]);
    const all = (name: string, of: (visit: Visit) => number): readonly number[] =>
      (visits.get(name) ?? []).map(of);
    const rows = ours.flatMap(({ name }) =>
      peers.flatMap((peer): readonly Row[] => {
        const row = (what: string, of: (visit: Visit) => number, format: (value: number) => string): Row => {
          const [mine, theirs] = [all(name, of), all(peer.name, of)];
          const ratio = pairedRatio(mine, theirs);
          return {
            what: `${name} on a slow phone: ${what}`,
            ratio: Number.isFinite(ratio) ? ratio : undefined,
            ours: format(median(mine)),
            theirs: `${format(median(theirs))}, ${peer.name}’s slides`,
            runs: `${runs} each`,
            aim: '',
            met: undefined,
          };
        };
        return [
          row('first paint', ({ paintMs }) => paintMs, formatMs),
          row(
            'blocked',
            ({ blockedMs }) => blockedMs,
            (ms) => `${Math.round(ms)} ms`,
          ),
          row('bytes', ({ bytes }) => bytes, formatKb),
          row('requests', ({ requests }) => requests, String),
        ];
      }),
    );
    await stop();
    return rows;
  },
});
