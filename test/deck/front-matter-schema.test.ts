import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { readFrontMatter } from '../../src/deck/front-matter.ts';
import { frontMatterSchema } from '../../src/deck/front-matter-schema.ts';
import { listDecks } from '../../src/deck/list-decks.ts';
import { createProblemList } from '../../src/deck/problem-list.ts';
import { projectDir } from '../../src/environment/places.ts';

const schema = frontMatterSchema();

describe('the JSON schema of the front matter', () => {
  it('is the one in docs/', () => {
    const kept = readFileSync(join(projectDir, 'docs', 'front-matter.schema.json'), 'utf8');
    const isSame = kept === `${JSON.stringify(schema, null, 2)}\n`;
    assert.ok(isSame, 'write it anew: npm run -s piste -- schema > docs/front-matter.schema.json');
  });

  it('describes every key, nested ones too', () => {
    const lacking: string[] = [];
    const look = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null || !('properties' in node)) return;
      for (const [key, one] of Object.entries(node.properties ?? {})) {
        if (typeof one.description !== 'string') lacking.push(`${path}${key}`);
        look(one, `${path}${key}.`);
      }
    };
    look(schema, '');
    assert.deepEqual(lacking, []);
  });

  const accepts = (text: string): boolean => {
    const { data } = readFrontMatter(`---\n${text}\n---\n`, createProblemList('deck.md', text));
    return z.fromJSONSchema(schema).safeParse(data).success;
  };

  it('accepts the head of every deck of ours', async () => {
    for (const file of await listDecks(join(projectDir, 'decks'))) {
      const head =
        readFileSync(file, 'utf8')
          .split('\n---\n')[0]
          ?.replace(/^---\n/, '') ?? '';
      assert.ok(accepts(head), file);
    }
  });

  const rows: readonly [head: string, fits: boolean][] = [
    ['title: A talk', true],
    ['environment: { packages: [hello], network: none }', true],
    ['limits: { memory: 512M, disk: 1073741824, idle: 20m }', true],
    ['author: somebody else’s key', true],
    ['dialect: revael', false],
    ['environment: { package: [hello] }', false],
    ['environment: { packages: hello }', false],
    ['limits: { pids: many }', false],
  ];
  for (const [head, fits] of rows)
    it(`${fits ? 'takes' : 'refuses'} ${head}`, () => assert.equal(accepts(head), fits));
});
