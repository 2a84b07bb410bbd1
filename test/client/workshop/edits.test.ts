import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEdits } from '../../../src/client/workshop/edits.ts';

/** What was sent, and a line that can be cut. */
function line() {
  const sent: [string, string | null][] = [];
  const socket = { isOpen: true };
  const send = (cell: string, text: string | null): boolean => {
    if (socket.isOpen) sent.push([cell, text]);
    return socket.isOpen;
  };
  return { sent, socket, edits: createEdits(send) };
}

describe('a visitor’s texts', () => {
  it('are sent once, the last of what was typed', () => {
    const { sent, edits } = line();
    edits.set('a', 'o');
    edits.set('a', 'one');
    edits.flush();
    edits.flush();
    assert.deepEqual(sent, [['a', 'one']]);
    assert.equal(edits.text('a'), 'one');
  });

  it('wait for the connection to come back', () => {
    const { sent, socket, edits } = line();
    socket.isOpen = false;
    edits.set('a', 'typed offline');
    edits.flush();
    assert.deepEqual(sent, []);
    socket.isOpen = true;
    edits.flush();
    assert.deepEqual(sent, [['a', 'typed offline']]);
  });

  it('are taken from the server, but for what it has not got yet', () => {
    const { socket, edits } = line();
    edits.take({ a: 'old', b: 'gone' });
    socket.isOpen = false;
    edits.set('a', 'newer');
    assert.deepEqual(edits.take({ a: 'old', c: 'of another tab' }), ['b', 'c']);
    assert.equal(edits.text('a'), 'newer');
    assert.equal(edits.text('b'), undefined);
    assert.equal(edits.text('c'), 'of another tab');
    socket.isOpen = true;
    edits.flush();
  });

  it('are taken one by one from other pages, but for what is on its way', () => {
    const { edits } = line();
    edits.set('a', 'typed here');
    assert.deepEqual(edits.takeOne('a', 'typed there'), []);
    edits.flush();
    assert.deepEqual(edits.takeOne('a', 'typed there'), ['a']);
    assert.deepEqual(edits.takeOne('a', null), ['a']);
    assert.equal(edits.text('a'), undefined);
  });

  it('give way to the author’s', () => {
    const { sent, edits } = line();
    edits.take({ a: 'own' });
    edits.set('a', null);
    edits.flush();
    assert.deepEqual(sent, [['a', null]]);
    assert.equal(edits.text('a'), undefined);
  });
});
