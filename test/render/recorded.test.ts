import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noRecords } from '../../src/records/no-records.ts';
import type { PageRecords } from '../../src/records/page-records.ts';
import { renderArticleBody } from '../../src/render/render-article.ts';
import { renderSlidesBody } from '../../src/render/render-slides.ts';
import { parse } from '../deck/parse.ts';

const key = '0123456789abcdef0123456789abcdef';
const record = { key, recordedAt: Date.UTC(2026, 10, 21, 8, 30) / 1000, exit: 1, durationMs: 420 };

/** Something is recorded of the cell `known`, and of no other. */
const records: PageRecords = {
  ...noRecords,
  of: (id) => (id === 'known' ? record : undefined),
  final: async (id) =>
    id === 'known'
      ? { lines: ['one &amp; <span class="fg-1">two</span>', ''], picture: '<svg></svg>' }
      : undefined,
};

const text = '```bash {run name=known expect=1}\nls\n```\n\n```bash {run name=new}\nls\n```\n';
const figures = (html: string): readonly string[] => html.split(/(?=<figure)/).slice(1);

describe('a recorded cell', () => {
  it('names its record on a slide, and can be replayed; its output waits', async () => {
    const [known = '', other = ''] = figures(await renderSlidesBody(parse(text), records));
    assert.match(
      known,
      /data-state="idle" data-record="0123456789abcdef0123456789abcdef" data-recorded-at="2026-11-21T08:30:00.000Z" data-recorded-ms="420" data-recorded-exit="1" data-recorded-lines="1">/,
    );
    assert.match(
      known,
      /<button type="button" data-action="replay" aria-label="Replay" title="Replay what was recorded 21 Nov 2026">/,
    );
    assert.match(known, /data-action="diff"/);
    assert.match(
      known,
      /<div class="cell-output" data-output tabindex="0" role="group" aria-label="Output"><\/div>/,
    );
    assert.doesNotMatch(other, /record|replay|diff/);
    assert.match(other, /data-action="restore"/);
  });

  it('shows its output in the article, as the client would, with its day', async () => {
    const [known = '', other = ''] = figures(await renderArticleBody(parse(text), records));
    assert.match(known, /data-state="recorded"/);
    assert.match(
      known,
      /<span class="cell-status" aria-live="polite"><span class="words">recorded 21 Nov 2026 · exit status 1 · 0.4 s<\/span><\/span>/,
    );
    assert.match(
      known,
      /<div class="cell-output" data-output data-recorded="recorded 21 Nov 2026"[^>]*><pre><div class="line">one &amp; <span class="fg-1">two<\/span>\n<\/div><div class="line">\n<\/div><\/pre><div class="picture-place"><svg><\/svg><\/div><\/div>/,
    );
    assert.match(other, /data-state="idle"[\s\S]*aria-label="Output"><\/div>/);
  });

  it('shows it where the deck has put it', async () => {
    const html = await renderArticleBody(parse(`<!-- output: known -->\n\n${text}`), records);
    assert.match(
      html,
      /^<section[^>]*>\n<a class="same-spot"[^>]*><\/a>\n<div class="cell-output" data-output data-recorded="[^>]* data-for="known"[^>]*><pre>/,
    );
    assert.equal(html.match(/picture-place/g)?.length, 1);
  });

  it('has no replay where it is typed in by hand', async () => {
    const always: PageRecords = { ...records, of: () => record };
    const html = await renderSlidesBody(parse('```bash {terminal}\n```\n'), always);
    assert.doesNotMatch(html, /data-record|replay|restore/);
  });
});
