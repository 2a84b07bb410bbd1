import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backoffMs } from '../../src/client/live/backoff.ts';
import { readServerMessage, readTerminalMessage } from '../../src/client/live/server-message.ts';

describe('readServerMessage', () => {
  it('takes each message of the protocol', () => {
    const messages = [
      { type: 'hello', live: false, reason: 'no engine', revision: 'r' },
      { type: 'state', cell: '1', state: 'ok', exit: 0 },
      { type: 'state', cell: '1', state: 'ok', drift: '-a\n+b' },
      { type: 'state', cell: '1', state: 'error', reason: 'r', fallback: true },
      { type: 'output', cell: '1', from: 0, lines: ['a'] },
      { type: 'picture', cell: '1', html: '<svg></svg>' },
      { type: 'session', session: 'main', touched: true },
      { type: 'notice', text: 'n' },
      { type: 'reload', revision: 'r2' },
      { type: 'stage', page: 'p', n: 1, from: 'slides', move: { kind: 'blank', blank: 'off' } },
      { type: 'staged', place: null, blank: 'off', timer: null, drawings: {} },
      { type: 'desk', steered: true, speakers: 1, remotes: 0, followers: 0 },
      { type: 'codes', codes: [], hint: '' },
    ];
    for (const message of messages) assert.deepEqual(readServerMessage(JSON.stringify(message)), message);
  });

  it('leaves out what is none', () => {
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"type":"state","cell":"1","state":"dancing"}',
      '{"type":"state","cell":"1","state":"ok","drift":["-a"]}',
      '{"type":"output","cell":1}',
      '{"type":"picture","cell":"1"}',
      '{"type":"session","session":"main"}',
      '{"type":"stage","page":"p","n":1}',
      '{"type":"desk"}',
      '{"type":"later"}',
    ]) {
      assert.equal(readServerMessage(text), undefined, text);
    }
  });
});

describe('readTerminalMessage', () => {
  it('takes a start with its offset, and no start without', () => {
    const start = { type: 'start', offset: 5, fresh: false, cols: 80, rows: 24 };
    assert.deepEqual(readTerminalMessage(JSON.stringify(start)), start);
    assert.equal(readTerminalMessage('{"type":"start"}'), undefined);
  });
});

describe('backoffMs', () => {
  it('grows, stays within bounds and spreads readers', () => {
    assert.equal(backoffMs(0, 1), 250);
    assert.equal(backoffMs(3, 1), 2000);
    assert.equal(backoffMs(50, 1), 8000);
    assert.equal(backoffMs(50, 0), 4000);
  });
});
