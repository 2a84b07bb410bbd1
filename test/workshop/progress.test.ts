import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import sqlite from 'node-sqlite3-wasm';
import { openProgress, type ProgressOptions } from '../../src/workshop/progress.ts';
import { newToken, type Visitor, visitorOf } from '../../src/workshop/visitors.ts';

const folders: string[] = [];
const newFolder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'piste-progress-'));
  folders.push(dir);
  return dir;
};
after(() => {
  for (const dir of folders) rmSync(dir, { recursive: true });
});

const newVisitor = (): Visitor => {
  const visitor = visitorOf(newToken());
  assert.ok(visitor);
  return visitor;
};

/** Opens, works with it, closes; gives what was said. */
function visit(
  dir: string,
  work: (progress: ReturnType<typeof openProgress>) => void,
  options: Partial<ProgressOptions> = {},
): readonly string[] {
  const said: string[] = [];
  const progress = openProgress({ dir, say: (text) => said.push(text), ...options });
  work(progress);
  progress.close();
  return said;
}

describe('what is kept of visitors', () => {
  it('is there when the server is started again, each visitor’s and deck’s apart', () => {
    const dir = newFolder();
    const [ada, bob] = [newVisitor(), newVisitor()];
    visit(dir, (progress) => {
      progress.noteStep(ada, 'deck', 'first');
      progress.noteEdit(ada, 'deck', 'greet', 'echo “hallo”\n');
      progress.noteEdit(bob, 'deck', 'greet', 'echo bob');
      progress.noteStep(ada, 'other', 'second');
    });
    visit(dir, (progress) => {
      const { steps, edits } = progress.of(ada, 'deck');
      assert.deepEqual([...steps], ['first']);
      assert.deepEqual([...edits], [['greet', 'echo “hallo”\n']]);
      assert.deepEqual([...progress.of(bob, 'deck').edits], [['greet', 'echo bob']]);
      assert.deepEqual([...progress.of(bob, 'deck').steps], []);
      assert.deepEqual([...progress.of(ada, 'other').steps], ['second']);
    });
  });

  it('is what was noted last, before it is on the disk too', () => {
    visit(newFolder(), (progress) => {
      const ada = newVisitor();
      progress.noteEdit(ada, 'deck', 'greet', 'one');
      progress.noteEdit(ada, 'deck', 'greet', 'two');
      assert.deepEqual([...progress.of(ada, 'deck').edits], [['greet', 'two']]);
      progress.noteEdit(ada, 'deck', 'greet', null);
      assert.deepEqual([...progress.of(ada, 'deck').edits], []);
    });
  });

  it('is nothing of one who has only looked', () => {
    const dir = newFolder();
    visit(dir, (progress) => {
      for (let count = 0; count < 100; count++) progress.noteSeen(newVisitor());
    });
    const database = new sqlite.Database(join(dir, 'progress.db'));
    assert.equal(database.get('SELECT count(*) AS n FROM visitors')?.n, 0);
    database.close();
  });

  it('never has a token in it', () => {
    const dir = newFolder();
    const token = newToken();
    const visitor = visitorOf(token);
    assert.ok(visitor);
    visit(dir, (progress) => progress.noteStep(visitor, 'deck', 'first'));
    assert.throws(() => execFileSync('grep', ['-rqa', token, dir]));
  });

  it('goes when its visitor has not come for long', () => {
    const dir = newFolder();
    const ada = newVisitor();
    visit(dir, (progress) => progress.noteStep(ada, 'deck', 'first'));
    visit(dir, (progress) => assert.equal(progress.of(ada, 'deck').steps.size, 0), { rememberMs: -1 });
  });

  it('is bounded: what is more is not kept, said once, and nobody loses what is', () => {
    const dir = newFolder();
    const [ada, bob] = [newVisitor(), newVisitor()];
    const said = visit(
      dir,
      (progress) => {
        progress.noteEdit(ada, 'deck', 'a', 'x'.repeat(2000));
        progress.noteEdit(bob, 'deck', 'a', 'y'.repeat(2000));
        progress.noteEdit(bob, 'deck', 'b', 'y'.repeat(2000));
        assert.equal(progress.of(ada, 'deck').edits.size, 1);
        assert.equal(progress.of(bob, 'deck').edits.size, 0);
      },
      { budgetBytes: 3000 },
    );
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /have filled their room/);
  });

  it('is bounded in bytes; what was not kept makes no room for more', () => {
    const text = '€'.repeat(1000);
    visit(
      newFolder(),
      (progress) => {
        const kept = Array.from({ length: 20 }, () => {
          const visitor = newVisitor();
          progress.noteEdit(visitor, 'deck', 'a', text);
          progress.noteEdit(visitor, 'deck', 'a', `${text}!`);
          return progress.of(visitor, 'deck').edits.size;
        });
        assert.deepEqual(kept.slice(0, 5), [1, 1, 1, 0, 0]);
        assert.equal(kept.lastIndexOf(1), 2);
      },
      { budgetBytes: 10_000 },
    );
  });

  it('has room for one who comes while hundreds write all they can', () => {
    const ada = newVisitor();
    visit(newFolder(), (progress) => {
      for (let flood = 0; flood < 600; flood++) {
        const visitor = newVisitor();
        for (let count = 0; count < 60; count++) progress.noteEdit(visitor, 'deck', `c${count}`, 'x');
      }
      progress.noteStep(ada, 'deck', 'first');
      progress.noteEdit(ada, 'deck', 'greet', 'hers');
      const { steps, edits } = progress.of(ada, 'deck');
      assert.deepEqual([...steps, ...edits.values()], ['first', 'hers']);
    });
  });
});

describe('a file of progress', () => {
  it('that was locked by a process that was killed is opened all the same', () => {
    const dir = newFolder();
    const ada = newVisitor();
    visit(dir, (progress) => progress.noteStep(ada, 'deck', 'first'));
    mkdirSync(join(dir, 'progress.db.lock'));
    const said = visit(dir, (progress) => assert.equal(progress.of(ada, 'deck').steps.size, 1));
    assert.deepEqual(said, []);
  });

  const damages: Readonly<Record<string, (file: string) => void>> = {
    'is no database': (file) => writeFileSync(file, 'not a database, but longer than nothing\n'.repeat(50)),
    'was torn': (file) => execFileSync('truncate', ['-s', '9000', file]),
    'has rubbish in it': (file) =>
      execFileSync('dd', ['if=/dev/urandom', `of=${file}`, 'bs=1k', 'seek=5', 'count=6', 'conv=notrunc'], {
        stdio: 'ignore',
      }),
    'is from a later version': (file) => {
      const database = new sqlite.Database(file);
      database.exec('PRAGMA user_version = 99');
      database.close();
    },
  };
  for (const [what, damage] of Object.entries(damages))
    it(`that ${what} is moved aside and said, and a new one begun`, () => {
      const dir = newFolder();
      const ada = newVisitor();
      visit(dir, (progress) => {
        for (let count = 0; count < 20; count++)
          progress.noteEdit(ada, 'deck', `c${count}`, 'x'.repeat(1000));
      });
      damage(join(dir, 'progress.db'));
      const said = visit(dir, (progress) => {
        assert.equal(progress.of(ada, 'deck').edits.size, 0);
        progress.noteStep(ada, 'deck', 'first');
      });
      assert.equal(said.length, 1);
      assert.match(said[0] ?? '', /cannot be read .*progress\.db\.damaged-/);
      assert.equal(readdirSync(dir).filter((name) => name.includes('.damaged-')).length, 1);
      visit(dir, (progress) => assert.equal(progress.of(ada, 'deck').steps.size, 1));
    });
});
