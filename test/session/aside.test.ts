import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noRecords } from '../../src/records/no-records.ts';
import { createLiveDeck, type LiveDeckOptions } from '../../src/session/live-deck.ts';
import type { LiveEvent } from '../../src/session/live-events.ts';
import { parse } from '../deck/parse.ts';
import { realMachinery } from '../support/sessions.ts';

const run = (name: string, body: string) => `\`\`\`bash {run name=${name}}\n${body}\n\`\`\`\n\n`;
const check = (name: string, body: string, options = '') =>
  `\`\`\`bash {check name=${name} ${options}}\n${body}\n\`\`\`\n\n`;

function open(text: string, options: Partial<LiveDeckOptions> = {}) {
  const live = createLiveDeck(parse(text), { machinery: realMachinery, records: noRecords, ...options });
  const events: LiveEvent[] = [];
  live.subscribe((event) => events.push(event));
  const shown = (cell: string) =>
    events.flatMap((event) => (event.type === 'output' && event.cell === cell ? event.lines : []));
  const until = (fits: () => boolean) =>
    new Promise<void>((done) => {
      const look = () => {
        if (fits()) done();
      };
      live.subscribe(look);
      look();
    });
  return { live, events, shown, until };
}

const { signal } = new AbortController();

describe('a check that is run aside', () => {
  it('says how it stands, shows nothing and changes nothing', async () => {
    const { live, events } = open(
      run('a', 'x=1; mkdir d; cd d') +
        check('good', 'x=2; cd /; test "$x" = 2') +
        check('bad', 'echo "$x $PWD"; exit 3') +
        run('b', 'echo "$x $PWD"'),
    );
    await live.run('a');
    const before = events.length;
    assert.equal((await live.check('good', { signal, starts: false }))?.status, 'ok');
    const bad = await live.check('bad', { signal, starts: false });
    assert.deepEqual([bad?.status, bad?.exit], ['failed', 3]);
    assert.equal(events.length, before);
    await live.run('b');
    assert.equal(
      events.some((event) => event.type === 'output' && event.lines.includes('1 /work/d')),
      true,
    );
    await live.close();
  });

  it('starts a session only where it is asked to, and then an empty one', async () => {
    const { live } = open(run('a', 'touch made') + check('is-made', 'test -e made'));
    assert.equal(await live.check('is-made', { signal, starts: false }), undefined);
    assert.equal((await live.check('is-made', { signal, starts: true }))?.status, 'failed');
    await live.close();
  });

  it('leaves the cell before it what its programs print later', async () => {
    const { live, shown, until } = open(
      run('a', '(until test -e go; do sleep 0.02; done; echo later) &') +
        check('c', 'true') +
        run('b', 'touch go'),
    );
    await live.run('a');
    await live.check('c', { signal, starts: false });
    const terminal = await live.dock(1);
    terminal.write(Buffer.from('touch go\r'));
    await until(() => shown('a').includes('later'));
    await live.close();
  });

  it('ends at its time limit, and when something else wants the session', async () => {
    const { live } = open(
      run('a', 'true') + check('long', 'sleep 100', 'timeout=200ms') + check('longer', 'sleep 100'),
    );
    await live.run('a');
    assert.equal((await live.check('long', { signal, starts: false }))?.timedOut, true);
    const abort = new AbortController();
    const longer = live.check('longer', { signal: abort.signal, starts: false });
    abort.abort();
    assert.ok([undefined, 'cancelled'].includes((await longer)?.status));
    await live.run('a');
    await live.close();
  });

  it('is no way to run another kind of cell', async () => {
    const { live, events } = open(run('a', 'touch made'));
    assert.equal(await live.check('a', { signal, starts: true }), undefined);
    assert.deepEqual(events, []);
    await live.close();
  });
});

describe('a dock’s terminal', () => {
  it('is a shell in the session and its folder, open until it is closed or ends', async () => {
    const docks: string[] = [];
    const { live } = open(run('a', 'mkdir d; cd d; touch here'), {
      onDocks: (now) => docks.push(now.join()),
    });
    await live.run('a');
    const [first, second] = [await live.dock(2), await live.dock(1)];
    assert.equal(await live.dock(2), first);
    let text = '';
    const onData = (bytes: Buffer) => {
      text += String(bytes);
    };
    first.attach({ onData, onHold() {}, onDropped() {} }, 0);
    first.write(Buffer.from('ls; exit 4\r'));
    assert.equal((await first.exited).status, 4);
    assert.match(text, /here/);
    live.closeDock(1);
    await second.exited;
    assert.deepEqual(docks, ['2', '1,2', '1', '']);
    await live.close();
  });
});

describe('a deck whose sessions are ended', () => {
  it('is as before anything ran, and begins anew when something runs', async () => {
    const { live, events, shown } = open(run('a', 'echo $((++n))'), { idleMs: Number.POSITIVE_INFINITY });
    await live.run('a');
    await live.dock(1);
    await live.end();
    assert.deepEqual(live.docks(), []);
    assert.deepEqual(events.at(-1), { type: 'state', cell: 'a', state: 'idle' });
    await live.run('a');
    assert.equal(shown('a').at(-1), '1');
    await live.close();
  });
});
