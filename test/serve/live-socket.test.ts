import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { noRecords } from '../../src/records/no-records.ts';
import { serveLive } from '../../src/serve/live-socket.ts';
import { createStage } from '../../src/serve/stage/stage.ts';
import { createLiveDeck, type LiveDeck } from '../../src/session/live-deck.ts';
import { parse } from '../deck/parse.ts';

describe('a page’s socket', () => {
  it('that has gone before anything was said is not kept', async () => {
    const socket = new WebSocket('ws://127.0.0.1:1');
    socket.on('error', () => {});
    socket.terminate();
    await new Promise((done) => socket.on('close', done));
    const live = createLiveDeck(parse('# A'), {
      machinery: () => Promise.reject(new Error('none')),
      records: noRecords,
    });
    let subscribed = 0;
    const counting: LiveDeck = {
      ...live,
      subscribe(listener) {
        subscribed++;
        return live.subscribe(listener);
      },
    };
    serveLive(
      socket,
      counting,
      { type: 'hello', live: false, revision: '1' },
      {
        stage: createStage(),
        onSlide: () => {},
        codesFor: () => ({ type: 'codes', codes: [], hint: '' }),
      },
    );
    assert.equal(subscribed, 0);
    await live.close();
  });
});
