import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { bash, makeCell } from '../support/cells.ts';
import { openSession, type TestSession } from '../support/sessions.ts';

const graph = { show: 'graph' } as const;

describe('what a cell with `show` prints', () => {
  let opened: Promise<TestSession> | undefined;
  const session = () => {
    opened ??= openSession();
    return opened;
  };
  after(async () => (await opened)?.[Symbol.asyncDispose]());

  it('is given as bytes, and what it says on stderr is on its terminal', async () => {
    const { result, text } = await (await session()).run(bash('printf "\\377\\0a\\n"; echo told >&2', graph));
    assert.equal(result.status, 'ok');
    assert.deepEqual(result.stdout, Buffer.from([0xff, 0, 0x61, 0x0a]));
    assert.equal(text, 'told');
  });

  it('is all that the commands of a console cell print, each with its prompt on the terminal', async () => {
    const cell = makeCell({ language: 'console', body: '$ echo one\n$ echo two\n', options: graph });
    const { result, text } = await (await session()).run(cell);
    assert.equal(String(result.stdout), 'one\ntwo\n');
    assert.equal(text, '$ echo one\n$ echo two');
  });

  it('of a Nix expression is a string as it is, and JSON of all else', async () => {
    const nix = (body: string) => makeCell({ language: 'nix', body, options: graph });
    const { run } = await session();
    assert.equal(String((await run(nix('"digraph { a }"'))).result.stdout), 'digraph { a }');
    assert.equal(String((await run(nix('{ a = [ 1 true ]; }'))).result.stdout), '{"a":[1,true]}');
  });

  /** Each body begins where the one before it left the shell. */
  const bodies: [body: string, stdout: string, exit: number][] = [
    ['place=here; cd /tmp; alias shout="echo OH"\nshout', 'OH\n', 0],
    ['echo "$place $PWD" # no newline', 'here /tmp\n', 0],
    ['cat <<end\n$((1 + 1))\nend', '2\n', 0],
    ['echo before; false', 'before\n', 1],
    ['echo $?', '1\n', 0],
    ['set -o noclobber; echo kept', 'kept\n', 0],
    ['echo last; exit 3', 'last\n', 3],
    ['set -e; echo $place; false; echo never', 'here\n', 1],
  ];
  for (const [body, stdout, exit] of bodies) {
    it(`after ${JSON.stringify(body)} the shell is as without`, async () => {
      const { result } = await (await session()).run(bash(body, graph));
      assert.equal(String(result.stdout), stdout);
      assert.equal(result.exit, exit);
    });
  }

  it('goes to the terminal again in the next cell, also after one that was stopped', async () => {
    const { run } = await session();
    const stopped = await run(bash('set +e; echo part; sleep 600', { ...graph, timeoutMs: 2_000 }));
    assert.equal(stopped.result.reason, 'stopped: it ran longer than 2 s');
    assert.equal(String(stopped.result.stdout), 'part\n');
    const { result, text } = await run(bash('echo seen'));
    assert.equal(text, 'seen');
    assert.equal(result.stdout, undefined);
  });

  it('may be 4 MB, and leaves nothing on the disk of the session', async () => {
    const { run } = await session();
    const { result } = await run(bash('yes | head -c 5M', graph));
    assert.equal(result.status, 'failed');
    assert.equal(result.reason, 'show=graph takes at most 4 MB of output');
    assert.equal(result.stdout, undefined);
    assert.equal((await run(bash('stat -c %s /run/piste/show'))).text, '0');
  });

  it('is not read through a link', async () => {
    const body = 'rm /run/piste/show; ln -s /etc/passwd /run/piste/show; true';
    assert.equal((await (await session()).run(bash(body, graph))).result.stdout, undefined);
  });
});
