import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunResult } from '../../src/session/session.ts';
import { bash, makeCell } from '../support/cells.ts';
import { openSession } from '../support/sessions.ts';

const withoutTime = ({ durationMs: _, ...rest }: RunResult) => rest;

describe('state lasts from one cell of a chain to the next', () => {
  const chains: readonly { what: string; cells: readonly string[]; last: string }[] = [
    { what: 'the folder', cells: ['cd /tmp', 'pwd'], last: '/tmp' },
    { what: 'a variable that is not exported', cells: ['x="a b"', 'echo "$x"'], last: 'a b' },
    { what: 'a declared attribute', cells: ['declare -i n=40', 'n+=2; echo $n'], last: '42' },
    { what: 'an exported variable', cells: ['export y=1', 'bash -c \'echo "$y"\''], last: '1' },
    { what: 'a function', cells: ['greet() { echo "hi $1"; }', 'greet you'], last: 'hi you' },
    { what: 'an alias', cells: ["alias g='echo aliased'", 'g'], last: 'aliased' },
    { what: 'a shell option', cells: ['set -o noglob', 'echo *'], last: '*' },
    {
      what: 'a background job',
      cells: ['sleep 1000 &', 'jobs'],
      last: '[1]+  Running                 sleep 1000 &',
    },
    { what: 'the last status', cells: ['(exit 4)', 'echo $?'], last: '4' },
    {
      what: 'variables, across an `exit`',
      cells: ['cd /tmp; z=3; f() { echo "f$z"; }; exit 3', 'f; pwd'],
      last: 'f3\n/tmp',
    },
    {
      what: 'options, across `set -e` and a failure',
      cells: ['set -e; w=1; false; echo no', 'echo "$w $-"'],
      last: '1 ehimBsE',
    },
  ];
  for (const { what, cells, last } of chains) {
    it(what, async () => {
      await using session = await openSession();
      let text = '';
      for (const body of cells) ({ text } = await session.run(bash(body)));
      if (what.startsWith('options')) assert.match(text, /^1 .*e/);
      else assert.equal(text, last);
    });
  }
});

describe('what a cell comes to', () => {
  it('is ok, failed or as expected by its exit status', async () => {
    await using session = await openSession();
    const rows = [
      [bash('true'), { status: 'ok', exit: 0 }],
      [bash('(exit 3)'), { status: 'failed', exit: 3, reason: 'exit status 3' }],
      [bash('(exit 3)', { expect: 3 }), { status: 'ok', exit: 3 }],
      [
        bash('true', { expect: 'fail' }),
        { status: 'failed', exit: 0, reason: 'exit status 0, expected a failure' },
      ],
      [bash("bash -c 'kill -SEGV $$'"), { status: 'failed', exit: 139, reason: 'exit status 139 (SIGSEGV)' }],
      [bash('if ; then'), { status: 'failed', exit: 2, reason: 'exit status 2' }],
      [bash('echo back'), { status: 'ok', exit: 0 }],
    ] as const;
    for (const [cell, expected] of rows)
      assert.deepEqual(withoutTime((await session.run(cell)).result), expected, cell.body);
  });

  it('ends when a cell meets our own loop, or redefines what the shell is made of', async () => {
    await using session = await openSession();
    for (const body of [
      'echo a; continue',
      'echo a; break',
      'echo a; printf() { :; }',
      'echo a; eval() { :; }; read() { return 1; }',
    ]) {
      const { result, text } = await session.run(bash(body, { timeoutMs: 5_000 }));
      assert.deepEqual([result.status, text.split('\n')[0]], ['ok', 'a'], body);
      assert.equal((await session.run(bash('echo next'))).text, 'next', body);
    }
  });

  it('goes on in a new shell when a cell takes the old one its pipe', async () => {
    await using session = await openSession();
    await session.run(bash('rm -f /run/piste/*; echo gone'));
    assert.equal((await session.run(bash('echo next', { timeoutMs: 10_000 }))).text, 'next');
  });

  it('two terminals that are opened at once both open', async () => {
    await using session = await openSession();
    await session.run(bash('cd /tmp'));
    const spec = { argv: ['pwd'], cols: 80, rows: 24, onData: () => {} };
    const terminals = await Promise.all([
      session.session.openTerminal(spec),
      session.session.openTerminal(spec),
    ]);
    for (const terminal of terminals) {
      terminal.grant(1000);
      assert.deepEqual(await terminal.exited, { status: 0, signal: 0 });
    }
  });

  it('is cancelled by an interrupt that ends the rest of the cell, and the shell lives on', async () => {
    await using session = await openSession();
    await session.run(bash('kept=yes'));
    for (const body of [
      'echo started; sleep 1000; echo not',
      'echo started; while :; do :; done',
      'echo started; while :; do sleep 0.01; done',
    ]) {
      const abort = new AbortController();
      const started = session.session.run(bash(body), {
        signal: abort.signal,
        sink: (bytes) => {
          if (bytes.includes('started')) abort.abort();
          return undefined;
        },
      });
      assert.equal((await started).status, 'cancelled', body);
      assert.equal((await session.run(bash('echo "$kept"'))).text, 'yes', body);
    }
  });

  it('is stopped after its time, even when it ignores INT and TERM, and so do its children', async () => {
    await using session = await openSession();
    const stubborn = bash("trap '' INT TERM\n(trap '' INT TERM; sleep 1000) & \nsleep 1000", {
      timeoutMs: 300,
    });
    const { result } = await session.run(stubborn);
    assert.equal(result.status, 'failed');
    assert.equal(result.reason, 'stopped: it ran longer than 0.3 s');
    assert.equal((await session.run(bash('echo alive'))).text, 'alive');
  });

  it('shows console commands behind their prompts, each with what it printed', async () => {
    await using session = await openSession();
    const cell = makeCell({ language: 'console', body: '$ x=2\n$ echo $((x * 21))\n42\n$ echo a \\\n> b\n' });
    assert.equal((await session.run(cell)).text, '$ x=2\n$ echo $((x * 21))\n42\n$ echo a \\\n> b\na b');
  });

  it('evaluates and builds Nix', async () => {
    await using session = await openSession();
    const evaluated = await session.run(
      makeCell({ language: 'nix', body: '{ list = map (n: n * n) [ 1 2 3 ]; f = x: x; }' }),
    );
    assert.equal(evaluated.text, '{ f = «lambda»; list = [ 1 4 9 ]; }');
    const build = makeCell({
      kind: 'build',
      language: 'nix',
      body: 'derivation { name = "x"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo built > $out" ]; }',
    });
    const built = await session.run(build);
    assert.match(built.text, /\/nix\/store\/[0-9a-z]{32}-x$/);
    assert.equal((await session.run(bash('cat result'))).text, 'built');
  });

  it('writes files and patches them; a patch that does not fit shows both sides', async () => {
    await using session = await openSession();
    const file = (body: string) =>
      makeCell({ kind: 'file', language: 'nix', body, options: { path: 'a/b.nix' } });
    const patch = (body: string) =>
      makeCell({ kind: 'patch', language: 'diff', body, options: { path: 'a/b.nix' } });
    assert.equal((await session.run(file('one\ntwo\n'))).result.status, 'ok');
    assert.equal((await session.run(patch(' one\n-two\n+three\n'))).result.status, 'ok');
    assert.equal((await session.run(bash('cat a/b.nix'))).text, 'one\nthree');
    const { result } = await session.run(patch(' one\n-four\n+five\n'));
    assert.equal(result.status, 'failed');
    assert.match(
      result.reason ?? '',
      /a\/b\.nix:2: the patch does not fit\n {2}expected: four\n {2}found: {4}three/,
    );
  });

  it('puts what is appended at the end of a file, and makes one where there is none', async () => {
    await using session = await openSession();
    for (const path of ['log', 'new/folder/log']) {
      const options = { path, append: true };
      for (const body of ['one\n', 'two\n']) {
        const cell = makeCell({ kind: 'file', language: 'text', body, options });
        assert.deepEqual((await session.run(cell)).result.status, 'ok');
      }
      assert.equal((await session.run(bash(`cat ${path}`))).text, 'one\ntwo');
    }
    await session.run(bash('ln -s /etc/passwd link'));
    const cell = makeCell({ kind: 'file', body: 'x\n', options: { path: 'link', append: true } });
    assert.equal((await session.run(cell)).result.status, 'failed');
  });

  it('draws progress bars and colours as a terminal would', async () => {
    await using session = await openSession();
    const { text, html } = await session.run(
      bash("printf '10%%\\r50%%\\r\\e[32mdone\\e[0m\\n'; printf 'a\\nb\\e[A\\rX\\n\\n'"),
    );
    assert.equal(text, 'done\nX\nb');
    assert.equal(html[0], '<span class="fg-2">done</span>');
  });
});
