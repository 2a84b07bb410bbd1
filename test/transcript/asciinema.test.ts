import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { spawn } from '@lydell/node-pty';
import { keysOfChain, limitsPart } from '../../src/cells/cell-key.ts';
import { runCell } from '../../src/runner/run-cell.ts';
import { encodeCast } from '../../src/transcript/cast.ts';
import { makeCell } from '../support/cells.ts';
import { openSession, realEnvironment, testLimits } from '../support/sessions.ts';

/** Runs a program on a terminal of its own; resolves to all that it printed. */
async function onTerminal(command: string, args: readonly string[]): Promise<string> {
  const terminal = spawn(command, [...args], {
    cols: 80,
    rows: 24,
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
  let printed = '';
  terminal.onData((data) => {
    printed += data;
  });
  await new Promise<void>((done) => terminal.onExit(() => done()));
  return printed;
}

describe('asciinema, the program', () => {
  let dir = '';
  let file = '';
  let printed = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-asciinema-'));
    file = join(dir, 'cell.cast');
    const { environment } = await realEnvironment();
    await using session = await openSession();
    const cell = makeCell({
      language: 'console',
      body: '$ printf "\\e[32mgrün\\e[0m\\n"; sleep 0.3; echo später\n$ seq 3 | tac\n',
    });
    const [one] = keysOfChain([cell], { environment: environment.hash, limits: limitsPart(testLimits) });
    if (!one) throw new Error('no cell');
    const { nixVersion } = environment;
    const { transcript } = await runCell(session.session, one, {
      nixVersion,
      signal: new AbortController().signal,
    });
    await writeFile(file, encodeCast(transcript));
    printed = transcript.events
      .filter(({ kind }) => kind === 'output')
      .map(({ data }) => data)
      .join('');
  });
  after(() => rm(dir, { recursive: true }));

  it('plays a transcript on a terminal, letter by letter what the cell printed', async () => {
    assert.match(printed, /grün[\s\S]*später[\s\S]*3\r\n2\r\n1\r\n$/);
    const played = await onTerminal('asciinema', ['play', '--speed', '10', file]);
    assert.ok(played.includes(printed), JSON.stringify(played));
  });
});
