import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noteRun, type Ran, staleCells } from '../../../src/client/workshop/stale.ts';

const cell = (id: string, ran: Ran | undefined, text?: string, session = 'main') => ({
  id,
  ran,
  text,
  session,
});
const first = noteRun(undefined, undefined, 1);
const later = noteRun(undefined, undefined, 2);

describe('what cells show is stale', () => {
  it('where their text is not the one that ran, and below it in the chain', () => {
    const cells = [cell('file', first, 'mine'), cell('run', later), cell('other', later, undefined, 'side')];
    assert.deepEqual(
      [...staleCells(cells)],
      [
        ['file', 'edited'],
        ['run', 'before'],
      ],
    );
  });

  it('where they ran before the change did, until they have run again', () => {
    const written = noteRun(first, 'mine', 3);
    assert.deepEqual(
      [...staleCells([cell('file', written, 'mine'), cell('run', later)])],
      [['run', 'before']],
    );
    const again = noteRun(later, undefined, 4);
    assert.deepEqual([...staleCells([cell('file', written, 'mine'), cell('run', again)])], []);
  });

  it('not where the same ran again, nor where nothing ran', () => {
    const same = noteRun(first, undefined, 3);
    assert.deepEqual(
      [...staleCells([cell('file', same), cell('run', later), cell('idle', undefined, 'mine')])],
      [],
    );
  });
});
