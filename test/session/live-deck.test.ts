import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDeck } from '../../src/deck/parse-deck.ts';
import { noRecords } from '../../src/records/no-records.ts';
import { createLiveDeck, type LiveDeck } from '../../src/session/live-deck.ts';
import type { LiveEvent } from '../../src/session/live-events.ts';
import { realMachinery } from '../support/sessions.ts';

const parse = (text: string) =>
  parseDeck(text, { file: 'deck.md', name: 'deck', readInclude: () => ({ why: 'no files here', mend: '' }) });

const cell = (name: string, body: string) => `\`\`\`bash {run name=${name}}\n${body}\n\`\`\`\n\n`;

/** A live deck and all that it has told so far. */
function open(text: string): { live: LiveDeck; events: LiveEvent[]; states: () => readonly string[] } {
  const live = createLiveDeck(parse(text), { machinery: realMachinery, records: noRecords });
  const events: LiveEvent[] = [];
  live.subscribe((event) => events.push(event));
  const states = () =>
    events.filter((event) => event.type === 'state').map((event) => `${event.cell} ${event.state}`);
  return { live, events, states };
}

describe('a live deck', () => {
  it('runs what a cell stands on first, once', async () => {
    const { live, states } = open(cell('a', 'x=1') + cell('b', 'x=$((x + 1))') + cell('c', 'test $x = 2'));
    await live.run('c');
    await live.run('c');
    await live.close();
    assert.deepEqual(states(), [
      ...['a queued', 'b queued', 'c queued', 'a running', 'a ok', 'b running', 'b ok', 'c running', 'c ok'],
      ...['c queued', 'c running', 'c ok'],
    ]);
  });

  it('stops before a cell when one that it stands on fails, and says which', async () => {
    const { live, events, states } = open(cell('a', 'false') + cell('b', 'true') + cell('c', 'true'));
    await live.run('c');
    await live.close();
    assert.deepEqual(states().slice(3), ['a running', 'a failed', 'b idle', 'c idle']);
    const last = events.at(-1);
    assert.equal(last?.type === 'state' && last.reason, 'not run: cell a before it did not succeed');
  });

  it('keeps what has not changed when the deck does, and runs anew what has', async () => {
    const { live, states, events } = open(cell('a', 'x=1') + cell('b', 'echo $x'));
    await live.run('b');
    live.update(parse(`# New prose\n\n${cell('a', 'x=7')}${cell('b', 'echo $x')}`), noRecords);
    events.length = 0;
    await live.run('b');
    await live.close();
    assert.deepEqual(states(), ['a queued', 'b queued', 'a running', 'a ok', 'b running', 'b ok']);
    const lines = events.filter((event) => event.type === 'output' && event.lines.length > 0);
    assert.deepEqual(
      lines.map((event) => event.type === 'output' && event.lines),
      [['7']],
    );
  });

  const solved = (word: string) =>
    `${cell('a', `x=${word}`)}::: solution\n\n${cell('b', 'x=solved')}:::\n\n${cell('c', 'echo $x')}`;

  it('runs a solution when it is asked for, and not for what comes after it', async () => {
    const { live, states } = open(solved('asked'));
    await live.run('c');
    await live.run('b');
    await live.close();
    assert.deepEqual(states(), [
      ...['a queued', 'c queued', 'a running', 'a ok', 'c running', 'c ok'],
      ...['b queued', 'b running', 'b ok'],
    ]);
  });

  it('resets to a cell as if all before it were solved', async () => {
    const { live, events } = open(solved('reset'));
    await live.restore('c');
    await live.run('c');
    await live.close();
    const lines = events.flatMap((event) =>
      event.type === 'output' && event.cell === 'c' ? event.lines : [],
    );
    assert.deepEqual(lines, ['solved']);
  });

  it('forgets all on reset, even in the middle of a run', async () => {
    const { live, events } = open(cell('a', 'x=1; echo up; sleep 1000') + cell('b', 'echo "x is $x"'));
    const up = new Promise<void>((done) => {
      live.subscribe((event) => {
        if (event.type === 'output' && event.lines.includes('up')) done();
      });
    });
    const running = live.run('a');
    await up;
    await live.reset('main');
    await running;
    const states = events.filter((event) => event.type === 'state' && event.cell === 'a').at(-1);
    assert.equal(states?.type === 'state' && states.state, 'idle');
    await live.close();
  });

  it('ends a session that was idle for as long as the deck allows, says so, and starts another', async () => {
    const { live, events } = open(`---\nlimits: { idle: 200ms }\n---\n${cell('a', 'echo $$')}`);
    const ended = new Promise<void>((done) => {
      live.subscribe((event) => {
        if (event.type === 'notice') done();
      });
    });
    await live.run('a');
    await ended;
    await live.run('a');
    await live.close();
    const ok = events.filter((event) => event.type === 'state' && event.state === 'ok');
    assert.equal(ok.length, 2);
  });

  it('starts nothing after it was closed', async () => {
    const { live } = open(cell('a', 'true'));
    await live.close();
    const events: LiveEvent[] = [];
    live.subscribe((event) => events.push(event));
    await live.run('a');
    assert.deepEqual(events, []);
    await assert.rejects(live.terminal('a'), /closed/);
  });
});
