import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deck } from '../../src/deck/deck.ts';
import { noRecords } from '../../src/records/no-records.ts';
import { remoteView } from '../../src/serve/remote/remote-view.ts';
import { createStage } from '../../src/serve/stage/stage.ts';
import { parse } from '../deck/parse.ts';

/** What a phone shows of a deck whose page is at a place. */
function viewAt(deck: Deck, place: { readonly h: number; readonly line: number }) {
  const stage = createStage();
  const seat = stage.join({ role: 'slides', send: () => {} });
  seat.move('p', 1, { kind: 'show', v: 0, f: -1, ...place });
  return remoteView({ deck, file: 'deck.md', records: noRecords, revision: '1' }, stage, undefined);
}

describe('a remote’s view', () => {
  it('has the notes of the slide that is shown, with a hidden one before it', async () => {
    const deck = parse(
      '# One\n\n---\n\n# Two\n<!-- .slide: data-visibility="hidden" -->\n\nNote:\nof two\n\n---\n\n# Three\n\nNote:\nof three\n',
    );
    const view = await viewAt(deck, { h: 1, line: 13 });
    assert.equal(view.title, 'Three');
    assert.match(view.notes, /of three/);
    assert.equal(view.where, '2 / 2');
  });

  it('has the plan that the speaker’s page has, from reveal.js’ own options too', async () => {
    const deck = parse('---\nrevealOptions: {totalTime: 300, defaultTiming: 60}\n---\n# A\n\n---\n\n# B\n');
    assert.deepEqual((await viewAt(deck, { h: 0, line: 4 })).plan, [150_000, 150_000]);
    const each = parse('---\nrevealOptions: {defaultTiming: 60}\n---\n# A\n\n---\n\n# B\n');
    assert.deepEqual((await viewAt(each, { h: 0, line: 4 })).plan, [60_000, 60_000]);
  });

  it('is made soon of a line that patterns stumble over', async () => {
    const before = process.cpuUsage();
    const view = await viewAt(parse('['.repeat(60_000)), { h: 0, line: 1 });
    assert.ok(view.title.length <= 120);
    assert.ok(process.cpuUsage(before).user / 1000 < 2000);
  });
});
