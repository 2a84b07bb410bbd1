import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cli } from '../support/piste.ts';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'piste-workshop-'));
  writeFileSync(join(folder, 'deck.md'), '# A deck\n\n```bash {run}\ntrue\n```\n');
});
after(() => rmSync(folder, { recursive: true }));

const workshop = (args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  spawnSync(process.execPath, [cli, 'workshop', ...args], { encoding: 'utf8', env, timeout: 60_000 });

describe('piste workshop', () => {
  it('refuses where nothing can run, and says the mend', () => {
    const { status, stderr } = workshop([folder], { ...process.env, PATH: '/nowhere' });
    assert.equal(status, 3);
    assert.match(stderr, /a workshop is made of sandboxes, and there is none: .*\n {2}to mend it: /);
  });

  const wrong: readonly (readonly [string, () => readonly string[], RegExp])[] = [
    [
      'a number of sessions that is none',
      () => [folder, '--sessions', '0'],
      /--sessions 0 is not a number from 1/,
    ],
    [
      'a port that is none',
      () => [folder, '--port', '70000'],
      /--port 70000 is no port\n {2}to mend it: --port 4701/,
    ],
    [
      'a folder of data that is watched for changes',
      () => [folder, '--data', join(folder, 'data')],
      /is in the folder of .*deck\.md, which is watched/,
    ],
  ];
  for (const [what, args, said] of wrong)
    it(`refuses ${what}`, () => {
      const { status, stderr } = workshop(args());
      assert.equal(status, 2);
      assert.match(stderr, said);
    });
});
