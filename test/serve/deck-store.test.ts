import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openDeckStore } from '../../src/serve/deck-store.ts';

describe('openDeckStore', () => {
  let dir = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-store-'));
    for (let number = 10; number < 60; number++) {
      await mkdir(join(dir, `talk-${number}`));
      await writeFile(join(dir, `talk-${number}`, 'deck.md'), `# Talk ${number}\n`);
    }
    await writeFile(join(dir, 'talk-10', 'talk-11.md'), '# Another of that name\n');
  });
  after(() => rm(dir, { recursive: true }));

  const namesOf = (store: Awaited<ReturnType<typeof openDeckStore>>) =>
    store.all().map(({ deck }) => deck.name);

  it('has read one of fifty decks when it is open, any other when it is wanted, and all when they are', async () => {
    const store = await openDeckStore([dir]);
    assert.deepEqual([store.files().length, namesOf(store)], [50, ['talk-10']]);
    await store.ready('talk-59');
    assert.equal(store.get('talk-59')?.deck.settings.title, 'Talk 59');
    assert.ok(store.all().length < 50);
    await store.ready('talk-60');
    assert.equal(store.get('talk-60'), undefined);
    await store.ready();
    assert.equal(store.all().length, 50);
    assert.deepEqual(namesOf(store), namesOf(store).toSorted());
    await store.close();
  });

  it('numbers decks of one name in their order, whichever is read first', async () => {
    const store = await openDeckStore([join(dir, 'talk-11'), join(dir, 'talk-10', 'talk-11.md')]);
    await store.ready('talk-11-2');
    assert.equal(store.get('talk-11-2')?.deck.settings.title, 'Another of that name');
    assert.equal(store.get('talk-11')?.deck.settings.title, 'Talk 11');
    await store.close();
  });

  it('rejects where the only deck cannot be read', async () => {
    await mkdir(join(dir, 'folder.md', 'deck.md'), { recursive: true });
    await assert.rejects(openDeckStore([join(dir, 'folder.md')]));
  });
});
