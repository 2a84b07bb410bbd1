import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cli } from '../support/piste.ts';
import { realEnvironment } from '../support/sessions.ts';

let dir = '';
before(async () => {
  await realEnvironment();
  dir = mkdtempSync(join(tmpdir(), 'piste-check-'));
});
after(() => rmSync(dir, { recursive: true }));

const piste = (...args: readonly string[]) =>
  spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', cwd: dir });

/** Writes a deck and the file that its cells look at, which a deck includes as its cells' text cannot change. */
const write = (name: string, text: string) => writeFileSync(join(dir, name), text);

/** A deck that was recorded when a cell of it did something else. */
function recordedThen(name: string, before: string, after: string): void {
  write(`${name}.md`, before);
  assert.equal(piste('run', `${name}.md`).status, 0);
  write(`${name}.md`, after);
}

/** `date` in nanoseconds is another each time, as is what a deck's author did not think of. */
const volatile = `# One

\`\`\`bash {run name=same}
echo same
\`\`\`

---

# Two

\`\`\`bash {run name=moves}
echo above
date +%s%N
\`\`\`
`;

describe('piste check', () => {
  it('finds nothing where nothing has changed', () => {
    write('good.md', volatile.replace('date +%s%N', 'date; time true; mktemp -d'));
    piste('run', 'good.md');
    for (const _ of [1, 2]) {
      const { stdout, status } = piste('check', 'good.md');
      assert.deepEqual([stdout, status], ['good: 2 ok\n', 0]);
    }
  });

  it('says which cells print something else now, how, and on which slides they are', () => {
    write('moved.md', volatile);
    piste('run', 'moved.md');
    const { stdout, status } = piste('check', 'moved.md');
    assert.equal(status, 1);
    const plain = stdout.replace(/\d{19}/g, 'N').replace(/\d+\.\d+ s/g, 'T');
    assert.equal(
      plain,
      [
        '≠ moved:11 moves (run) T',
        '  its output is not the one that is recorded',
        '  │  above',
        '  │ -N',
        '  │ +N',
        'moved: 1 ok, 1 drifted',
        '',
        'Slides that moved:',
        'moved: slide 2 (Two): moves',
        '',
      ].join('\n'),
    );
  });

  it('says the same to programs: JSON, JUnit, and annotations of a code host', () => {
    const { stdout } = piste('check', '--json', '--junit', 'report.xml', '--annotations', 'moved.md');
    const [same = '', moves = '', annotation = ''] = stdout.trim().split('\n');
    assert.equal(JSON.parse(same).status, 'ok');
    const { status, diff, output } = JSON.parse(moves);
    assert.equal(status, 'drifted');
    assert.match(diff, /^ above\n-\d{19}\n\+\d{19}$/);
    assert.match(output, /^above\n\d{19}$/);
    assert.match(
      annotation,
      /^::error file=moved\.md,line=11,title=moves drifted%2C slide 2 \(Two\)::its output is not the one that is recorded%0A above%0A-\d{19}%0A\+\d{19}$/,
    );
    const xml = readFileSync(join(dir, 'report.xml'), 'utf8')
      .replace(/\d{19}/g, 'N')
      .replace(/time="[\d.]+"/g, 'time="T"');
    assert.equal(
      xml,
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="piste check">',
        '<testsuite name="moved" file="moved.md" tests="3" failures="1" errors="0">',
        '<testcase classname="moved" name="text" time="T"/>',
        '<testcase classname="moved.main" name="same (run), slide 1 (One)" file="moved.md" line="3" time="T"/>',
        '<testcase classname="moved.main" name="moves (run), slide 2 (Two)" file="moved.md" line="11" time="T">',
        '<failure message="its output is not the one that is recorded"> above',
        '-N',
        '+N</failure>',
        '</testcase>',
        '</testsuite>',
        '</testsuites>',
        '',
      ].join('\n'),
    );
  });

  it('takes the new output as the record when told to', () => {
    const recorded = () =>
      JSON.parse(piste('run', '--json', 'moved.md').stdout.trim().split('\n')[1] ?? '').output;
    const before = recorded();
    const { status } = piste('check', '--update', 'moved.md');
    assert.equal(status, 0);
    assert.notEqual(recorded(), before);
  });

  it('takes nothing that stands on a failed cell', () => {
    write(
      'broken.md',
      '# B\n\n```bash {run}\nfalse && echo good > f\n```\n\n```bash {run}\ncat f || echo none\n```\n',
    );
    assert.equal(piste('check', '--update', 'broken.md').status, 1);
    assert.match(piste('run', '--explain', 'broken.md').stdout, /broken: 2 would run/);
  });

  it('does not compare what a mask covers, nor a live cell', () => {
    write('masked.md', volatile.replace('name=moves', 'name=moves mask=/[0-9]{19}/'));
    write('live.md', volatile.replace('name=moves', 'name=moves live'));
    for (const deck of ['masked.md', 'live.md']) {
      piste('run', deck);
      assert.equal(piste('check', deck).status, 0, deck);
    }
  });

  it('compares a cell whose key is another with what was recorded of its text', () => {
    // The first cell is new and moves all keys after it; what they print is what they printed.
    recordedThen(
      'keys',
      volatile.replace('date +%s%N', 'echo below'),
      `\`\`\`bash {run}\ntrue\n\`\`\`\n\n${volatile.replace('date +%s%N', 'echo below')}`,
    );
    const { stdout, stderr, status } = piste('check', '--json', 'keys.md');
    assert.deepEqual(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ cell, status: one, reason }) => [cell, one, reason]),
      [
        ['1', 'unrecorded', 'it is not recorded yet'],
        ['same', 'ok', undefined],
        ['moves', 'ok', undefined],
      ],
    );
    assert.match(
      stderr,
      /keys\.md: 3 of 3 cells are not recorded as they are now: npm run -s piste -- run keys\.md/,
    );
    assert.equal(status, 1);
  });

  it('holds a console cell to what its author says that it prints, whatever is recorded', () => {
    write('console.md', '# C\n\n```console {run}\n$ echo one; echo two\none\n...\n$ echo three\n3\n```\n');
    piste('run', 'console.md');
    for (const args of [[], ['--update']]) {
      const { stdout, status } = piste('check', ...args, 'console.md');
      assert.equal(status, 1);
      assert.match(stdout, /`\$ echo three` does not print what the deck says\n {2}│ -3\n {2}│ \+three\n/);
    }
  });

  it('holds a console cell to what follows a command that prints too much', () => {
    write('flood.md', '# F\n\n```console {run}\n$ seq 300000\n1\n...\n300000\n$ echo b\nb\n```\n');
    piste('run', 'flood.md');
    assert.deepEqual(piste('check', 'flood.md').stdout, 'flood: 1 ok\n');
  });

  it('compares all that a picture is drawn from', () => {
    write('drawn.md', '# D\n\n```bash {run show=json}\ndate +%s%N; seq 30000\n```\n');
    piste('run', 'drawn.md');
    const { stdout, status } = piste('check', 'drawn.md');
    assert.equal(status, 1);
    assert.match(stdout, /\n {2}│ -\d{19}\n {2}│ \+\d{19}\n {2}│ {2}1\n/);
  });

  it('tells two decks of one name by their files', () => {
    for (const [folder, command] of [
      ['one', 'echo same'],
      ['two', 'date +%s%N'],
    ] as const) {
      mkdirSync(join(dir, folder));
      write(`${folder}/talk.md`, `# T\n\n\`\`\`bash {run name=said}\n${command}\n\`\`\`\n`);
    }
    piste('run', 'one/talk.md', 'two/talk.md');
    const { stdout } = piste('check', '--annotations', 'one/talk.md', 'two/talk.md');
    assert.deepEqual(stdout.match(/^talk: slide .*|^::error file=[^,]*/gm), [
      'talk: slide 1 (T): said',
      '::error file=two/talk.md',
    ]);
  });

  it('knows a rule by its name only', () => {
    const { stderr, status } = piste('check', '--normalise', 'hashes', 'good.md');
    assert.equal(status, 2);
    assert.match(stderr, /no rule is called hashes\n.*durations\|temporary-folders\|times\|store-hashes/);
  });
});
