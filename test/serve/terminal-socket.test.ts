import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { it } from 'node:test';
import { WebSocket } from 'ws';
import { serveTerminal } from '../../src/serve/terminal-socket.ts';
import type { LiveTerminal, TerminalReader } from '../../src/session/live-terminal.ts';

it('what still waits in a terminal’s socket counts as unread, whatever its reader says', async () => {
  const acked: number[] = [];
  let reader: TerminalReader | undefined;
  const terminal: LiveTerminal = {
    exited: new Promise(() => {}),
    attach(one) {
      reader = one;
      return { offset: 0, detach() {}, ack: (bytes) => acked.push(bytes) };
    },
    write: () => true,
    resize() {},
    size: () => ({ cols: 80, rows: 24 }),
    close() {},
    noteReset() {},
    isReset: () => false,
  };
  const flushed: (() => void)[] = [];
  const socket = Object.assign(Object.create(new EventEmitter()), {
    readyState: WebSocket.OPEN,
    bufferedAmount: 0,
    send(data: unknown, done: () => void) {
      if (data instanceof Buffer) flushed.push(done);
    },
    close: (code: number) => acked.push(-code),
  });
  const ack = (bytes: number) =>
    socket.emit('message', Buffer.from(JSON.stringify({ type: 'ack', bytes })), false);

  void serveTerminal(socket, { open: async () => terminal, since: 0 });
  await new Promise(setImmediate);
  reader?.onData(Buffer.alloc(1000));
  socket.bufferedAmount = 600;
  ack(900);
  assert.deepEqual(acked, [400]);
  socket.bufferedAmount = 0;
  for (const done of flushed) done();
  assert.deepEqual(acked, [400, 500]);
  ack(101);
  assert.deepEqual(acked, [400, 500, -1008]);
});
