import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type KeyPlace, type KeyPress, keyCommand } from '../../src/client/keys/key-command.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shift: false,
  ctrl: false,
  alt: false,
  meta: false,
  ...held,
});

const at = (focus: KeyPlace['focus'], more: Partial<KeyPlace> = {}): KeyPlace => ({
  focus,
  scrollsX: false,
  scrollsY: false,
  tabbed: false,
  alternateScreen: false,
  playing: false,
  drawing: false,
  ...more,
});

const clickerKeys = [
  'PageUp',
  'PageDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  ' ',
  '.',
  'b',
  'F5',
  'Escape',
  'Enter',
];
const acting = ['run-next', 'run-all', 'cancel', 'reset', 'restore', 'replay', 'drift', 'terminal'];

describe('keyCommand', () => {
  it('never acts on a cell for what a clicker sends', () => {
    for (const key of clickerKeys) {
      for (const focus of ['page', 'button', 'link', 'scroller'] as const) {
        const command = keyCommand(press(key), at(focus));
        assert.ok(!acting.includes(command), `${key} on ${focus}: ${command}`);
        if (focus === 'button') assert.notEqual(command, 'native', `${key} would press the button`);
      }
    }
  });

  it('presses a button that the reader went to by Tab, by Enter alone', () => {
    assert.equal(keyCommand(press('Enter'), at('button', { tabbed: true })), 'native');
    assert.equal(keyCommand(press(' '), at('button', { tabbed: true })), 'step-back');
  });

  it('opens what is folded by Space too, where the reader went to it by Tab', () => {
    assert.equal(keyCommand(press(' '), at('summary', { tabbed: true })), 'native');
    assert.equal(keyCommand(press('Enter'), at('summary', { tabbed: true })), 'native');
    assert.equal(keyCommand(press(' '), at('summary')), 'step-back');
  });

  it('has a letter for each act', () => {
    const commands = ['r', 'R', 'c', 'X', 'H', 'p', 'D', 't', 'd', 's', '?'].map((key) =>
      keyCommand(press(key, { shift: key !== key.toLowerCase() }), at('page')),
    );
    assert.deepEqual(commands, [
      'run-next',
      'run-all',
      'cancel',
      'reset',
      'restore',
      'replay',
      'drift',
      'terminal',
      'theme',
      'speaker',
      'help',
    ]);
  });

  it('has keys for showing slides, and a clicker’s F5 does not load the talk anew', () => {
    const commands = ['b', '.', 'w', '/', 'N', 'q', 'L', 'a', 'F5'].map((key) =>
      keyCommand(press(key), at('page')),
    );
    assert.deepEqual(commands, [
      'black',
      'black',
      'white',
      'search',
      'number',
      'codes',
      'laser',
      'draw',
      'fullscreen',
    ]);
    assert.equal(keyCommand(press('F5', { shift: true }), at('button')), 'fullscreen');
    assert.equal(keyCommand(press('F5', { ctrl: true }), at('page')), 'slides');
  });

  it('has keys for the pens while one is out, and slides still move', () => {
    const drawing = at('page', { drawing: true });
    const commands = ['1', '2', '3', 'e', 'u', 'E', 'Escape', 'PageDown', 'r'].map((key) =>
      keyCommand(press(key), drawing),
    );
    assert.deepEqual(commands, [
      'pen-1',
      'pen-2',
      'pen-3',
      'eraser',
      'undo',
      'clear',
      'draw',
      'slides',
      'run-next',
    ]);
    assert.equal(keyCommand(press('u'), at('page')), 'slides');
  });

  it('steers a replay, and nothing while there is none', () => {
    const keys = ['>', '+', '<', '-', 'Escape'];
    const playing = keys.map((key) => keyCommand(press(key), at('page', { playing: true })));
    assert.deepEqual(playing, ['faster', 'faster', 'slower', 'slower', 'end-replay']);
    for (const key of keys) assert.equal(keyCommand(press(key), at('page')), 'slides');
    assert.equal(keyCommand(press('Escape'), at('terminal', { playing: true })), 'leave');
  });

  it('moves a slider by arrows where a person went by Tab, and slides where a clicker sends them', () => {
    assert.equal(keyCommand(press('ArrowRight'), at('slider', { tabbed: true })), 'native');
    assert.equal(keyCommand(press('ArrowRight'), at('slider')), 'step-back');
    assert.equal(keyCommand(press('PageDown'), at('slider', { tabbed: true })), 'step-back');
    assert.equal(keyCommand(press('p'), at('slider')), 'replay');
  });

  it('leaves the browser its own shortcuts', () => {
    assert.equal(keyCommand(press('r', { ctrl: true }), at('page')), 'slides');
    assert.equal(keyCommand(press('c', { meta: true }), at('scroller')), 'slides');
  });

  it('scrolls a focused box that can scroll, and moves on where it cannot', () => {
    const tall = at('scroller', { scrollsY: true });
    assert.equal(keyCommand(press('ArrowDown'), tall), 'native');
    assert.equal(keyCommand(press('ArrowRight'), tall), 'step-back');
    assert.equal(keyCommand(press('PageDown'), tall), 'step-back');
    assert.equal(keyCommand(press('ArrowDown'), at('scroller')), 'step-back');
  });

  it('gives a terminal every key but the way out', () => {
    for (const key of [...clickerKeys, 'r', '?'].filter((key) => key !== 'Escape')) {
      assert.equal(keyCommand(press(key), at('terminal')), 'native', key);
    }
    assert.equal(keyCommand(press('Escape'), at('terminal')), 'leave');
    assert.equal(keyCommand(press('Escape'), at('terminal', { alternateScreen: true })), 'native');
    assert.equal(keyCommand(press('.', { ctrl: true }), at('terminal', { alternateScreen: true })), 'leave');
  });

  it('keeps out of fields and dialogs', () => {
    assert.equal(keyCommand(press('r'), at('field')), 'native');
    assert.equal(keyCommand(press('Escape'), at('dialog')), 'native');
  });
});
