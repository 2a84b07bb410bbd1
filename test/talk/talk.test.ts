import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { exportHandout } from '../../src/commands/export-handout.ts';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { renderHandout } from '../../src/publish/handout.ts';
import { serveDecks } from '../../src/serve/server.ts';
import { latestTalk } from '../../src/talk/find-talk.ts';
import { parseTalk } from '../../src/talk/talk.ts';
import { openBrowser } from '../support/browser.ts';
import { connectPage } from '../support/page-client.ts';
import { realMachinery } from '../support/sessions.ts';

const deck = `# One

![A dot](dot.png)

---

# Two

\`\`\`bash {run name=told}
printf '\\e[31mred\\e[0m\\n'
\`\`\`

---

# Three, never shown
`;

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

describe('a talk that is kept', () => {
  let dir = '';
  let file = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-talk-'));
    await writeFile(join(dir, 'deck.md'), deck);
    await writeFile(join(dir, 'dot.png'), dot);
    const server = await serveDecks({
      paths: [dir],
      host: '127.0.0.1',
      port: 0,
      machinery: realMachinery,
      record: true,
    });
    const name = dir.split('/').at(-1) ?? '';
    const page = await connectPage(server.address, name);
    await page.next((message) => message.type === 'hello' && message.recording === true);
    page.send({ type: 'slide', h: 0, v: 0, line: 1 });
    page.send({ type: 'slide', h: 0, v: 0, line: 1 });
    page.send({ type: 'slide', h: 1, v: 0, line: 7 });
    page.send({ type: 'run', cell: 'told' });
    await page.next((message) => message.type === 'state' && message.state === 'ok');
    page.send({ type: 'slide', h: 0, v: 0, line: 1 });
    page.send({ type: 'slide', h: 99, v: 0, line: 900 });
    // The server answers in order: with this, it has read all that was sent before.
    page.send({ type: 'reset', session: 'main' });
    await page.next((message) => message.type === 'state' && message.state === 'idle');
    page.drop();
    await server.close();
    const [talk = ''] = await readdir(join(dir, 'talks'));
    file = join(dir, 'talks', talk);
  });
  after(() => rm(dir, { recursive: true }));

  it('has the slides in the order in which they came, and what has run, line by line', async () => {
    const talk = parseTalk(await readFile(file, 'utf8'));
    assert.deepEqual(
      talk?.entries.map((entry) =>
        entry.type === 'slide'
          ? `slide ${entry.h}`
          : `cell ${entry.cell} ${entry.status} ${JSON.stringify(entry.events.map(([, , data]) => data).join(''))}`,
      ),
      ['slide 0', 'slide 1', 'cell told ok "\\u001b[31mred\\u001b[0m\\r\\n"', 'slide 0'],
    );
    assert.deepEqual(
      talk?.entries.map(({ at }) => at),
      talk?.entries.map(({ at }) => at).toSorted((a, b) => a - b),
    );
  });

  it('is read as far as it goes where the machine went off', async () => {
    const text = await readFile(file, 'utf8');
    assert.equal(parseTalk(text.slice(0, -20))?.entries.length, 3);
    assert.equal(parseTalk('{"type":"deck"}\n'), undefined);
  });

  it('is none, or goes without a line, where a number in it is none that it could be', async () => {
    const text = await readFile(file, 'utf8');
    assert.equal(parseTalk(text.replace(/"startedAt":\d+/, '"startedAt":1e300')), undefined);
    for (const [said, instead] of [
      [/"cols":\d+/, '"cols":-1'],
      [/"rows":\d+/, '"rows":1e8'],
      [/"durationMs":\d+/, '"durationMs":1e300'],
      [/"at":\d+/, '"at":1e300'],
    ] as const)
      assert.equal(parseTalk(text.replace(said, instead))?.entries.length, 3, instead);
  });

  it('is found by its deck, also where another has the same name', async () => {
    const folder = dir.split('/').at(-1) ?? '';
    await writeFile(join(dir, `${folder}.md`), deck);
    await writeFile(
      join(dir, 'talks', `${folder}-9999-01-01T00-00-00.jsonl`),
      (await readFile(file, 'utf8')).replace('"file":"deck.md"', `"file":"${folder}.md"`),
    );
    assert.equal((await latestTalk(join(dir, 'deck.md'))).file, file);
    assert.match((await latestTalk(join(dir, `${folder}.md`))).file, /9999-01-01/);
    await rm(join(dir, `${folder}.md`));
  });

  it('tells a cell that failed from one that went well', async () => {
    const talk = parseTalk((await readFile(file, 'utf8')).replace('"status":"ok"', '"status":"failed"'));
    assert.ok(talk);
    const html = await renderHandout(await loadDeck(join(dir, 'deck.md')), talk);
    assert.match(html, /data-cell="told"[^>]* data-state="failed"/);
  });

  it('is not written through a link', async () => {
    const page = file.replace(/\.jsonl$/, '.html');
    await writeFile(join(dir, 'precious'), 'mine');
    await symlink('../precious', page);
    assert.equal(await exportHandout(file, undefined), page);
    assert.equal(await readFile(join(dir, 'precious'), 'utf8'), 'mine');
    assert.match(await readFile(page, 'utf8'), /^<!doctype html>/);
  });

  it('becomes a page by itself: what was shown, when, and what came out', async () => {
    const target = await exportHandout(dir, join(dir, 'handout.html'));
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url().slice(0, request.url().indexOf(':') + 1)));
      await page.goto(`file://${target}`);
      assert.deepEqual(await page.locator('section h1').allTextContents(), ['One', 'Two']);
      const times = await page.locator('.slide-time').allTextContents();
      assert.match(times[0] ?? '', /^0:00 for [\d.]+ s, again at \d:\d\d$/);
      assert.equal(await page.locator('[data-cell="told"] [data-output] .fg-1').textContent(), 'red');
      assert.match(
        (await page.locator('.cell-status').textContent()) ?? '',
        /^run at \d:\d\d · ok · [\d.]+ s$/,
      );
      assert.equal(await page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth), 1);
      assert.deepEqual([...new Set(asked)].sort(), ['file:']);
    } finally {
      await browser.close();
    }
  });
});
