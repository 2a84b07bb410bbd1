import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { placesOf } from '../../src/environment/places.ts';
import { RunError } from '../../src/errors.ts';
import { bash } from '../support/cells.ts';
import { restoredSession } from '../support/snapshots.ts';

interface Entry {
  readonly name: string;
  /** As in the header: 0 file, 1 hard link, 2 symbolic link, 3 character device, 4 block device, 5 folder. */
  readonly type?: string;
  readonly link?: string;
  readonly content?: Buffer;
  readonly mode?: number;
  readonly uid?: number;
  readonly device?: readonly [number, number];
}

/** An archive as `tar` would never make one. */
function forge(...entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap((entry) => {
    const {
      name,
      type = '0',
      link = '',
      content = Buffer.alloc(0),
      mode = 0o755,
      uid = 0,
      device = [0, 0],
    } = entry;
    const header = Buffer.alloc(512);
    const octal = (value: number, at: number, length: number) =>
      header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at);
    header.write(name, 0);
    octal(mode, 100, 8);
    octal(uid, 108, 8);
    octal(uid, 116, 8);
    octal(content.length, 124, 12);
    octal(0, 136, 12);
    header.write(`        ${type}${link}`, 148);
    header.write('ustar\x0000', 257, 'latin1');
    octal(device[0], 329, 8);
    octal(device[1], 337, 8);
    octal(
      header.reduce((sum, byte) => sum + byte, 0),
      148,
      7,
    );
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const file = (name: string, text = 'harm') => ({ name, content: Buffer.from(text) });

/** What a forged snapshot holds, and why no session starts from it. */
const refused: Readonly<Record<string, { readonly archive: Buffer; readonly why: RegExp }>> = {
  'names that lead out': { archive: forge(file('../../../harm')), why: /could not be unpacked/ },
  'a file through a link': {
    archive: forge({ name: 'work/out', type: '2', link: '/proc/self/cwd/../../tmp' }, file('work/out/harm')),
    why: /could not be unpacked/,
  },
  'a link in place of a folder that is mounted': {
    archive: forge({ name: './work', type: '2', link: '/etc' }),
    why: /no folder work/,
  },
  'a hard link to a file of the environment': {
    archive: forge({ name: 'work/passwd', type: '1', link: '/../../etc/passwd' }),
    why: /could not be unpacked/,
  },
  'a disk': {
    archive: forge({ name: 'work/disk', type: '4', device: [8, 0] }),
    why: /could not be unpacked: .*work\/disk/,
  },
  "the machine's memory": {
    archive: forge({ name: 'work/mem', type: '3', device: [1, 1] }),
    why: /could not be unpacked: .*work\/mem/,
  },
  'files of another id': {
    archive: forge({ ...file('work/theirs'), uid: 1234 }),
    why: /could not be unpacked/,
  },
  'more than the disk of the session': {
    archive: forge({ name: 'work/large', content: Buffer.alloc(40 << 20) }),
    why: /could not be unpacked: .*(No space left|Wrote only)/,
  },
  'more files than the session may have': {
    archive: forge(...Array.from({ length: 100_001 }, (_, at) => ({ name: `work/${at}` }))),
    why: /could not be unpacked: .*No space left/,
  },
  'no archive': { archive: Buffer.alloc(4096, 'x'), why: /could not be unpacked/ },
};

const limits = { diskBytes: 32 << 20 };

describe('a forged snapshot', () => {
  let dir = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-forged-'));
  });
  after(() => rm(dir, { recursive: true }));

  const restore = async (archive: Buffer) => {
    const path = join(dir, 'forged.tar');
    await writeFile(path, archive);
    return restoredSession({ files: [path] }, { limits });
  };
  const bundles = () => readdirSync(placesOf().run).filter((name) => name.startsWith(`${process.pid}-`));

  for (const [what, { archive, why }] of Object.entries(refused)) {
    it(`with ${what} starts no session, and leaves nothing`, async () => {
      await assert.rejects(restore(archive), (error: unknown) => {
        assert.ok(error instanceof RunError, String(error));
        assert.match(error.message, why);
        return true;
      });
      assert.deepEqual(bundles(), []);
      assert.equal(existsSync('/harm') || existsSync(join(tmpdir(), 'harm')), false);
    });
  }

  it('with absolute names harms no one: they are names in the session', async () => {
    await using session = await restore(forge(file('/tmp/harm'), file('/etc/passwd')));
    const { text } = await session.run(bash('cat /tmp/harm; grep -c harm /etc/passwd'));
    assert.equal(text, 'harm0');
    assert.equal(existsSync('/tmp/harm'), false);
  });

  it('with a set-uid program gives its session nothing', async () => {
    await using session = await restore(forge({ ...file('work/su', '#!/bin/sh\nid -u'), mode: 0o6755 }));
    const { text } = await session.run(
      bash('./su; grep -E "^(NoNewPrivs|CapEff)" /proc/self/status | tr "\\t" "\\n"'),
    );
    assert.equal(text, '0\nCapEff:\n0000000080000002\nNoNewPrivs:\n1');
  });

  it('with a shell state that does not end is its own problem: the session can be stopped', async () => {
    const session = await restore(forge(file('run/piste/shell-state', 'while :; do :; done')));
    await session[Symbol.asyncDispose]();
    assert.deepEqual(bundles(), []);
  });

  it('leaves no descriptor of its archive to the programs of the session', async () => {
    await using session = await restore(forge(file('work/note', 'text')));
    const { text } = await session.run(
      bash('cat note; for fd in /proc/self/fd/*; do readlink $fd; done | grep -c tar'),
    );
    assert.equal(text, 'text0');
  });
});
