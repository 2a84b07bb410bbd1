import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type KeyedCell, keysOfChain, limitsPart } from '../../src/cells/cell-key.ts';
import { openSnapshots, type Snapshots } from '../../src/records/snapshots.ts';
import { startSession } from '../../src/session/session.ts';
import { bash } from '../support/cells.ts';
import { randomFrom } from '../support/random.ts';
import { realEnvironment, testLimits, testSession } from '../support/sessions.ts';
import { look, randomChain, randomEdit } from './random-chain.ts';

// Another seed is another set of decks: PISTE_SEED=7 npm test -- test/property/outputs.test.ts
const seed = Number(process.env.PISTE_SEED ?? '1');
const decks = Number(process.env.PISTE_DECKS ?? '6');

describe(`random decks and random edits (seed ${seed})`, () => {
  let dir = '';
  let snapshots: Snapshots;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-property-'));
    snapshots = openSnapshots({ dir });
  });
  after(() => rm(dir, { recursive: true }));

  const keyed = async (bodies: readonly string[]): Promise<readonly KeyedCell[]> => {
    const { environment } = await realEnvironment();
    return keysOfChain(
      bodies.map((body) => bash(body, { expect: 'fail' })),
      { environment: environment.hash, limits: limitsPart(testLimits) },
    );
  };

  /** What the cells of a chain print, from the one at `from` on, on the state that is kept of those before it. */
  const outputs = async (chain: readonly KeyedCell[], from = 0, keep = false): Promise<readonly string[]> => {
    const { engine, environment } = await realEnvironment();
    const restore = from > 0 ? await snapshots.restoreOf(chain[from - 1]?.key ?? '') : undefined;
    assert.equal(restore !== undefined, from > 0);
    await using session = testSession(
      await startSession({ engine, environment, limits: testLimits, ...(restore ? { restore } : {}) }),
    );
    const texts: string[] = [];
    for (const { cell, key } of chain.slice(from)) {
      const { result, text } = await session.run(cell);
      texts.push(`${result.exit} ${text}`);
      if (keep) assert.ok(await snapshots.take(key, session.session), 'a state that could not be kept');
    }
    texts.push((await session.run(bash(look))).text);
    return texts;
  };

  const random = randomFrom(seed);
  const seen = new Map<string, string>();
  for (let deck = 1; deck <= decks; deck++) {
    const bodies = randomChain(random, 6);
    const edited = randomEdit(random, randomEdit(random, bodies));
    const at = 1 + Math.floor(random() * (edited.length - 1));

    it(`deck ${deck}: the same key, the same output`, async () => {
      for (const version of [bodies, edited]) {
        const chain = await keyed(version);
        const texts = await outputs(chain, 0, version === edited);
        for (const [index, { key }] of chain.entries()) {
          const text = texts[index] ?? '';
          assert.equal(text, seen.get(key) ?? text, version.slice(0, index + 1).join('\n---\n'));
          seen.set(key, text);
        }
      }
    });

    it(`deck ${deck}: restored at cell ${at} of ${edited.length}, it is what it is when it has run to there`, async () => {
      const chain = await keyed(edited);
      const whole = await outputs(chain);
      assert.deepEqual(await outputs(chain, at), whole.slice(at), edited.join('\n---\n'));
    });
  }
});
