import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inOrder } from '../../src/runner/in-order.ts';

/** A task that yields when it is told to. */
function task(name: string) {
  const gates: (() => void)[] = [];
  const waits = [0, 1].map(() => new Promise<void>((done) => gates.push(done)));
  let begun: () => void = () => {};
  const started = new Promise<void>((done) => {
    begun = done;
  });
  async function* run() {
    begun();
    for (const [index, wait] of waits.entries()) {
      await wait;
      yield `${name}${index}`;
    }
  }
  return { run, started, go: (index: number) => gates[index]?.() };
}

it('runs tasks side by side, and hands out what they yield in their order', async () => {
  const [a, b, c] = [task('a'), task('b'), task('c')] as const;
  const seen: string[] = [];
  const all = inOrder([a.run, b.run, c.run], 2, (item) => seen.push(item));
  await Promise.all([a.started, b.started]);
  b.go(0);
  b.go(1);
  // With b done, c has its place, while a still holds back what they have.
  await c.started;
  assert.deepEqual(seen, []);
  for (const one of [c, a]) for (const index of [0, 1]) one.go(index);
  await all;
  assert.deepEqual(seen, ['a0', 'a1', 'b0', 'b1', 'c0', 'c1']);
});

it('begins nothing more when a task throws, and throws what it threw', async () => {
  const begun: string[] = [];
  // biome-ignore lint/correctness/useYield: it throws before it could.
  async function* broken(): AsyncGenerator<string> {
    begun.push('broken');
    throw new Error('no engine');
  }
  async function* next(): AsyncGenerator<string> {
    begun.push('next');
    yield 'next';
  }
  await assert.rejects(
    inOrder([broken, next], 1, () => {}),
    /no engine/,
  );
  assert.deepEqual(begun, ['broken']);
});
