import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  cellIs,
  cellShows,
  openWorkshop,
  seatIs,
  stepIsDone,
  type TestWorkshop,
  type TestWorkshopOptions,
  type Visit,
} from '../support/workshop.ts';

const deck = `# Greet

\`\`\`bash {file=greet.sh name=script}
echo "Hello, $1!"
\`\`\`

\`\`\`bash {run name=greet}
bash greet.sh Ada
\`\`\`

\`\`\`bash {check name=politely hint="Say good morning."}
bash greet.sh Ada | grep -q 'Good morning'
\`\`\`

---

# Count

\`\`\`bash {run name=count}
echo \${count:=1} > count; cat count
\`\`\`

\`\`\`bash {check name=counted}
count=99; test -s count
\`\`\`

\`\`\`bash {check name=high hint="Write a number above 4 into count."}
test "$(cat count)" -gt 4
\`\`\`

\`\`\`bash {terminal name=shell}
ls
\`\`\`
`;

/** Runs a cell that is to print this line. */
async function runs(visit: Visit, cell: string, line: string): Promise<void> {
  await visit.ask({ type: 'run', cell }, cellShows(cell, line));
  await visit.next(cellIs(cell, 'ok'));
}

const steps = (visit: Visit) => visit.messages.findLast((message) => message.type === 'steps');

describe('a visitor of a workshop', () => {
  let workshop: TestWorkshop;
  before(async () => {
    workshop = await openWorkshop(deck, { sessions: 20 });
  });
  after(() => workshop[Symbol.asyncDispose]());

  it('is told how all stands, and takes no seat by reading', async () => {
    const ada = await workshop.visit();
    await ada.next((message) => message.type === 'terminals');
    assert.deepEqual(
      ada.messages.map(({ type }) => type),
      ['hello', 'seat', 'edits', 'steps', 'terminals'],
    );
    const seat = ada.messages[1];
    assert.equal(seat?.type === 'seat' && seat.state, 'none');
    assert.equal(seat?.type === 'seat' && seat.limits.idleMs, 1_200_000);
    assert.deepEqual(steps(ada), {
      type: 'steps',
      steps: { politely: { done: false }, counted: { done: false } },
    });
    ada.leave();
  });

  it('runs the text that was edited last, and the cells below stand on it', async () => {
    const ada = await workshop.visit();
    await runs(ada, 'greet', 'Hello, Ada!');
    ada.send({ type: 'edit', cell: 'script', text: 'echo "Bye, $1!"' });
    await runs(ada, 'greet', 'Bye, Ada!');
    ada.send({ type: 'edit', cell: 'script', text: null });
    await runs(ada, 'greet', 'Hello, Ada!');
    ada.leave();
  });

  it('has the same texts, outputs and steps on every page, and after a reload', async () => {
    const ada = await workshop.visit();
    ada.send({ type: 'edit', cell: 'script', text: 'echo "Good morning, $1!"\n' });
    ada.send({ type: 'run', cell: 'greet' });
    await ada.next(cellShows('greet', 'Good morning, Ada!'));
    await ada.next(stepIsDone('politely'));
    ada.leave();
    const again = await workshop.visit(ada.cookie);
    await again.next(cellShows('greet', 'Good morning, Ada!'));
    const edits = again.messages.find((message) => message.type === 'edits');
    assert.deepEqual(edits, { type: 'edits', edits: { script: 'echo "Good morning, $1!"\n' } });
    assert.equal(steps(again)?.steps.politely?.done, true);
    const other = await workshop.visit(ada.cookie);
    again.send({ type: 'edit', cell: 'greet', text: 'true' });
    await other.next(
      (message) => message.type === 'edit' && message.cell === 'greet' && message.text === 'true',
    );
    again.leave();
    other.leave();
  });

  it('is told the hint of a check that was asked for and fails, never of one that ran by itself', async () => {
    const ada = await workshop.visit();
    await ada.ask({ type: 'run', cell: 'greet' }, cellIs('greet', 'ok'));
    const asked = await ada.ask(
      { type: 'check', step: 'politely' },
      (message) => message.type === 'steps' && message.steps.politely?.hint !== undefined,
    );
    assert.deepEqual(asked, {
      type: 'steps',
      steps: { politely: { done: false, failed: true, hint: 'Say good morning.' }, counted: { done: false } },
    });
    const before = ada.messages.flatMap((message) =>
      message.type === 'steps' && message.steps.politely?.checking ? [] : [message],
    );
    assert.equal(
      before.some((message) => message.type === 'steps' && message.steps.counted?.hint !== undefined),
      false,
    );
    ada.leave();
  });

  it('can have a step checked again that is done: it stays done, and says how it is now', async () => {
    const ada = await workshop.visit();
    ada.send({ type: 'edit', cell: 'script', text: 'echo "Good morning, $1!"' });
    await ada.ask({ type: 'run', cell: 'greet' }, stepIsDone('politely'));
    ada.send({ type: 'edit', cell: 'script', text: null });
    await runs(ada, 'greet', 'Hello, Ada!');
    const again = await ada.ask(
      { type: 'check', step: 'politely' },
      (message) => message.type === 'steps' && message.steps.politely?.failed === true,
    );
    assert.equal(again.type === 'steps' && again.steps.politely?.done, true);
    ada.leave();
  });

  it('needs all checks of a step, which leave the session as it is', async () => {
    const ada = await workshop.visit();
    await ada.ask({ type: 'run', cell: 'count' }, cellIs('count', 'ok'));
    const failing = await ada.ask(
      { type: 'check', step: 'counted' },
      (message) => message.type === 'steps' && message.steps.counted?.hint !== undefined,
    );
    assert.match(JSON.stringify(failing), /a number above 4/);
    ada.send({ type: 'edit', cell: 'count', text: 'echo $((count + 4)) > count; cat count' });
    ada.send({ type: 'run', cell: 'count' });
    await ada.next(cellShows('count', '5'));
    await ada.next(stepIsDone('counted'));
    ada.leave();
  });

  it('has a step done by what is typed into a terminal', async () => {
    const ada = await workshop.visit();
    const terminal = await ada.terminal('deck=deck&dock=1&since=0');
    await terminal.printed(/\$ /);
    terminal.type('echo 7 > count\r');
    await ada.next(stepIsDone('counted'));
    ada.leave();
  });

  it('has a step done by a command that takes longer than the first look at the steps', async () => {
    const ada = await workshop.visit();
    const terminal = await ada.terminal('deck=deck&dock=1&since=0');
    await terminal.printed(/\$ /);
    terminal.type('sleep 4; echo 7 > count\r');
    await ada.next(stepIsDone('counted'));
    ada.leave();
  });

  it('has terminals that survive a reload, and end when their tab is closed', async () => {
    const ada = await workshop.visit();
    const first = await ada.terminal('deck=deck&dock=1&since=0');
    const second = await ada.terminal('deck=deck&dock=2&since=0');
    await first.printed(/\$ /);
    await second.printed(/\$ /);
    first.type('echo one$((1))\r');
    await first.printed(/one1\r/);
    ada.leave();
    const again = await workshop.visit(ada.cookie);
    await again.next((message) => message.type === 'terminals' && message.open.join() === '1,2');
    const kept = await again.terminal('deck=deck&dock=1&since=0');
    await kept.printed(/one1\r/);
    await again.ask(
      { type: 'close', dock: 1 },
      (message) => message.type === 'terminals' && message.open.join() === '2',
    );
    await kept.next((message) => message.type === 'exit');
    again.leave();
  });

  it('takes home what is in the work folder, byte for byte', async () => {
    const ada = await workshop.visit();
    await ada.ask({ type: 'run', cell: 'greet' }, cellIs('greet', 'ok'));
    ada.send({
      type: 'edit',
      cell: 'count',
      text: 'seq 300000 > numbers; mkdir -p "a b"; ln -s ../numbers "a b/link"',
    });
    await ada.ask({ type: 'run', cell: 'count' }, cellIs('count', 'ok'));
    const sent = await fetch(`${workshop.server.address}deck/work.tar`, { headers: ada.headers });
    assert.equal(sent.status, 200);
    assert.equal(sent.headers.get('content-disposition'), 'attachment; filename=deck-work.tar');
    const folder = await mkdtemp(join(tmpdir(), 'piste-work-'));
    const tar = join(folder, 'work.tar');
    await writeFile(tar, Buffer.from(await sent.arrayBuffer()));
    execFileSync('tar', ['-C', folder, '-xf', tar]);
    assert.equal(
      await readFile(join(folder, 'deck-work', 'a b', 'link'), 'utf8'),
      `${Array.from({ length: 300_000 }, (_, index) => index + 1).join('\n')}\n`,
    );
    assert.equal(await readFile(join(folder, 'deck-work', 'greet.sh'), 'utf8'), 'echo "Hello, $1!"\n');
    await rm(folder, { recursive: true });
    ada.leave();
  });

  it('without a session is told that there is nothing to take home', async () => {
    const ada = await workshop.visit();
    const sent = await fetch(`${workshop.server.address}deck/work.tar`, { headers: ada.headers });
    assert.equal(sent.status, 409);
    assert.match(await sent.text(), /Nothing of yours runs/);
    ada.leave();
  });

  it('comes back to any cell by a reset to it, with the texts that were edited', async () => {
    const ada = await workshop.visit();
    ada.send({ type: 'edit', cell: 'script', text: 'echo "Moin, $1!"' });
    await ada.ask({ type: 'run', cell: 'count' }, cellIs('count', 'ok'));
    const terminal = await ada.terminal('deck=deck&dock=1&since=0');
    await terminal.printed(/\$ /);
    terminal.type('rm *; echo gone$((1))\r');
    await terminal.printed(/gone1/);
    await ada.ask({ type: 'restore', cell: 'high' }, cellIs('count', 'ok'));
    await terminal.next((message) => message.type === 'exit' && message.reset === true);
    await runs(ada, 'greet', 'Moin, Ada!');
    ada.leave();
  });
});

/** Who has the only seat, having run `count`, and who is in line for `greet`. */
async function oneSitsOneWaits(workshop: TestWorkshop): Promise<readonly [sits: Visit, waits: Visit]> {
  const [sits, waits] = [await workshop.visit(), await workshop.visit()];
  await sits.ask({ type: 'run', cell: 'count' }, cellIs('count', 'ok'));
  await waits.ask({ type: 'run', cell: 'greet' }, seatIs('waiting', 1));
  return [sits, waits];
}

describe('a workshop that is full', () => {
  it('has a line, in which runs that were asked for wait, first come first served', async () => {
    await using workshop = await openWorkshop(deck, { sessions: 1 });
    const [ada, bob, cem] = [await workshop.visit(), await workshop.visit(), await workshop.visit()];
    await ada.ask({ type: 'run', cell: 'greet' }, cellIs('greet', 'ok'));
    await bob.ask({ type: 'run', cell: 'greet' }, cellIs('greet', 'queued'));
    await bob.next(seatIs('waiting', 1));
    await cem.ask({ type: 'run', cell: 'count' }, seatIs('waiting', 2));
    ada.send({ type: 'leave' });
    await bob.next(seatIs('ready'));
    await bob.next(cellShows('greet', 'Hello, Ada!'));
    await cem.next(seatIs('waiting', 1));
    bob.send({ type: 'leave' });
    await cem.next(seatIs('ready'));
    await cem.next(cellIs('count', 'ok'));
    assert.equal(
      [ada, bob, cem].some(({ messages }) =>
        messages.some((message) => message.type === 'state' && message.state === 'error'),
      ),
      false,
    );
  });

  it('keeps a seat whose page is loaded anew', async () => {
    await using workshop = await openWorkshop(deck, {
      sessions: 1,
      times: { awayMs: 3_600_000, crowdedAwayMs: 3_600_000 },
    });
    const [ada] = await oneSitsOneWaits(workshop);
    ada.leave();
    const again = await workshop.visit(ada.cookie);
    await again.next(seatIs('ready'));
    again.leave();
  });

  it('gives a seat whose page is closed to who waits', async () => {
    await using workshop = await openWorkshop(deck, {
      sessions: 1,
      times: { awayMs: 3_600_000, crowdedAwayMs: 20 },
    });
    const [ada, bob] = await oneSitsOneWaits(workshop);
    ada.leave();
    await bob.next(seatIs('ready'));
    await bob.next(cellIs('greet', 'ok'));
  });

  it('what waits can be taken back', async () => {
    await using workshop = await openWorkshop(deck, { sessions: 1 });
    const [, bob] = await oneSitsOneWaits(workshop);
    await bob.ask({ type: 'cancel', cell: 'greet' }, cellIs('greet', 'idle'));
    const left = await bob.ask({ type: 'leave' }, seatIs('none'));
    assert.equal(left.type === 'seat' && left.ended, 'line');
    await bob.ask({ type: 'run', cell: 'greet' }, seatIs('waiting', 1));
  });
});

describe('a seat that is not used', () => {
  const idle = deck.replace('# Greet', '---\nlimits: { idle: 8s }\n---\n\n# Greet');

  it('ends after a warning; cells are as before they ran, and the next run takes another', async () => {
    await using workshop = await openWorkshop(idle);
    const ada = await workshop.visit();
    await ada.ask({ type: 'run', cell: 'greet' }, cellIs('greet', 'ok'));
    const warning = await ada.next((message) => message.type === 'idle' && message.endsInMs !== null);
    assert.ok(warning.type === 'idle' && warning.endsInMs === 2000);
    const end = await ada.next(seatIs('none'));
    assert.equal(end.type === 'seat' && end.ended, 'idle');
    await ada.next(cellIs('greet', 'idle'));
    const shown = ada.messages.findLast((one) => one.type === 'output' && one.cell === 'greet');
    assert.deepEqual(shown?.type === 'output' && shown.lines, []);
    await runs(ada, 'greet', 'Hello, Ada!');
  });

  it('goes on when its visitor says so', async () => {
    await using workshop = await openWorkshop(idle);
    const ada = await workshop.visit();
    await ada.ask({ type: 'run', cell: 'greet' }, cellIs('greet', 'ok'));
    await ada.next((message) => message.type === 'idle' && message.endsInMs !== null);
    await ada.ask({ type: 'extend' }, (message) => message.type === 'idle' && message.endsInMs === null);
    await ada.next((message) => message.type === 'idle' && message.endsInMs !== null);
    assert.equal(ada.messages.filter(seatIs('none')).length, 1);
  });
});

describe('a workshop whose deck is edited', () => {
  it('tells its author of mistakes when they change, and when there are none any more', async () => {
    const told: (readonly string[])[] = [];
    const news = new EventEmitter();
    const onProblems: TestWorkshopOptions['onProblems'] = (_file, problems) => {
      told.push(problems.map(({ message }) => message));
      news.emit('told');
    };
    await using workshop = await openWorkshop(deck, { onProblems });
    for (const text of [deck.replace('{run name=greet}', '{run name=greet tmeout=2s}'), `${deck}\n`]) {
      const heard = once(news, 'told', { signal: AbortSignal.timeout(10_000) });
      await writeFile(workshop.file, text);
      await heard;
    }
    assert.match(told[0]?.join() ?? '', /tmeout/);
    assert.deepEqual(told.slice(1), [[]]);
  });

  it('tells its pages, and keeps the visitor’s texts', async () => {
    await using workshop = await openWorkshop(deck);
    const ada = await workshop.visit();
    ada.send({ type: 'edit', cell: 'script', text: 'echo "Moin, $1!"' });
    await ada.ask({ type: 'run', cell: 'greet' }, cellIs('greet', 'ok'));
    await writeFile(workshop.file, deck.replace('bash greet.sh Ada\n', 'bash greet.sh Grace\n'));
    await ada.next((message) => message.type === 'reload');
    await runs(ada, 'greet', 'Moin, Grace!');
  });
});
