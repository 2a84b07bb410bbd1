import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { keysOfChain, limitsPart } from '../../src/cells/cell-key.ts';
import { MachineError } from '../../src/errors.ts';
import { noRecords } from '../../src/records/no-records.ts';
import { openSnapshots } from '../../src/records/snapshots.ts';
import { runCell } from '../../src/runner/run-cell.ts';
import { createLiveDeck, type LiveDeck, type Machinery } from '../../src/session/live-deck.ts';
import type { LiveEvent } from '../../src/session/live-events.ts';
import type { Transcript } from '../../src/transcript/transcript.ts';
import { parse } from '../deck/parse.ts';
import { openSession, realMachinery } from '../support/sessions.ts';

const cell = (name: string, body: string, kind = 'run') =>
  `\`\`\`bash {${kind} name=${name}}\n${body}\n\`\`\`\n\n`;
const chain =
  cell('a', 'x=1; echo made > file') + cell('b', 'x=$((x + 1)); echo b') + cell('c', 'echo "$x $(cat file)"');

describe('a live deck and what is kept of it', () => {
  let dir = '';
  let machinery: () => Promise<Machinery>;
  before(async () => {
    const real = await realMachinery();
    dir = await mkdtemp(join(tmpdir(), 'piste-live-'));
    const snapshots = openSnapshots({ dir });
    machinery = async () => ({ ...real, snapshots });
  });
  after(() => rm(dir, { recursive: true }));

  let decks: LiveDeck[] = [];
  beforeEach(() => {
    decks = [];
  });
  afterEach(() => Promise.all(decks.map((deck) => deck.close())));

  /** A deck that is opened anew, as by another server, and all that it tells. */
  const open = (text: string, records: Partial<typeof noRecords> = {}) => {
    const live = createLiveDeck(parse(text), { machinery, records: { ...noRecords, ...records } });
    decks.push(live);
    const events: LiveEvent[] = [];
    live.subscribe((event) => events.push(event));
    return {
      live,
      events,
      states: () =>
        events.flatMap((event) => (event.type === 'state' ? [`${event.cell} ${event.state}`] : [])),
      text: (id: string) => live.chain('main').output(id)?.lines().join('\n'),
      touched: () => events.flatMap((event) => (event.type === 'session' ? [event.touched] : [])),
      notices: () => events.flatMap((event) => (event.type === 'notice' ? [event.text] : [])),
    };
  };

  it('goes on in a fresh session from what the cells before have left, without running them', async () => {
    const first = open(chain);
    await first.live.run('c');
    assert.equal(first.text('c'), '2 made');

    const second = open(chain);
    await second.live.run('c');
    assert.deepEqual(second.states(), ['a recorded', 'b recorded', 'c queued', 'c running', 'c ok']);
    assert.equal(second.text('c'), '2 made');
  });

  it('runs what was changed, and what follows, on what is kept of the rest', async () => {
    const { live, states, text } = open(chain.replace('x + 1', 'x + 41'));
    await live.run('c');
    assert.deepEqual(
      states().filter((state) => !state.endsWith('queued')),
      [...['a recorded', 'b running', 'b ok', 'c running', 'c ok']],
    );
    assert.equal(text('c'), '42 made');
  });

  it('is reset to right before a cell, whatever was done since', async () => {
    const { live, text, states } = open(chain);
    await live.run('c');
    await live.run('b');
    assert.equal(text('b'), 'b');
    await live.restore('c');
    assert.equal(live.chain('main').status('c').state, 'idle');
    await live.run('c');
    assert.equal(text('c'), '2 made');
    assert.equal(states().filter((state) => state === 'a running').length, 0);
  });

  it('tells when somebody has typed into a session, not when a cell runs again', async () => {
    const { live, touched, text } = open(chain + cell('t', '', 'terminal'));
    await live.run('b');
    const terminal = await live.terminal('t');
    assert.deepEqual(touched(), []);
    terminal.write(Buffer.from('echo by hand > file'));
    assert.deepEqual(touched(), []);
    terminal.write(Buffer.from('\r'));
    assert.deepEqual(touched(), [true]);
    await live.restore('c');
    assert.deepEqual(touched(), [true, false]);
    await live.run('c');
    assert.equal(text('c'), '2 made');
    await live.run('a');
    assert.deepEqual(touched(), [true, false]);
  });

  it('does not go on by itself from where something ran in the background, and when told to says what is missing', async () => {
    const background =
      cell('start', 'sleep 1000 & disown') +
      cell('then', 'y=1') +
      cell('look', 'pgrep -x sleep > /dev/null && echo "$y up"');
    await open(background).live.run('look');
    const again = open(background);
    await again.live.run('look');
    assert.equal(again.text('look'), '1 up');
    assert.ok(again.states().includes('start ok'));
    await again.live.restore('look');
    assert.deepEqual(again.notices(), [
      'sleep ran in the background and is not running now: run cell start again.',
    ]);
  });

  it('runs from the first cell on where what was kept is gone', async () => {
    const real = await machinery();
    const text = cell('p', 'z=5') + cell('q', 'echo $z');
    await open(text).live.run('q');
    machinery = async () => ({ ...real, snapshots: { ...real.snapshots, restoreOf: async () => undefined } });
    const { live, states } = open(text);
    await live.run('q');
    machinery = async () => real;
    assert.ok(states().includes('p ok'));
  });

  describe('that is pressed at the wrong moment', () => {
    /** Resolves when a cell has come to a state. */
    const when = (deck: ReturnType<typeof open>, state: string) =>
      new Promise<void>((done) => {
        const stop = deck.live.subscribe((event) => {
          if (event.type !== 'state' || `${event.cell} ${event.state}` !== state) return;
          setImmediate(() => stop());
          done();
        });
      });

    for (const moment of ['', 'a recorded', 'c queued', 'c running']) {
      it(`reset ${moment === '' ? 'at once' : `at "${moment}"`}: what runs then has all that it stands on`, async () => {
        await open(chain).live.run('c');
        const deck = open(chain);
        const reached = moment === '' ? Promise.resolve() : when(deck, moment);
        const first = deck.live.run('c');
        await reached;
        await deck.live.reset('main');
        await first;
        await deck.live.run('c');
        assert.equal(deck.text('c'), '2 made');
      });
    }

    it('reset to here twice, and run meanwhile', async () => {
      await open(chain).live.run('c');
      const { live, text } = open(chain);
      await Promise.all([live.restore('c'), live.restore('b'), live.run('c'), live.restore('c')]);
      await live.run('c');
      assert.equal(text('c'), '2 made');
    });

    it('edited while it waits: its old text does not run under its new key', async () => {
      const text = cell('slow', 'sleep 0.3') + cell('next', 'echo old > what; cat what');
      const deck = open(text);
      const reached = when(deck, 'slow running');
      const [slow, next] = [deck.live.run('slow'), deck.live.run('next')];
      await reached;
      deck.live.update(parse(text.replace('echo old', 'echo new')), noRecords);
      await Promise.all([slow, next]);
      await deck.live.run('next');
      assert.equal(deck.text('next'), 'new');
      const fresh = open(text.replace('echo old', 'echo new') + cell('last', 'cat what'));
      await fresh.live.run('last');
      assert.equal(fresh.text('last'), 'new');
    });

    it('its limits changed: what the open session makes is not kept under the new ones', async () => {
      const text = (disk: string) =>
        `---\nlimits: { disk: ${disk} }\n---\n\n${cell('one', 'echo 1 > f')}${cell('size', 'df --output=size -m /work | tail -n 1 > f')}${cell('tell', 'cat f')}`;
      const deck = open(text('64M'));
      await deck.live.run('one');
      deck.live.update(parse(text('128M')), noRecords);
      await deck.live.run('size');
      const fresh = open(text('128M'));
      await fresh.live.run('tell');
      assert.equal(fresh.text('tell')?.trim(), '128');
    });

    it('an option changed: the cell counts as not run', async () => {
      const text = (path: string) =>
        `\`\`\`text {file=${path}}\nhi\n\`\`\`\n\n${cell('read', `cat ${path}`)}`;
      const { live, text: shown } = open(text('a.txt'));
      await live.run('read');
      live.update(parse(text('b.txt')), noRecords);
      await live.run('read');
      assert.equal(shown('read'), 'hi');
    });
  });

  describe('beside its records', () => {
    const texts = cell('same', 'echo same') + cell('other', 'echo "now $((1 + 1))"');
    const transcripts = new Map<string, Transcript>();
    before(async () => {
      const deck = parse(texts.replace('now', 'then'));
      const { hash } = await (await machinery()).environmentOf(deck);
      await using session = await openSession();
      for (const one of keysOfChain(deck.cells, {
        environment: hash,
        limits: limitsPart(deck.settings.limits),
      })) {
        const { signal } = new AbortController();
        transcripts.set(
          one.cell.id,
          (await runCell(session.session, one, { nixVersion: '', signal })).transcript,
        );
      }
    });
    const records = { transcript: (id: string) => transcripts.get(id) };

    it('says how a run differs from its record', async () => {
      const { live } = open(texts, records);
      await live.run('other');
      assert.equal(live.chain('main').status('same').drift, undefined);
      assert.equal(live.chain('main').status('other').drift, '-then 2\n+now 2');
    });

    it('does not compare what ran on another state than its own', async () => {
      const { live } = open(texts, records);
      await live.run('other');
      await live.run('other');
      assert.equal(live.chain('main').status('other').drift, undefined);
    });

    it('offers the record where no live run can be had: no engine, or too long', async () => {
      const real = await machinery();
      machinery = async () => {
        throw new MachineError('no engine here', 'install one');
      };
      const without = open(texts, records);
      await without.live.run('same');
      const { state, fallback, reason } = without.live.chain('main').status('same');
      assert.deepEqual(
        [state, fallback, reason],
        ['error', true, 'no engine here\n  to mend it: install one'],
      );
      // The one that was asked for has its record too, when one before it had to run first.
      await without.live.run('other');
      const { reason: why, ...asked } = without.live.chain('main').status('other');
      assert.deepEqual([asked.state, asked.fallback], ['idle', true]);
      assert.equal(why, 'not run: cell same before it did not succeed');
      machinery = async () => real;

      const slow = texts
        .replace('{run name=other}', '{run name=other timeout=100ms}')
        .replace('echo "now', 'sleep 9; echo "now');
      const { live } = open(slow, records);
      await live.run('other');
      const late = live.chain('main').status('other');
      assert.deepEqual([late.state, late.fallback], ['failed', true]);
    });
  });
});
