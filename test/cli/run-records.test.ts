import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseCast } from '../../src/transcript/cast.ts';
import { cli } from '../support/piste.ts';
import { realEnvironment } from '../support/sessions.ts';

let dir = '';
before(async () => {
  await realEnvironment();
  dir = mkdtempSync(join(tmpdir(), 'piste-records-'));
});
after(() => rmSync(dir, { recursive: true }));

const piste = (...args: readonly string[]) =>
  spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', cwd: dir });
const linesOf = ({ stdout }: { readonly stdout: string }) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const statuses = (result: { readonly stdout: string }) =>
  linesOf(result)
    .map(({ cell, status }) => `${cell} ${status}`)
    .join(', ');

const cell = (name: string, body: string, options = '') =>
  `\`\`\`bash {run name=${name}${options}}\n${body}\n\`\`\`\n\n`;
const write = (name: string, ...parts: readonly string[]) =>
  writeFileSync(join(dir, name), `# A deck\n\n${parts.join('')}`);

const chain = (b = 'x=$((x + 1))') => [
  cell('a', 'x=1; echo made > file'),
  cell('b', b),
  cell('c', 'echo "$x $(cat file)"'),
  cell('other', 'echo "other $x"', ' session=other'),
];

describe('piste run', () => {
  it('runs what is not known, and nothing twice', () => {
    write('talk.md', ...chain());
    assert.equal(statuses(piste('run', '--json', 'talk.md')), 'a ok, b ok, c ok, other ok');
    const again = piste('run', '--json', 'talk.md');
    assert.equal(statuses(again), 'a recorded, b recorded, c recorded, other recorded');
    assert.deepEqual(
      linesOf(again).map(({ output, exit }) => [output, exit]),
      [
        ['', 0],
        ['', 0],
        ['2 made', 0],
        ['other', 0],
      ],
    );
    assert.equal(piste('run', 'talk.md').stdout, 'talk: 4 recorded before\n');
  });

  it('does not run what only the prose around it has changed of', () => {
    write('talk.md', 'More prose.\n\n---\n\n', ...chain());
    assert.equal(piste('run', 'talk.md').stdout, 'talk: 4 recorded before\n');
  });

  it('runs a cell that was changed and what follows in its chain, no more, on what the cells before it left', () => {
    write('talk.md', ...chain('x=$((x + 41))'));
    assert.deepEqual(
      linesOf(piste('run', '--explain', '--json', 'talk.md')).map(({ cell: id, status, reason }) => [
        id,
        status,
        reason,
      ]),
      [
        ['a', 'recorded', undefined],
        ['b', 'stale', 'its text has changed'],
        ['c', 'stale', 'a cell before it in its chain has changed'],
        ['other', 'recorded', undefined],
      ],
    );
    const result = piste('run', '--json', 'talk.md');
    assert.equal(statuses(result), 'a recorded, b ok, c ok, other recorded');
    assert.equal(linesOf(result)[2].output, '42 made');
  });

  it('records nothing that failed or stands on what failed, and runs it again', () => {
    write('broken.md', cell('a', 'false'), cell('b', 'echo b'), cell('c', 'echo c', ' session=c'));
    const first = piste('run', '--json', 'broken.md');
    assert.deepEqual([statuses(first), first.status], ['a failed, b ok, c ok', 1]);
    const second = piste('run', '--json', 'broken.md');
    assert.deepEqual([statuses(second), second.status], ['a failed, b ok, c recorded', 1]);
  });

  it('runs a check aside: nothing that it makes is there for the cells after it', () => {
    const text = (made: string) => [
      cell('a', 'echo a > f'),
      `\`\`\`bash {check name=step}\necho ${made} > f; x=${made}; cd /tmp\n\`\`\`\n\n`,
      cell('b', 'cat f; echo "$x" $PWD'),
    ];
    write('step.md', ...text('one'));
    assert.equal(linesOf(piste('run', '--json', 'step.md'))[2].output, 'a\n /work');
    write('step.md', ...text('two'));
    assert.equal(statuses(piste('run', '--json', 'step.md')), 'a recorded, step ok, b recorded');
  });

  it('records chains with the same cells side by side', () => {
    const same = Array.from({ length: 8 }, (_, index) =>
      cell(`c${index}`, 'echo same', ` session=s${index}`),
    );
    write('same.md', ...same);
    assert.equal(piste('run', 'same.md').status, 0);
    assert.equal(piste('run', 'same.md').stdout, 'same: 8 recorded before\n');
  });

  it('never records a live cell, and runs it only for those after it', () => {
    write('live.md', cell('a', 'x=$RANDOM', ' live'), cell('b', 'echo b'));
    assert.equal(statuses(piste('run', '--json', 'live.md')), 'a ok, b ok');
    assert.equal(statuses(piste('run', '--json', 'live.md')), 'a live, b recorded');
  });

  it('removes the transcripts of no cell when asked to', () => {
    const count = () => readdirSync(join(dir, 'outputs')).length;
    const before = count();
    const { stderr } = piste('run', '--prune', 'talk.md');
    assert.match(stderr, /talk\.md: removed 3 transcripts of no cell/);
    assert.equal(count(), before - 3);
    assert.equal(piste('run', 'talk.md').stdout, 'talk: 4 recorded before\n');
  });

  it('that is killed at any moment loses no earlier record', async () => {
    const outputs = () =>
      readdirSync(join(dir, 'outputs'))
        .filter((name) => name.endsWith('.cast'))
        .map((name) => readFileSync(join(dir, 'outputs', name), 'utf8'));
    let known = 0;
    let most = 0;
    for (let round = 0; round < 4; round++) {
      // However late it is killed, there is more to do the next time.
      most = known + 12;
      const cells = Array.from({ length: most }, (_, index) =>
        cell(`c${index}`, `sleep 0.02; echo ${index}`),
      );
      write('killed.md', ...cells);
      const before = outputs().length;
      const child = spawn(process.execPath, [cli, 'run', '--json', 'killed.md'], { cwd: dir });
      // Killed right after a cell was reported: in the middle of the next, or of its record.
      await new Promise<void>((done) => {
        let seen = 0;
        child.stdout.on('data', (chunk: Buffer) => {
          seen += chunk.toString().split('"status":"ok"').length - 1;
          if (seen >= 2) done();
        });
        child.on('exit', () => done());
      });
      child.kill('SIGKILL');
      await new Promise((done) =>
        child.exitCode === null && child.signalCode === null ? child.on('exit', done) : done(0),
      );
      const texts = outputs();
      assert.ok(texts.every((text) => parseCast(text) !== undefined));
      assert.ok(texts.length >= before + 2, 'what was reported is recorded');
      known = linesOf(piste('run', '--explain', '--json', 'killed.md')).filter(
        ({ status }) => status === 'recorded',
      ).length;
      assert.ok(known >= 2 * (round + 1), `${known} known after ${round + 1} kills`);
    }
    const { stdout } = piste('run', '--json', 'killed.md');
    assert.deepEqual(
      linesOf({ stdout }).map(({ output }) => output),
      Array.from({ length: most }, (_, index) => String(index)),
    );
  });
});
