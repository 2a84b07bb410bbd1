import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { projectDir } from '../../src/environment/places.ts';
import { MachineError } from '../../src/errors.ts';
import { serveDecks } from '../../src/serve/server.ts';
import { type ShownDecks, showDecks } from '../support/shown-decks.ts';

declare global {
  interface Window {
    readonly axe: { run(): Promise<AxeResults> };
  }
}

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

const words = (count: number): string => 'some words to read here, '.repeat(count);
const part = (name: string): string => `## ${name}\n\n${words(120)}\n\n### ${name} below\n\n${words(60)}`;
const text = `---
article: {notes: true}
---

# A long read

---

${part('One')}

---

${part('Two')}

Note: *Said* aloud.

----

<!-- .slide: id="named" -->

${part('Three')}

---

## Code

\`\`\`console
$ echo one \\
> two
one two
$ true
\`\`\`

\`\`\`console
# id
root
\`\`\`

\`\`\`bash
$ tar -c \\
    . | wc -c
10240
$ id
root
\`\`\`

\`\`\`nix
{ wide = "${'wide '.repeat(60)}"; }
\`\`\`

| ${'wide | '.repeat(20)}
|${' - |'.repeat(20)}
| ${'cell | '.repeat(20)}
`;

let shown: ShownDecks;
before(async () => {
  shown = await showDecks({
    long: text,
    german: text.replace('article:', 'lang: de\narticle:'),
    cell: '# A cell\n\n```bash {run}\nseq 60\n```\n',
  });
});
after(() => shown[Symbol.asyncDispose]());

async function open(path: string, options: BrowserContextOptions = laptop): Promise<Page> {
  const page = await (await shown.browser.newContext(options)).newPage();
  await page.goto(`${shown.address}${path}`);
  return page;
}

const current = (page: Page) => page.locator('.contents [aria-current]');
const scrollTo = (page: Page, id: string) =>
  page.evaluate((name) => document.getElementById(name)?.scrollIntoView(), id);
/** How far below the window's upper edge a place stands, and what covers that edge. */
const topOf = (page: Page, id: string) =>
  page.evaluate((name) => {
    const bar = document.querySelector('.contents')?.getBoundingClientRect();
    const covers = bar && bar.width === window.innerWidth && bar.top <= 0 ? bar.bottom : 0;
    return { top: document.getElementById(name)?.getBoundingClientRect().top ?? -1, covers };
  }, id);

describe('the contents of an article', () => {
  it('stand beside the text where there is room, and follow the reader', async () => {
    const page = await open('long/article');
    const list = page.locator('.contents ol').first();
    assert.ok(await list.isVisible());
    const [box, main] = [await list.boundingBox(), await page.locator('main').boundingBox()];
    assert.ok(box && main && box.x + box.width < main.x);
    assert.equal(await current(page).count(), 0);
    for (const id of ['two', 'two-below', 'three', 'one']) {
      await scrollTo(page, id);
      await page.waitForSelector(`.contents a[href="#${id}"][aria-current="location"]`);
      assert.equal(await current(page).count(), 1);
    }
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForSelector('.contents a[href="#code"][aria-current]');
    await page.context().close();
  });

  it('are a bar on a phone that opens, by the keyboard too, and shuts when a part is chosen', async () => {
    const page = await open('long/article', phone);
    const [list, summary] = [page.locator('.contents ol').first(), page.locator('.contents summary')];
    assert.equal(await list.isVisible(), false);
    await summary.focus();
    await page.keyboard.press('Enter');
    assert.ok(await list.isVisible());
    await page.keyboard.press('Escape');
    assert.equal(await list.isVisible(), false);
    assert.ok(await summary.evaluate((one) => one === document.activeElement));
    await page.keyboard.press('Enter');
    await page.click('.contents a[href="#three"]');
    assert.equal(await list.isVisible(), false);
    await page.waitForSelector('.contents a[href="#three"][aria-current]', { state: 'attached' });
    assert.equal(await page.innerText('.contents-here'), 'Three');
    const { top, covers } = await topOf(page, 'three');
    assert.ok(covers > 30 && top >= covers && top < covers + 60, `${top} below ${covers}`);
    await page.context().close();
  });

  it('are there without scripts, and so is all of the text', async () => {
    for (const options of [phone, laptop]) {
      const page = await open('long/article', { ...options, javaScriptEnabled: false });
      if (options === phone) await page.click('.contents summary');
      await page.click('.contents a[href="#three"]');
      assert.match(page.url(), /#three$/);
      const { top } = await topOf(page, 'three');
      assert.ok(top >= 0 && top < 120, String(top));
      assert.match(await page.innerText('main'), /echo one[\s\S]*cell/);
      assert.equal(await page.locator('main button:visible').count(), 0);
      await page.context().close();
    }
  });

  it('are those of the deck as it was saved last', async () => {
    const page = await open('long/article');
    await scrollTo(page, 'two');
    await shown.write('long', text.replace('## One\n', '## Zero\n\nnew\n\n---\n\n## One, *renamed*\n'));
    await page.waitForSelector('.contents a[href="#zero"]');
    assert.deepEqual((await page.locator('.contents ol').first().innerText()).split('\n').slice(0, 3), [
      'Zero',
      'One, renamed',
      'One below',
    ]);
    const places = page
      .locator('main > section')
      .evaluateAll((sections) =>
        sections.map(
          (one) => `${one.id} ${one.getAttribute('data-at')} ${one.querySelector('a')?.getAttribute('href')}`,
        ),
      );
    assert.deepEqual(await places, [
      's-0-0 0-0 ./#/0/0',
      's-1-0 1-0 ./#/1/0',
      's-2-0 2-0 ./#/2/0',
      's-3-0 3-0 ./#/3/0',
      'named 3-1 ./#/3/1',
      's-4-0 4-0 ./#/4/0',
    ]);
    await page.waitForSelector('.contents a[href="#two"][aria-current]');
    await shown.write('long', text);
    await page.waitForSelector('.contents a[href="#zero"]', { state: 'detached' });
    await page.context().close();
  });
});

describe('an article', () => {
  it('shows how far one has read; a reader who wants no motion sees none', async () => {
    const read = (page: Page) =>
      page.evaluate(() => {
        const { transform, position, content } = getComputedStyle(document.body, '::before');
        return { scale: new DOMMatrix(transform === 'none' ? '' : transform).a, position, content };
      });
    const page = await open('long/article');
    assert.equal((await read(page)).scale, 0);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForFunction(
      () => new DOMMatrix(getComputedStyle(document.body, '::before').transform).a > 0.99,
    );
    await page.context().close();
    const still = await open('long/article', { ...laptop, reducedMotion: 'reduce' });
    assert.equal((await read(still)).content, 'none');
    await still.context().close();
  });

  it('never scrolls sideways itself: what is wide scrolls in a box of its own', async () => {
    for (const width of [320, 390, 768, 1280, 1920]) {
      const page = await open('long/article', { viewport: { width, height: 800 } });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `${width}: ${over}`);
      await page.context().close();
    }
  });

  it('has lines of 60 to 75 letters where there is room', async () => {
    for (const width of [1280, 1920]) {
      const page = await open('long/article', { viewport: { width, height: 900 } });
      await page.evaluate(() => document.fonts.ready);
      const letters = await page.evaluate(() => {
        const line = [...document.querySelectorAll('main p')].find((one) => one.clientHeight > 100);
        const sample = document.createElement('span');
        sample.textContent = line?.textContent ?? '';
        sample.style.whiteSpace = 'nowrap';
        line?.replaceChildren(sample);
        return ((line?.clientWidth ?? 0) * (sample.textContent ?? '').length) / sample.offsetWidth;
      });
      assert.ok(letters > 60 && letters < 78, `${width}: ${letters}`);
      await page.context().close();
    }
  });

  it('and its slides lead to the same spot of each other, by links and by a key', async () => {
    const page = await open('long/article#named');
    await page.click('#named > .same-spot');
    await page.waitForSelector('#named.present');
    await page.waitForSelector('.reveal.ready');
    await page.keyboard.press('Shift+A');
    await page.waitForURL(/long\/article#named$/);
    await page.goto(`${shown.address}long/#/3`);
    await page.waitForSelector('.reveal.ready');
    await page.keyboard.press('Shift+A');
    await page.waitForURL(/long\/article#s-3-0$/);
    await page.waitForFunction(() => window.scrollY > 500);
    await page.keyboard.press('Shift+A');
    await page.waitForURL(/long\/#\/3/);
    await page.context().close();
    const plain = await open('long/', { ...laptop, javaScriptEnabled: false });
    await plain.click('.to-article');
    await plain.waitForURL(/long\/article$/);
    await plain.context().close();
  });

  it('gives commands to copy without their prompts and what they print', async () => {
    const page = await open('long/article', {
      ...laptop,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const copy = async (index: number): Promise<string> => {
      await page.locator('main pre').nth(index).hover();
      await page.locator('main .copy').nth(index).click();
      // That of the one before may still be there.
      await page.locator('main .copy').nth(index).and(page.locator('[data-copied]')).waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    assert.equal(await copy(0), 'echo one \\\ntwo\ntrue');
    assert.equal(await copy(1), 'id');
    assert.equal(await copy(2), 'tar -c \\\n    . | wc -c\nid');
    assert.match(await copy(3), /^\{ wide = /);
    await page.context().close();
  });

  it('speaks German where its deck does, its keys too', async () => {
    const page = await open('german/article');
    assert.match(await page.innerText('.article-head'), /\d+ Minuten zu lesen\s*·?\s*5 Folien/);
    assert.equal(await page.getAttribute('.contents', 'aria-label'), 'Inhalt');
    assert.equal(await page.innerText('.notes-label'), 'Notizen');
    assert.equal(await page.locator('main .copy').first().textContent(), 'Kopieren');
    await page.keyboard.press('?');
    assert.match(await page.innerText('dialog.key-help'), /Zellen[\s\S]*Dunkel oder hell[\s\S]*Schließen/);
    await page.context().close();
  });

  it('loads what plays records, opens terminals and draws diagrams when it is needed', async () => {
    const page = await (await shown.browser.newContext(laptop)).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${shown.address}long/article`, { waitUntil: 'networkidle' });
    assert.deepEqual(
      asked.filter((path) => /replay|terminal-view|mermaid|xterm/.test(path)),
      [],
    );
    await page.context().close();
  });

  it('opens a long output where it stands, and on a phone no box catches the finger', async () => {
    const page = await open('cell/article', phone);
    await page.waitForSelector('main [data-action="copy"]', { state: 'attached' });
    const output = page.locator('main [data-output]');
    await output.evaluate((box) => {
      box.innerHTML = `<pre>${'<div class="line">x</div>'.repeat(60)}</pre>`;
    });
    const button = page.locator('.all-lines');
    assert.equal(await button.innerText(), 'Show all 60 lines');
    const hidden = () => output.evaluate((box) => box.scrollHeight - box.clientHeight);
    assert.ok((await hidden()) > 400);
    assert.equal(await output.evaluate((box) => getComputedStyle(box).overflowY), 'hidden');
    await button.press('Enter');
    assert.equal(await hidden(), 0);
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    await output.evaluate((box) => box.replaceChildren());
    await button.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('is printed without what can only be pressed', async () => {
    const page = await open('long/article');
    await page.emulateMedia({ media: 'print' });
    for (const selector of ['.contents', '.same-spot', '.to-slides', '.copy'])
      assert.equal(await page.locator(`${selector}:visible`).count(), 0, selector);
    const cut = await page
      .locator('main pre')
      .evaluateAll(
        (all) =>
          all.filter(
            (pre) => pre.scrollWidth > pre.clientWidth + 1 || pre.scrollHeight > pre.clientHeight + 1,
          ).length,
      );
    assert.equal(cut, 0);
    await page.context().close();
  });
});

describe('a record in an article', () => {
  it('is there, with how long it took, and can be played, scrubbed, hurried and copied', async () => {
    const server = await serveDecks({
      paths: [join(projectDir, 'decks', 'nix-build')],
      host: '127.0.0.1',
      port: 0,
      machinery: () => Promise.reject(new MachineError('nothing runs here', 'nothing')),
    });
    after(() => server.close());
    const context = await shown.browser.newContext({
      ...laptop,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${server.address}nix-build/article`, { waitUntil: 'networkidle' });
    assert.deepEqual(
      asked.filter((path) => /outputs\/|replay/.test(path)),
      [],
    );
    const lengths = await page
      .locator('figure.cell[data-recorded-ms]')
      .evaluateAll((cells) =>
        cells.map((one) => [one.getAttribute('data-recorded-ms'), one.getAttribute('data-cell')]),
      );
    const [longest] = lengths.sort(([a], [b]) => Number(b) - Number(a));
    const cell = page.locator(`figure.cell[data-cell="${longest?.[1]}"]`);
    const lines = () => cell.locator('.cell-output .line').count();
    const whole = await lines();
    assert.match(await cell.locator('.cell-status .words').innerText(), /^recorded .* · \d.* s$/);

    await cell.locator('[data-action="replay"]').click();
    const player = cell.locator('.player');
    await player.waitFor();
    await player.locator('[data-player="pause"]').click();
    assert.equal(await player.locator('[data-player="silences"]').getAttribute('aria-pressed'), 'true');
    const short = Number(await player.locator('input').getAttribute('max'));
    await player.locator('[data-player="silences"]').click();
    assert.ok(Number(await player.locator('input').getAttribute('max')) > short + 2000);
    await player.locator('input').fill('0');
    assert.ok((await lines()) < whole);
    await player.locator('input').fill(String(short));
    assert.ok((await lines()) > 0);
    await player.locator('[data-player="speed"]').click();
    assert.equal(await player.locator('[data-player="speed"]').innerText(), '2×');
    await page.keyboard.press('Escape');
    await player.waitFor({ state: 'detached' });
    assert.equal(await lines(), whole);

    await cell.locator('[data-action="copy"]').click();
    await page.waitForSelector('[data-copied]');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied.split('\n').length, whole);
    assert.match(copied, /^\S[\s\S]*\S$/);
    await context.close();
  });
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
for (const colorScheme of ['light', 'dark'] as const)
  it(`axe finds nothing serious in articles, in the ${colorScheme}`, async () => {
    for (const options of [phone, laptop]) {
      const page = await open('long/article', { ...options, colorScheme });
      if (options === phone) await page.click('.contents summary');
      await page.evaluate(axe);
      const found = await page.evaluate(async () =>
        (await window.axe.run()).violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`)),
      );
      assert.deepEqual(found, []);
      await page.context().close();
    }
  });
