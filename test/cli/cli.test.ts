import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cli, present } from '../support/piste.ts';
import { realEnvironment } from '../support/sessions.ts';

let dir = '';
before(async () => {
  await realEnvironment();
  dir = mkdtempSync(join(tmpdir(), 'piste-cli-'));
});
after(() => rmSync(dir, { recursive: true }));

const piste = (args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', env, cwd: dir });

const write = (name: string, text: string) => {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};

describe('usage and exit status', () => {
  const rows: readonly { args: readonly string[]; status: number; says: RegExp }[] = [
    { args: ['--help'], status: 0, says: /piste present/ },
    { args: ['--version'], status: 0, says: /^\d+\.\d+\.\d+$/m },
    { args: [], status: 2, says: /piste present/ },
    { args: ['presnt'], status: 2, says: /no command is called presnt\n.*did you mean .*-- present\?/ },
    { args: ['xyzzy'], status: 2, says: /no command is called xyzzy\n.*--help/ },
    { args: ['constructor'], status: 2, says: /no command is called constructor/ },
    {
      args: ['present', '--prot', '1'],
      status: 2,
      says: /there is no flag --prot here\n.*did you mean --port\?/,
    },
    {
      args: ['doctor', '--frobnicate'],
      status: 2,
      says: /no flag --frobnicate here\n.*--runtime --mirror --snapshot/,
    },
    { args: ['present', '--port', 'x'], status: 2, says: /--port x is no port/ },
    { args: ['present', 'nowhere.md'], status: 2, says: /nowhere\.md: no such file or folder/ },
    { args: ['run', '--runtime', 'docker'], status: 2, says: /no runtime is called docker/ },
    { args: ['sandbox', 'destroy'], status: 2, says: /sandbox destroy: no such action/ },
    { args: ['sandbox', 'biuld'], status: 2, says: /did you mean .*-- sandbox build\?/ },
    {
      args: ['build', '--base-url', 'example.org'],
      status: 2,
      says: /--base-url example\.org is no address/,
    },
    { args: ['build', '--title'], status: 2, says: /--title needs a value\n.*: --title=VALUE$/m },
    { args: ['build', '--force=1'], status: 2, says: /--force takes no value\n.*: --force$/m },
  ];
  for (const { args, status, says } of rows) {
    it(`piste ${args.join(' ')}: ${status}`, () => {
      const result = piste(args);
      assert.match(result.stdout + result.stderr, says);
      assert.equal(result.status, status);
    });
  }
});

describe('piste run --json', () => {
  it('prints a line a cell, in order within a chain, for a deck anywhere', () => {
    const deck = write(
      'talk.md',
      '# A\n\n```bash {run}\necho hi; x=1\n```\n\n```bash {run session=b name=other}\necho "x$x"\n```\n\n```bash {run}\necho $x; (exit 4)\n```\n',
    );
    const { stdout, status } = piste(['run', '--json', deck]);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(status, 1);
    for (const line of lines) {
      assert.match(line.key, /^[0-9a-f]{32}$/);
      assert.ok(Number.isInteger(line.durationMs));
    }
    assert.deepEqual(
      lines.map(({ key: _key, durationMs: _ms, ...rest }) => rest),
      [
        {
          deck: 'talk',
          file: 'talk.md',
          cell: '1',
          session: 'main',
          kind: 'run',
          line: 3,
          status: 'ok',
          exit: 0,
          output: 'hi',
        },
        {
          deck: 'talk',
          file: 'talk.md',
          cell: '3',
          session: 'main',
          kind: 'run',
          line: 11,
          status: 'failed',
          exit: 4,
          output: '1',
          reason: 'exit status 4',
        },
        {
          deck: 'talk',
          file: 'talk.md',
          cell: 'other',
          session: 'b',
          kind: 'run',
          line: 7,
          status: 'ok',
          exit: 0,
          output: 'x',
        },
      ],
    );
  });

  it('gives the same cell the same key, and another after a change', () => {
    const keys = (text: string) =>
      piste(['run', '--json', write('keys.md', text)])
        .stdout.trim()
        .split('\n')
        .map((line) => JSON.parse(line).key);
    const [a1, b1] = keys('# A\n\n```bash {run}\ntrue\n```\n\n```bash {run}\n:\n```\n');
    const [a2, b2] = keys('# Other prose\n\n```bash {run}\ntrue\n```\n\n```bash {run}\n:\n```\n');
    const [a3, b3] = keys('# A\n\n```bash {run}\ntrue #\n```\n\n```bash {run}\n:\n```\n');
    assert.deepEqual([a2, b2], [a1, b1]);
    assert.notEqual(a3, a1);
    assert.notEqual(b3, b1);
  });

  it("stops at an author's mistake with its place, excerpt and mend", () => {
    const { stderr, status } = piste([
      'run',
      write('wrong.md', '# A\n\n```bash {run tiemout=3s}\ntrue\n```\n'),
    ]);
    assert.equal(status, 1);
    assert.match(
      stderr,
      /wrong\.md:3:\d+: error: there is no option `tiemout`\n[\s\S]*> 3 \| ```bash \{run tiemout=3s\}[\s\S]*timeout/,
    );
  });
});

describe('a machine that cannot', () => {
  it('still presents, and says what is missing and the command that mends it', async () => {
    const bare = { ...process.env, PATH: '/nonexistent' };
    const deck = write('bare.md', '# A\n\n```bash {run}\n:\n```\n');
    const server = await present([deck], bare);
    assert.equal((await fetch(`${server.address}bare/`)).status, 200);
    server.child.kill('SIGTERM');
    assert.equal(await server.exited, 0);
    const doctor = piste(['doctor'], bare);
    assert.equal(doctor.status, 3);
    assert.match(doctor.stdout, /✗ Engine +runc is not installed\n +→ (sudo )?apt-get install -y runc/);
    assert.equal(piste(['run', deck], bare).status, 3);
  });

  it('says which folder it cannot have', () => {
    const { status, stderr } = piste(['sandbox', 'build'], { ...process.env, PISTE_HOME: '/proc/none' });
    assert.equal(status, 3);
    assert.match(stderr, /^piste: \/proc\/none\/\S+ cannot be written: ENOENT/);
  });
});

describe('a reader that has seen enough', () => {
  it('ends us quietly', () => {
    const deck = write('pipe.md', '# A\n\n```bash {run}\nseq 1000\n```\n\n```bash {run}\nseq 1000\n```\n');
    const output = execFileSync(
      'sh',
      ['-c', `"$0" "$1" run "$2" 2>&1 | head -n 1`, process.execPath, cli, deck],
      { encoding: 'utf8' },
    );
    assert.match(output, /^✓ pipe:3/);
  });
});
