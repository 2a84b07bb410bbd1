import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ackCounter } from '../../src/client/terminal/ack-counter.ts';
import { inputQueue } from '../../src/client/terminal/input-queue.ts';
import { isTerminalAnswer } from '../../src/client/terminal/terminal-answer.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A queue whose gaps pass when told to. */
function queueInHand() {
  const sent: string[] = [];
  const gaps: Array<() => void> = [];
  const queue = inputQueue(
    (chunk) => sent.push(new TextDecoder().decode(chunk)),
    (act) => gaps.push(act),
  );
  const pass = (): void => {
    for (let gap = gaps.shift(); gap; gap = gaps.shift()) gap();
  };
  return { queue, sent, pass };
}

describe('inputQueue', () => {
  it('sends keystrokes at once', () => {
    const { queue, sent } = queueInHand();
    queue.push(bytes('l'));
    queue.push(bytes('s'));
    assert.deepEqual(sent, ['l', 's']);
  });

  it('sends a paste in chunks, in order, with what is typed after it behind', () => {
    const { queue, sent, pass } = queueInHand();
    const paste = `${'a'.repeat(4096)}${'b'.repeat(4096)}c`;
    queue.push(bytes(paste));
    queue.push(bytes('!'));
    assert.equal(sent.length, 1);
    pass();
    assert.equal(sent.join(''), `${paste}!`);
    assert.ok(sent.every((chunk) => chunk.length <= 4096));
  });

  it('holds everything while the server says so, and goes on after', () => {
    const { queue, sent, pass } = queueInHand();
    queue.hold();
    queue.push(bytes('x'));
    pass();
    assert.deepEqual(sent, []);
    queue.resume();
    assert.deepEqual(sent, ['x']);
  });

  it('lets Ctrl-C through at once, in place of the paste that waits', () => {
    const { queue, sent, pass } = queueInHand();
    queue.hold();
    queue.push(bytes('a'.repeat(9000)));
    queue.push(bytes('\x03'));
    queue.resume();
    pass();
    assert.deepEqual(sent, ['\x03']);
  });
});

describe('ackCounter', () => {
  it('acknowledges in lumps and loses nothing', () => {
    const acks = ackCounter(100);
    assert.deepEqual([60, 60, 10].map(acks.consume), [0, 120, 0]);
    assert.equal(acks.rest(), 10);
    assert.equal(acks.rest(), 0);
  });
});

describe('isTerminalAnswer', () => {
  it('knows what a terminal says by itself', () => {
    const answers = [
      '\x1b[?1;2c',
      '\x1b[>0;276;0c',
      '\x1b[12;40R',
      '\x1b[0n',
      '\x1b[?2004;1$y',
      '\x1b]11;rgb:0000/0000/0000\x1b\\',
      '\x1bP1$r0m\x1b\\',
      '\x1b[I',
    ];
    for (const answer of answers) assert.ok(isTerminalAnswer(answer), JSON.stringify(answer));
  });

  it('does not take keys for answers', () => {
    for (const key of ['c', '\x1b', '\x1b[A', '\x1bOP', '\x1b[1;5C', '\x1b[200~text\x1b[201~', '\r']) {
      assert.ok(!isTerminalAnswer(key), JSON.stringify(key));
    }
  });
});
