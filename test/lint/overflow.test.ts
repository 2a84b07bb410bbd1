import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadDeck } from '../../src/deck/load-deck.ts';
import { lintDeck } from '../../src/lint/lint-deck.ts';
import { openDeckPages } from '../../src/lint/overflow/deck-pages.ts';
import { lookAtDeck } from '../../src/lint/overflow/look-at-deck.ts';
import { serveDecks } from '../../src/serve/server.ts';
import { openBrowser } from '../support/browser.ts';
import { nothingRuns } from '../support/nothing-runs.ts';
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
        'The slides were not looked at in a browser: there is no Chromium at /nowhere/chromium, which PISTE_CHROMIUM names\n' +
          '  to mend it: apt-get install -y chromium, and unset PISTE_CHROMIUM',
      );
      assert.equal(await pages.look('talk/deck.md'), undefined);
      await pages.close();
    } finally {
      if (PISTE_CHROMIUM === undefined) delete process.env.PISTE_CHROMIUM;
      else process.env.PISTE_CHROMIUM = PISTE_CHROMIUM;
    }
  });
});

describe('lookAtDeck', () => {
  it('tries once more where a page does not come up, and then names the deck', async () => {
    await withDeck({ 'talk/deck.md': '# A\n' }, async (folder) => {
      const decks = await serveDecks({
        paths: [join(folder, 'talk/deck.md')],
        host: '127.0.0.1',
        port: 0,
        machinery: nothingRuns,
      });
      const browser = await openBrowser();
      let asked = 0;
      /** Hangs up on the first who asks. */
      const busy = createServer((request, answer) => {
        if (asked++ === 0) request.socket.destroy();
        else answer.writeHead(302, { location: `${decks.address}talk/?outputs=recorded` }).end();
      });
      busy.listen(0, '127.0.0.1');
      await once(busy, 'listening');
      const address = busy.address();
      assert.ok(typeof address === 'object' && address !== null);
      const door = `http://127.0.0.1:${address.port}/`;
      try {
        const look = await lookAtDeck(browser, door, 'talk/deck.md');
        assert.deepEqual([look.slides.length, asked], [1, 2]);
        busy.close();
        await assert.rejects(
          lookAtDeck(browser, door, 'talk/deck.md'),
          /^RunError: talk\/deck\.md: its slides could not be looked at: .*ERR_CONNECTION_REFUSED/,
        );
      } finally {
        busy.close();
        await browser.close();
        await decks.close();
      }
    });
  });
});

describe('lintDeck: slides in a real browser', () => {
  it('tells which diagrams cannot be drawn, and where', async () => {
    const text = [
      '# A',
      '',
      '```mermaid',
      'flowchart LR',
      '  A --> F[/nix/store]',
      '```',
      '',
      '```mermaid',
      'flowchrt LR',
      '```',
      '',
      '```mermaid',
      'flowchart LR',
      '  A --> F["/nix/store"]',
      '```',
      '',
    ];
    const [first = '', second = '', ...more] = await lintPages(text.join('\n'));
    assert.match(
      first,
      /^5:1 error this diagram cannot be drawn: Mermaid does not understand `.*nix\/store.*` \[undrawn-diagram\]; mend/,
    );
    assert.equal(
      second,
      '8:1 error this diagram cannot be drawn: Mermaid knows no `flowchrt` [undrawn-diagram]; did you mean `flowchart`?',
    );
    assert.deepEqual(more, []);
  });
  it('tells the fence of which lines are out of sight', async () => {
    const text = [
      '# A',
      '',
      'b',
      '',
      '```text',
      'b',
      '```',
      '',
      '```text',
      ...Array(99).fill('c'),
      '```',
      '',
    ];
    const [found = '', ...more] = await lintPages(text.join('\n'));
    assert.match(found, /^9:1 warning slide #\/0\/0 \(A\) shows its code without the last \d+ lines/);
    assert.deepEqual(more, []);
  });
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
        '15:1 warning slide #/1/1 (Too wide) cuts lines of its code off at the right, by N px [overflow]; break the longest lines',
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
