import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ExportDeck } from '../../src/export/export-deck.ts';
import { drawFirstSlides } from '../../src/export/first-slide-picture.ts';
import { type PictureOptions, slidePictures } from '../../src/export/slide-pictures.ts';
import { openBrowser } from '../support/browser.ts';
import { exportDeckAt } from '../support/export-decks.ts';

let browser: Browser;
let fixture: ExportDeck;
before(async () => {
  browser = await openBrowser();
  fixture = await exportDeckAt('test/fixtures/export/deck.md');
});
after(() => browser.close());

/** A PNG's own word on its size. */
const sizeOf = (png: Uint8Array): string => {
  const bytes = Buffer.from(png);
  return `${bytes.readUInt32BE(16)} x ${bytes.readUInt32BE(20)}`;
};

async function draw(options: Partial<PictureOptions> = {}) {
  const drawn: string[] = [];
  const told: string[] = [];
  const common: PictureOptions = {
    isMeant: () => true,
    fragments: 'flat',
    scale: 1,
    onDrawn: (done, total) => void told.push(`${done}/${total}`),
    signal: new AbortController().signal,
    ...options,
  };
  for await (const { name, png } of slidePictures(browser, fixture, common))
    drawn.push(`${name} ${sizeOf(png)}`);
  return { drawn, told };
}

describe('pictures of slides', () => {
  it('are as large as slides, one for each that is shown', async () => {
    const { drawn, told } = await draw();
    assert.deepEqual(
      drawn,
      ['1', '2', '3', '4', '5'].map((name) => `${name} 1280 x 720`),
    );
    assert.deepEqual(told, ['1/5', '2/5', '3/5', '4/5', '5/5']);
  });

  it('are of the slides that are meant, larger where that is wished', async () => {
    const { drawn, told } = await draw({ isMeant: (number) => number === 4, scale: 2 });
    assert.deepEqual([drawn, told], [['4 2560 x 1440'], ['1/1']]);
  });

  it('are of each step, where that is wished', async () => {
    const { drawn } = await draw({ isMeant: (number) => number === 2, fragments: 'pages' });
    assert.deepEqual(
      drawn.map((one) => one.split(' ')[0]),
      ['2-1', '2-2', '2-3', '2-4'],
    );
  });

  it('come no more when they are not wanted any more', async () => {
    const abort = new AbortController();
    const names: string[] = [];
    await assert.rejects(async () => {
      const options = {
        isMeant: () => true,
        fragments: 'flat',
        scale: 1,
        onDrawn: () => {},
        signal: abort.signal,
      } as const;
      for await (const { name } of slidePictures(browser, fixture, options)) {
        names.push(name);
        abort.abort();
      }
    }, /aborted/);
    assert.deepEqual(names, ['1']);
  });
});

describe('the picture of a deck for previews of links', () => {
  it('is drawn once, and anew when its first slide has changed', async () => {
    const home = mkdtempSync(join(tmpdir(), 'piste-covers-'));
    const before = process.env.PISTE_HOME;
    process.env.PISTE_HOME = home;
    try {
      const kept = () => readdirSync(join(home, 'covers')).length;
      const [first] = [...(await drawFirstSlides([fixture]))];
      assert.deepEqual(
        [first?.[0], sizeOf(first?.[1] ?? new Uint8Array()), kept()],
        ['export', '1200 x 630', 1],
      );
      const { deck } = fixture;
      const changed = (index: number) => ({
        ...fixture,
        deck: {
          ...deck,
          slides: deck.slides.map((slide, at) => (at === index ? { ...slide, markdown: '# Other' } : slide)),
        },
      });
      await drawFirstSlides([fixture, changed(1)]);
      assert.equal(kept(), 1);
      await drawFirstSlides([changed(0)]);
      assert.equal(kept(), 2);
      assert.equal((await drawFirstSlides([{ ...fixture, deck: { ...deck, slides: [] } }])).size, 0);
    } finally {
      if (before === undefined) delete process.env.PISTE_HOME;
      else process.env.PISTE_HOME = before;
      rmSync(home, { recursive: true });
    }
  });
});
