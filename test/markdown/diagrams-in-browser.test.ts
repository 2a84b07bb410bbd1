import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type ShownDecks, showDecks } from '../support/shown-decks.ts';

const deck = `## One

\`\`\`mermaid
flowchart LR
  a[evaluate] --> b[realise]
\`\`\`

---

## As HTML

<div class="mermaid">
pie title Closure
  "glibc" : 30
  "perl" : 50
</div>

---

## Not one

\`\`\`mermaid
flowchart LR
  a --> --> b
\`\`\`
`;

let shown: ShownDecks;
before(async () => {
  shown = await showDecks({ diagrams: deck, plain: '# Nothing to draw\n' });
});
after(() => shown[Symbol.asyncDispose]());

/** What stands at each diagram's place. */
const drawn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.diagram')].map((place) => {
      const source = place.querySelector<HTMLElement>('.diagram-source');
      const why = place.querySelector('.diagram-why')?.textContent?.split('\n')[0];
      return [
        place.querySelector('svg') ? 'drawn' : 'not drawn',
        source?.hidden ? 'hidden' : 'shown',
        why ?? '',
      ];
    }),
  );

const allDrawn = async (page: Page) => {
  await page.waitForSelector('.diagram-why', { state: 'attached' });
  return drawn(page);
};

describe('diagrams', () => {
  const expected = [
    ['drawn', 'hidden', ''],
    ['drawn', 'hidden', ''],
    ['not drawn', 'shown', 'This diagram cannot be drawn: Parse error on line 2:'],
  ];

  it('are drawn, or say why not, and break no rule of the page', async () => {
    const { page, complaints } = await shown.open('diagrams');
    assert.deepEqual(await allDrawn(page), expected);
    assert.equal(
      await page.locator('.diagram svg').first().getAttribute('aria-label'),
      'Diagram: evaluate, realise',
    );
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('fit their slide, on a phone too', async () => {
    const { page } = await shown.open('diagrams', { viewport: { width: 390, height: 844 } });
    await allDrawn(page);
    const widths = await page.evaluate(() => {
      const slide = document.querySelector<HTMLElement>('section.present');
      return [slide?.scrollWidth, slide?.clientWidth];
    });
    assert.equal(widths[0], widths[1]);
    await page.context().close();
  });

  it('take the colours of the hour, without a moment in which they are gone', async () => {
    const { page } = await shown.open('diagrams', { colorScheme: 'light' });
    await allDrawn(page);
    const label = () =>
      page
        .locator('.diagram svg .nodeLabel, .diagram svg text')
        .first()
        .evaluate((text) => getComputedStyle(text).fill);
    const byDay = await label();
    await page.evaluate(() => {
      const place = document.querySelector('.diagram');
      new MutationObserver(() => {
        if (!place?.querySelector('svg')) document.body.dataset.gone = '';
      }).observe(place ?? document.body, { childList: true });
    });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(
      (day) => getComputedStyle(document.querySelector('.diagram svg text') ?? document.body).fill !== day,
      byDay,
    );
    assert.equal(await page.evaluate(() => 'gone' in document.body.dataset), false);
    await page.context().close();
  });

  it('are there again at once when their slide has changed', async () => {
    const { page } = await shown.open('diagrams');
    await allDrawn(page);
    await page.evaluate(() => {
      new MutationObserver(() => {
        const place = document.querySelector('.diagram');
        if (!place?.querySelector('svg')) document.body.dataset.gone = '';
      }).observe(document.querySelector('.slides') ?? document.body, { childList: true, subtree: true });
    });
    await shown.write('diagrams', deck.replace('## One', '## One again'));
    await page.waitForSelector('text=One again');
    assert.equal(await page.evaluate(() => 'gone' in document.body.dataset), false);
    await page.context().close();
    await shown.write('diagrams', deck);
  });

  it('are on paper, in the colours of paper', async () => {
    const context = await shown.browser.newContext({ colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(`${shown.address}diagrams/?print-pdf`);
    await page.waitForSelector('.pdf-page');
    assert.deepEqual(await drawn(page), expected);
    const [red] = await page
      .locator('.diagram svg text')
      .first()
      .evaluate((text) => (getComputedStyle(text).fill.match(/\d+/g) ?? []).map(Number));
    assert.ok((red ?? 255) < 100);
    await context.close();
  });

  it('are their source without scripts', async () => {
    const { page } = await shown.open('diagrams', { javaScriptEnabled: false });
    assert.match((await page.textContent('.diagram-source')) ?? '', /a\[evaluate\] --> b\[realise\]/);
    assert.match((await page.textContent('div.mermaid')) ?? '', /pie title Closure/);
    await page.context().close();
  });

  it('cost decks without them nothing', async () => {
    const context = await shown.browser.newContext();
    const page = await context.newPage();
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await page.goto(`${shown.address}plain/`);
    await page.waitForSelector('.reveal.ready');
    assert.deepEqual(
      scripts.filter((address) => /mermaid/.test(address)),
      [],
    );
    await context.close();
  });
});
