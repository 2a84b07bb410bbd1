import assert from 'node:assert/strict';
import { statfs } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { placesOf } from '../../src/environment/places.ts';
import { bash } from '../support/cells.ts';
import { openSession } from '../support/sessions.ts';

const megabyte = 1 << 20;

describe('what a session may use is bounded, and the others do not feel it', () => {
  it('a fork bomb meets the limit on processes; a neighbour and the session itself go on', async () => {
    await using attacker = await openSession({ pids: 64 });
    await using neighbour = await openSession();
    const abort = new AbortController();
    const bomb = attacker.run(
      // What goes on needs no process of its own: there may be none to be had.
      bash('bomb() { bomb | bomb & }; bomb; while :; do :; done', { timeoutMs: 120_000 }),
      abort.signal,
    );
    for (let round = 0; round < 20; round++) {
      assert.equal((await neighbour.run(bash('echo $((6 * 7))'))).text, '42');
    }
    abort.abort();
    assert.equal((await bomb).result.status, 'cancelled');
    await attacker.run(bash('kill -KILL -1 2> /dev/null; true'));
    assert.equal((await attacker.run(bash('echo alive'))).text, 'alive');
  });

  it('too many processes are said', async () => {
    await using session = await openSession({ pids: 32 });
    const { result } = await session.run(
      bash('for i in {1..100}; do sleep 1000 & done; wait -n', { timeoutMs: 20_000 }),
    );
    assert.equal(result.status, 'failed');
    assert.match(result.reason ?? '', /^refused: too many processes \(32\)$|longer than/);
    assert.match((await session.run(bash('kill -KILL -1 2> /dev/null; true'))).result.status, /ok|failed/);
  });

  it('a memory bomb is killed, and the slide says by what limit; the server does not grow', async () => {
    await using session = await openSession({ memoryBytes: 512 * megabyte });
    await session.run(bash('true'));
    const before = process.memoryUsage.rss();
    const { result } = await session.run(bash('perl -e \'my $x = "a" x 2e9; print length $x\''));
    assert.equal(result.status, 'failed');
    assert.equal(result.reason, 'killed: out of memory (512 MB)');
    assert.ok(process.memoryUsage.rss() - before < 64 * megabyte);
    assert.equal((await session.run(bash('echo alive'))).text, 'alive');
  });

  it('a memory bomb in the shell itself takes the shell, not the session', async () => {
    await using session = await openSession({ memoryBytes: 256 * megabyte });
    await session.run(bash('echo kept > file'));
    const { result } = await session.run(bash('x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done'));
    assert.equal(result.reason, 'killed: out of memory (256 MB)');
    assert.equal((await session.run(bash('cat file'))).text, 'kept');
  });

  it('a full disk is "no space" inside and nothing outside', async () => {
    await using session = await openSession({ diskBytes: 64 * megabyte });
    const free = async () => {
      const { bavail, bsize } = await statfs(placesOf().home);
      return bavail * bsize;
    };
    const before = await free();
    for (const path of [
      '/work/big',
      '/tmp/big',
      '/nix/store/big',
      '/dev/shm/big',
      '/home/piste/big',
      '/run/big',
    ]) {
      const { text } = await session.run(
        bash(`head -c 200M /dev/zero > ${path}; stat -c %s ${path}; rm ${path}`),
      );
      assert.match(text, /No space left on device/, path);
      assert.ok(Number(text.match(/^\d+$/m)?.[0]) <= 64 * megabyte, path);
    }
    assert.ok(before - (await free()) < 256 * megabyte);
    assert.equal((await session.run(bash('echo alive > file; cat file'))).text, 'alive');
  });

  it('so are too many files', async () => {
    await using session = await openSession();
    const script = 'for (1 .. 200000) { open(my $f, ">", "/tmp/f$_") or do { print "$_: $!"; last } }';
    const { text } = await session.run(bash(`perl -e '${script}'; rm -rf /tmp/f*`, { timeoutMs: 120_000 }));
    assert.match(text, /^\d+: No space left on device/);
  });

  it('a flood of output is bounded, held back, cut and said; an interrupt is answered', async () => {
    await using session = await openSession();
    await session.run(bash('true'));
    const before = process.memoryUsage.rss();
    const { result, text, html } = await session.run(bash('yes', { timeoutMs: 5_000 }));
    assert.equal(result.reason, 'stopped: it ran longer than 5 s');
    assert.equal(result.exit, 130, 'it was interrupted, not killed');
    assert.ok(process.memoryUsage.rss() - before < 128 * megabyte);
    assert.match(text, /^… [\d.]+ MB not kept …$/m);
    assert.ok(html.length < 12_000);
    assert.equal((await session.run(bash('echo alive'))).text, 'alive');
  });

  it('one line that never ends is bounded too', async () => {
    await using session = await openSession();
    const { result, text } = await session.run(bash("tr '\\0' x < /dev/zero", { timeoutMs: 3_000 }));
    assert.equal(result.status, 'failed');
    assert.ok(text.length < 1 << 20);
  });

  it('what ignores INT and TERM is killed with its children; nothing of it is left', async () => {
    await using session = await openSession();
    await session.run(bash("(trap '' INT TERM; exec sleep 31337)", { timeoutMs: 300 }));
    const { text } = await session.run(bash('pgrep -f "^sleep 31337" || echo none'));
    assert.equal(text, 'none');
  });
});
