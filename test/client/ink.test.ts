import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearStrokes, strokePath } from '../../src/client/desk/ink/strokes.ts';
import { createUndo } from '../../src/client/desk/ink/undo.ts';
import { createDrawingBoard } from '../../src/serve/stage/drawings.ts';

const stroke = (id: string, points: readonly number[]) => ({ id, pen: 0, points });

describe('strokes', () => {
  it('are drawn from their first point to their last; one point is a dot', () => {
    assert.equal(strokePath([5, 6]), 'M5 6l0.01 0');
    assert.equal(strokePath([0, 0, 10, 0]), 'M0 0L10 0');
    assert.equal(strokePath([0, 0, 10, 0, 20, 0]), 'M0 0Q10 0 15 0L20 0');
  });

  it('are found by the eraser along their whole length', () => {
    const strokes = [stroke('line', [0, 0, 100, 0]), stroke('dot', [50, 40])];
    const near = (x: number, y: number) => nearStrokes(strokes, [x, y], 10).map(({ id }) => id);
    assert.deepEqual(near(50, 8), ['line']);
    assert.deepEqual(near(50, 35), ['dot']);
    assert.deepEqual(near(120, 0), []);
  });
});

describe('undo', () => {
  it('takes back the slide’s last deed, else its last stroke', () => {
    const undo = createUndo();
    const [a, b] = [stroke('a', [0, 0]), stroke('b', [0, 0])];
    undo.note({ slide: '0/0', drawn: ['a'], erased: [] });
    undo.note({ slide: '1/0', drawn: ['b'], erased: [] });
    undo.note({ slide: '0/0', drawn: [], erased: [a] });
    assert.deepEqual(undo.take('0/0', []).erased, [a]);
    assert.deepEqual(undo.take('0/0', [a]).drawn, ['a']);
    assert.deepEqual(undo.take('0/0', [b]).drawn, ['b']);
    assert.deepEqual(undo.take('0/0', []).drawn, []);
  });
});

describe('a drawing board', () => {
  it('lets a stroke go on, and keeps the newest of too many', () => {
    const board = createDrawingBoard();
    board.draw('0/0', stroke('a', [0, 0]));
    board.draw('0/0', stroke('a', [0, 0, 1, 1]));
    assert.deepEqual(board.drawings(), { '0/0': [stroke('a', [0, 0, 1, 1])] });
    for (let count = 0; count < 500; count++) board.draw('1/0', stroke(`s${count}`, [0, 0]));
    assert.equal(board.drawings()['1/0']?.length, 400);
    assert.equal(board.drawings()['1/0']?.at(-1)?.id, 's499');
    board.erase('0/0', ['a']);
    assert.equal(board.drawings()['0/0'], undefined);
  });
});
