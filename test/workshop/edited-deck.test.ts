import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withEdits } from '../../src/workshop/edited-deck.ts';
import { createKeptEdits } from '../../src/workshop/kept-edits.ts';
import { editLimitBytes } from '../../src/workshop/workshop-limits.ts';
import { parse } from '../deck/parse.ts';
import { makeCell } from '../support/cells.ts';

const deck = parse(
  [
    '```nix {chunk=inputs}\ninputs = { };\n```',
    '```nix {file=flake.nix name=flake}\n{\n  <<inputs>>\n}\n```',
    '```bash {run name=greet}\necho hello\n```',
    '```bash {check name=good}\ntrue\n```',
    '```bash {terminal name=shell}\nls\n```',
  ].join('\n\n'),
);

const edited = (cell: string, text: string) =>
  withEdits(deck, new Map([[cell, text]])).cells.find(({ id }) => id === cell);

describe('a visitor’s text', () => {
  it('is what runs', () => {
    const { body, written } = edited('greet', 'echo good morning\n') ?? {};
    assert.deepEqual({ body, written }, { body: 'echo good morning\n', written: 'echo good morning\n' });
  });

  it('ends as a fence does, whatever the field says', () => {
    assert.equal(edited('greet', 'a\r\nb')?.body, 'a\nb\n');
  });

  it('has the deck’s chunks put in; a line that names none is a line', () => {
    assert.equal(
      edited('flake', '{\n  <<inputs>>\n  <<nothing>>\n}\n')?.written,
      '{\n  inputs = { };\n  <<nothing>>\n}\n',
    );
  });

  for (const cell of ['good', 'shell'])
    it(`takes no place of the cell ${cell}, whose kind has none`, () => {
      assert.equal(
        edited(cell, 'false\n'),
        deck.cells.find(({ id }) => id === cell),
      );
    });

  it('leaves the author’s deck as it is', () => {
    edited('greet', 'rm -rf /work');
    assert.equal(deck.cells.find(({ id }) => id === 'greet')?.body, 'echo hello\n');
  });
});

describe('kept texts', () => {
  const cell = (id: string) => makeCell({ id, body: 'echo hello\n' });

  it('are forgotten when they are the author’s again', () => {
    const edits = createKeptEdits(new Map());
    assert.equal(edits.set(cell('a'), 'echo b'), 'kept');
    assert.equal(edits.set(cell('a'), 'echo b'), 'same');
    assert.equal(edits.set(cell('a'), 'echo hello'), 'kept');
    assert.deepEqual([...edits.all()], []);
  });

  it('are bounded each, in bytes', () => {
    const edits = createKeptEdits(new Map());
    assert.equal(edits.set(cell('a'), 'é'.repeat(editLimitBytes / 2)), 'kept');
    assert.equal(edits.set(cell('b'), 'é'.repeat(editLimitBytes / 2 + 1)), 'too-long');
    assert.deepEqual([...edits.all().keys()], ['a']);
  });

  it('and together', () => {
    const edits = createKeptEdits(new Map());
    const whole = 'x'.repeat(editLimitBytes);
    const said = Array.from({ length: 17 }, (_, index) => edits.set(cell(`c${index}`), whole));
    assert.deepEqual(new Set(said.slice(0, 16)), new Set(['kept']));
    assert.equal(said[16], 'too-many');
    assert.equal(edits.set(cell('c0'), null), 'kept');
    assert.equal(edits.set(cell('c16'), whole), 'kept');
  });
});
