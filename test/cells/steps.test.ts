import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stepsOf } from '../../src/cells/steps.ts';

const steps = (body: string): string[] =>
  stepsOf({ language: 'console', body }).map((step) => `${step.line} ${step.script} => ${step.expected}`);

describe('stepsOf', () => {
  it('cuts a console at its prompts', () => {
    assert.deepEqual(steps('ignored\n$ echo a\na\n\n$ ls\n'), ['1 echo a => a\n', '4 ls => ']);
  });
  it('continues a command, and only a command', () => {
    assert.deepEqual(steps('$ cat <<E\n> b\n> E\nb\n> printed\n'), ['0 cat <<E\nb\nE => b\n> printed']);
    assert.equal(stepsOf({ language: 'console', body: '$ a \\\n> b\n' })[0]?.command, 'a \\\n> b');
  });
  it('takes # for a prompt only where the transcript begins with it', () => {
    assert.deepEqual(steps('# whoami\nroot\n# ls\n'), ['0 whoami => root', '2 ls => ']);
    assert.deepEqual(steps('$ cat a.md\n# Title\n'), ['0 cat a.md => # Title']);
  });
  it('leaves out a prompt without a command', () => assert.deepEqual(steps('$ a\n$ \n$\n'), ['0 a => ']));
  it('takes bash whole', () => {
    assert.deepEqual(
      stepsOf({ language: 'bash', body: '$ x\ny\n' }).map((step) => step.script),
      ['$ x\ny\n'],
    );
  });
});
