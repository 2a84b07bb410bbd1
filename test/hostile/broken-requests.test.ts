import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pageHeaders } from '../support/page-client.ts';
import { type Presenting, present } from '../support/piste.ts';

let server: Presenting;
let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-broken-'));
  await writeFile(join(folder, 'talk.md'), '# A\n');
  server = await present([folder]);
});
after(async () => {
  server.child.kill('SIGTERM');
  await server.exited;
  await rm(folder, { recursive: true });
});

const alive = async () => assert.equal((await fetch(`${server.address}talk/`)).status, 200);

/** Sends raw bytes and resolves when the connection is over, whoever ends it. */
function send(bytes: string | Buffer, then: 'wait' | 'reset' = 'wait', more?: Buffer): Promise<string> {
  const { hostname, port } = new URL(server.address);
  const socket = connect(Number(port), hostname);
  let answer = '';
  return new Promise((done) => {
    socket.on('connect', () => {
      socket.write(bytes);
      if (then === 'reset') setImmediate(() => socket.resetAndDestroy());
    });
    socket.on('data', (chunk: Buffer) => {
      if (answer === '' && more) socket.write(more);
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done(answer));
  });
}

const upgrade = (path: string, headers: Record<string, string>) =>
  [
    `GET ${path} HTTP/1.1`,
    ...Object.entries({
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      'Sec-WebSocket-Version': '13',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

describe('what is sent to the server cannot end it', () => {
  for (const path of ['//', '/%', '/live?deck=%', 'http://', '*', '/live?%00']) {
    it(`an upgrade of ${path}`, async () => {
      const headers = await pageHeaders(server.address);
      await send(upgrade(path, { Host: 'evil.example', Origin: 'http://evil.example' }));
      assert.match(
        await send(upgrade(path, { Host: new URL(server.address).host, ...headers })),
        /^HTTP\/1\.1 4/,
      );
      await alive();
    });
  }

  it('connections that are reset while they are refused', async () => {
    for (let round = 0; round < 50; round++)
      await send(upgrade('/live?deck=talk', { Host: 'evil' }) + 'x'.repeat(1000), 'reset');
    await alive();
  });

  it('frames that are none', async () => {
    const headers = { Host: new URL(server.address).host, ...(await pageHeaders(server.address)) };
    const frames = [
      Buffer.from([0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]),
      Buffer.from([0x81, 0x02, 0x41, 0x41]),
      Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0x7f, 0, 0, 0]),
    ];
    for (const path of ['/live?deck=talk', '/terminal?deck=talk&cell=x']) {
      for (const frame of frames) await send(upgrade(path, headers), 'wait', frame);
    }
    await alive();
  });

  it('an address that does not decode', async () => {
    assert.equal((await fetch(`${server.address}%E0%A4%A`)).status, 400);
  });
});
