import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { lintDeck } from '../../src/lint/lint-deck.ts';
import { openDeckPages } from '../../src/lint/overflow/deck-pages.ts';
import { printed, withDeck } from './lint.ts';

/** What the rules and a browser say about the deck `text`. */
const lintPages = (text: string): Promise<readonly string[]> =>
  withDeck({ 'talk/deck.md': text }, async (folder) => {
    const file = join(folder, 'talk/deck.md');
    const pages = await openDeckPages([file]);
    try {
      return (await lintDeck(await loadDeck(file), { file, pages })).map(printed);
    } finally {
      await pages.close();
    }
  });

describe('openDeckPages', () => {
  it('gives notice where there is no Chromium, and nothing else comes of it', async () => {
    const { PISTE_CHROMIUM } = process.env;
    process.env.PISTE_CHROMIUM = '/nowhere/chromium';
    try {
      const pages = await openDeckPages([]);
      assert.equal(
        pages.notice,
        'The slides were not looked at in a browser: there is no Chromium here\n  to mend it: apt-get install -y chromium',
      );
      assert.equal(await pages.look('talk/deck.md'), undefined);
      await pages.close();
    } finally {
      if (PISTE_CHROMIUM === undefined) delete process.env.PISTE_CHROMIUM;
      else process.env.PISTE_CHROMIUM = PISTE_CHROMIUM;
    }
  });
});

describe('lintDeck: slides in a real browser', () => {
  it('tells what is cut off, and by how much', async () => {
    const text = [
      '# Fits',
      '',
      'whole, with all that comes step by step <!-- .element: class="fragment" -->',
      '',
      '---',
      '',
      '## Too high',
      '',
      // From 100 px below the top of a slide that is 720 px high, to 104 px below its bottom.
      '<div style="position: absolute; top: 100px; margin: 0; height: 724px">x</div>',
      '',
      '----',
      '',
      '## Too wide',
      '',
      '```text',
      'wide '.repeat(60),
      '```',
      '',
      '---',
      '',
      '<!-- piste-ignore: overflow -->',
      '',
      '## Meant',
      '',
      '<div style="height: 900px">x</div>',
      '',
    ];
    const found = await lintPages(text.join('\n'));
    assert.deepEqual(
      found.map((one) => one.replace(/by \d+ px/, 'by N px')),
      [
        '7:1 error slide #/1/0 (Too high) is cut off at the bottom: 104 px of it (14 % of a slide) are out of sight [overflow]; make two slides of it, or say less',
        '13:1 warning slide #/1/1 (Too wide) cuts lines of its code off at the right, by N px [overflow]; break the longest lines',
      ],
    );
  });
  it('tells what the page itself complains of, once', async () => {
    const text = '# A\n\n![gone](gone.png)\n\n<script>document.title = 1</script>\n';
    const [script = '', picture, ...more] = await lintPages(text);
    assert.match(
      script,
      /^1:1 error the page complains: .*inline script.* \[page-error\]; mend or remove what it names$/,
    );
    assert.match(picture ?? '', /^3:9 error `gone.png` cannot be loaded/);
    assert.deepEqual(more, []);
  });
});
