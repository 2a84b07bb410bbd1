import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { cli } from '../support/piste.ts';

const nobody = [
  '-c',
  'user.name=nobody',
  '-c',
  'user.email=nobody@example.org',
  '-c',
  'init.defaultBranch=main',
];

describe('two branches that have both recorded', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'piste-merge-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const git = (...args: readonly string[]) =>
    execFileSync('git', [...nobody, ...args], {
      cwd: dir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const piste = (...args: readonly string[]) =>
    spawnSync(process.execPath, [cli, ...args], { cwd: dir, encoding: 'utf8' });
  const write = (texts: Readonly<Record<string, string>>) =>
    writeFileSync(
      join(dir, 'deck.md'),
      Object.entries(texts)
        .map(
          ([name, body]) => `# ${name}\n\n\`\`\`bash {run name=${name} session=${name}}\n${body}\n\`\`\`\n`,
        )
        .join('\n---\n\n'),
    );
  const record = (texts: Readonly<Record<string, string>>, message: string) => {
    write(texts);
    assert.equal(piste('run', 'deck.md').status, 0);
    git('add', '.');
    git('commit', '--quiet', '--message', message);
  };
  /** `main` changes the cells that `ours` names, and the branch `theirs` those that `theirs` names. */
  const branch = (ours: Readonly<Record<string, string>>, theirs: Readonly<Record<string, string>>) => {
    const base = { a: 'echo a', b: 'echo b', c: 'echo c' };
    git('init', '--quiet');
    record(base, 'base');
    git('checkout', '--quiet', '-b', 'theirs');
    record({ ...base, ...theirs }, 'theirs');
    git('checkout', '--quiet', 'main');
    record({ ...base, ...ours }, 'ours');
  };

  it('are merged by git where they have changed cells that are not neighbours, and nothing has to run', () => {
    branch({ a: 'echo A' }, { c: 'echo C' });
    git('merge', '--quiet', '--no-edit', 'theirs');
    assert.equal(piste('run', 'deck.md').stdout, `${dir.split('/').at(-1)}: 3 recorded before\n`);
    assert.equal(git('status', '--porcelain'), '');
  });

  it('are merged by taking either lock where git cannot, and nothing has to run', () => {
    branch({ a: 'echo A' }, { b: 'echo B' });
    assert.throws(() => git('merge', '--quiet', '--no-edit', 'theirs'));
    assert.match(readFileSync(join(dir, 'deck.lock.json'), 'utf8'), /^<{7} /m);
    const { stderr, status } = piste('run', 'deck.md');
    assert.equal(status, 2);
    const [mend = ''] = stderr.match(/git checkout --ours \S+/) ?? [];
    git(...mend.replace(/,$/, '').split(' ').slice(1));
    assert.equal(piste('run', 'deck.md').stdout, `${dir.split('/').at(-1)}: 3 recorded before\n`);
    assert.doesNotMatch(readFileSync(join(dir, 'deck.lock.json'), 'utf8'), /^<{7} /m);
  });
});
