import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { connectPage } from '../support/page-client.ts';
import { realMachinery } from '../support/sessions.ts';

const deck = `---
check: { ignore: [SECRET-SETTING] }
---
# A deck

\`\`\`bash {run name=hi}
echo hi
\`\`\`

\`\`\`bash {terminal name=term}
echo typed
\`\`\`

<aside class="notes">SECRET-ASIDE</aside>

<!-- SECRET-COMMENT -->

Note:
SECRET-NOTE

---

# Another

\`\`\`bash {run name=other tiemout=SECRET-PROBLEM}
echo other
\`\`\`

<!-- .slide: data-notes="SECRET-ATTRIBUTE" data-timing="2m" -->

<aside class="&#110;otes">SECRET-LETTER <aside>in</aside> SECRET-NESTED</aside>
<?note SECRET-INSTRUCTION?>

![Shown](shown.png)

---

<!-- .slide: data-visibility="hidden" -->

# SECRET-SLIDE
`;

let server: PisteServer;
let watching: PisteServer;
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-sides-'));
  await writeFile(join(folder, 'talk.md'), deck);
  await writeFile(join(folder, 'secret.txt'), 'secret');
  for (const picture of ['shown.png', 'private.png']) await writeFile(join(folder, picture), picture);
  const common = { paths: [folder], host: '127.0.0.1', port: 0, machinery: realMachinery };
  const loopback = { host: '127.0.0.1', port: 0 };
  server = await serveDecks({ ...common, remote: { ...loopback, runs: true }, follow: loopback });
  watching = await serveDecks({ ...common, remote: { ...loopback, runs: false } });
});

after(async () => {
  await server.close();
  await watching.close();
  await rm(folder, { recursive: true });
});

const originOf = (address = '') => new URL(address).origin;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly cookie: string;
  readonly encoding: string;
}

/** A raw request: fetch would tidy up the path and refuse to forge a Host. */
function get(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      const cookie = response.headers['set-cookie']?.[0] ?? '';
      const encoding = response.headers['content-encoding'] ?? '';
      response.on('end', () => done({ status: response.statusCode ?? 0, body, cookie, encoding }));
    });
    sent.on('error', failed);
    sent.end();
  });
}

/** Opens a socket; resolves to it, or to the status that it was refused with. */
function knock(origin: string, path: string, headers: Record<string, string>): Promise<WebSocket | number> {
  const socket = new WebSocket(origin.replace('http', 'ws') + path, { headers });
  return new Promise((done, failed) => {
    socket.on('open', () => done(socket));
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    socket.on('error', failed);
  });
}

/** The cookie that a phone gets for the code that is shown now. */
async function joinAs(of: PisteServer): Promise<{ origin: string; cookie: string; path: string }> {
  const address = new URL(of.remoteAddress() ?? '');
  const { status, cookie } = await get(address.origin, address.pathname);
  assert.equal(status, 200);
  return { origin: address.origin, cookie: cookie.split(';')[0] ?? '', path: address.pathname };
}

const closeOf = (socket: WebSocket): Promise<number> => new Promise((done) => socket.on('close', done));

describe('a remote, to who has not scanned its code', () => {
  it('shows nothing: no page, no script, no deck, no socket', async () => {
    const origin = originOf(server.remoteAddress());
    for (const path of [
      '/',
      '/assets/remote.js',
      '/assets/slides.js',
      '/talk/',
      '/talk/speaker',
      '/join/',
      '/live',
    ])
      assert.equal((await get(origin, path)).status, 403, path);
    assert.equal(await knock(origin, '/live', { Origin: origin }), 403);
    const forged = { Origin: origin, Cookie: `piste-remote-${new URL(origin).port}=${'A'.repeat(32)}` };
    assert.equal(await knock(origin, '/live', forged), 403);
  });

  it('takes no guess of the token, and soon none at all', async () => {
    const own = await serveDecks({
      paths: [folder],
      host: '127.0.0.1',
      port: 0,
      machinery: realMachinery,
      remote: { host: '127.0.0.1', port: 0, runs: false },
    });
    const origin = originOf(own.remoteAddress());
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess++)
      statuses.push((await get(origin, `/join/${'guess'.repeat(guess + 1)}`)).status);
    assert.deepEqual(statuses, [403, 403, 403, 403, 403, 429, 429]);
    await own.close();
  });

  it('answers to its own address only, and to no other method', async () => {
    const { origin, cookie } = await joinAs(server);
    const { port } = new URL(origin);
    for (const Host of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1'])
      assert.equal((await get(origin, '/', { Host, Cookie: cookie })).status, 403, Host);
    for (const method of ['POST', 'PUT', 'DELETE'])
      assert.equal((await get(origin, '/', { Cookie: cookie }, method)).status, 405);
    for (const Origin of ['http://evil.example', 'null', originOf(server.address)])
      assert.equal(await knock(origin, '/live', { Origin, Cookie: cookie }), 403, Origin);
  });
});

describe('a remote, to who has', () => {
  it('gives a cookie that scripts and other sites do not get, and no more than the remote’s own files', async () => {
    const address = new URL(server.remoteAddress() ?? '');
    const { cookie } = await get(address.origin, address.pathname);
    assert.match(cookie, /; HttpOnly; SameSite=Strict$/);
    const headers = { Cookie: cookie.split(';')[0] ?? '' };
    assert.equal((await get(address.origin, '/', headers)).status, 200);
    assert.equal((await get(address.origin, '/assets/remote.js', headers)).status, 200);
    for (const path of [
      '/assets/slides.js',
      '/talk/',
      '/talk/speaker',
      '/assets/../package.json',
      '/terminal',
    ])
      assert.equal((await get(address.origin, path, headers)).status, 404, path);
    assert.equal(
      await knock(address.origin, '/terminal?deck=talk&cell=term', { ...headers, Origin: address.origin }),
      404,
    );
  });

  it('uses its code up when a phone comes, and lets that phone come back', async () => {
    const { origin, cookie, path } = await joinAs(server);
    const socket = await knock(origin, '/live', { Origin: origin, Cookie: cookie });
    assert.ok(socket instanceof WebSocket);
    assert.equal((await get(origin, path)).status, 403);
    assert.notEqual(new URL(server.remoteAddress() ?? '').pathname, path);
    socket.terminate();
    const again = await knock(origin, '/live', { Origin: origin, Cookie: cookie });
    assert.ok(again instanceof WebSocket);
    again.terminate();
  });

  it('lets in one phone of two that had the code, and gives nothing to who asks without looking', async () => {
    const address = new URL(server.remoteAddress() ?? '');
    const asked = await get(address.origin, address.pathname, {}, 'HEAD');
    assert.deepEqual([asked.status, asked.cookie], [405, '']);
    const [one, other] = [await joinAs(server), await joinAs(server)];
    const phone = await knock(one.origin, '/live', { Origin: one.origin, Cookie: one.cookie });
    assert.ok(phone instanceof WebSocket);
    assert.equal(await knock(one.origin, '/live', { Origin: one.origin, Cookie: other.cookie }), 403);
    assert.equal((await get(one.origin, '/', { Cookie: other.cookie })).status, 403);
    phone.terminate();
  });

  it('moves, and does nothing else: no code, no cell of another slide, no reset', async () => {
    const page = await connectPage(server.address, 'talk');
    await page.next((message) => message.type === 'hello');
    page.send({ type: 'join', role: 'slides' });
    page.send({ type: 'stage', page: 'p', n: 1, move: { kind: 'show', h: 0, v: 0, f: -1, line: 4 } });
    const { origin, cookie } = await joinAs(server);
    const phone = await knock(origin, '/live', { Origin: origin, Cookie: cookie });
    assert.ok(phone instanceof WebSocket);
    phone.send(JSON.stringify({ type: 'run', cell: 'other' }));
    phone.send(JSON.stringify({ type: 'run', cell: 'term' }));
    phone.send(JSON.stringify({ type: 'run', cell: 'hi' }));
    await page.next((message) => message.type === 'state' && message.cell === 'hi' && message.state === 'ok');
    const ran = page.messages.flatMap((message) => (message.type === 'state' ? [message.cell] : []));
    assert.deepEqual([...new Set(ran)], ['hi']);
    phone.terminate();
    for (const message of [
      { type: 'run', cell: 'hi', code: 'id' },
      { type: 'reset', session: 'main' },
      { type: 'stage', page: 'p', n: 1, move: { kind: 'blank', blank: 'black' } },
      { type: 'join', role: 'speaker' },
      { type: 'codes' },
      'not json',
    ]) {
      const socket = await knock(origin, '/live', { Origin: origin, Cookie: cookie });
      assert.ok(socket instanceof WebSocket);
      socket.send(JSON.stringify(message));
      assert.equal(await closeOf(socket), 1008, JSON.stringify(message));
    }
    page.drop();
  });

  it('without --remote-run runs no cell', async () => {
    const { origin, cookie } = await joinAs(watching);
    const phone = await knock(origin, '/live', { Origin: origin, Cookie: cookie });
    assert.ok(phone instanceof WebSocket);
    phone.send(JSON.stringify({ type: 'run', cell: 'hi' }));
    assert.equal(await closeOf(phone), 1008);
  });
});

describe('who follows', () => {
  const origin = () => originOf(server.followAddress);

  it('gets slides without the speaker’s part, and no other page', async () => {
    const page = await get(origin(), '/talk/');
    assert.equal(page.status, 200);
    assert.match(page.body, /A deck/);
    assert.doesNotMatch(page.body, /SECRET/);
    for (const path of [
      '/talk/speaker',
      '/talk/article',
      '/talk/changes?since=1',
      '/talk/outputs/0123456789abcdef0123456789abcdef.json',
      '/talk/secret.txt',
      '/talk/private.png',
      '/talk/shown.png/../private.png',
      '/talk/../talk.md',
      '/join/x',
      '/codes',
    ])
      assert.equal((await get(origin(), path)).status, 404, path);
    assert.equal(page.cookie, '');
    assert.equal((await get(origin(), '/talk/shown.png')).body, 'shown.png');
  });

  it('gets its files compressed', async () => {
    for (const path of ['/talk/', '/assets/slides.js'])
      assert.equal((await get(origin(), path, { 'Accept-Encoding': 'gzip' })).encoding, 'gzip', path);
  });

  it('takes no more than half of the seats from one address', async () => {
    const knocks = await Promise.all(
      Array.from({ length: 260 }, () => knock(origin(), '/live?deck=talk', { Origin: origin() })),
    );
    const seated = knocks.filter((one) => one instanceof WebSocket);
    assert.equal(seated.length, 250);
    assert.ok(knocks.includes(503));
    await Promise.all(
      seated.map((socket) => {
        const closed = closeOf(socket);
        socket.close();
        return closed;
      }),
    );
    const again = await knock(origin(), '/live?deck=talk', { Origin: origin() });
    assert.ok(again instanceof WebSocket);
    again.terminate();
  });

  it('is told no more than that an address is none', async () => {
    for (const side of [origin(), originOf(server.remoteAddress())])
      for (const path of ['/talk/%', '/join/%', '/%'])
        assert.doesNotMatch((await get(side, path)).body, /node_modules|\.[jt]s:\d|Error/, path);
    assert.equal((await get(origin(), '/talk/%')).status, 400);
  });

  it('is heard by nobody: whatever a socket says ends it, and nothing runs', async () => {
    const page = await connectPage(server.address, 'talk');
    await page.next((message) => message.type === 'hello');
    for (const message of [
      '{"type":"run","cell":"other"}',
      '{"type":"reset","session":"main"}',
      '{"type":"join","role":"speaker"}',
      '{"type":"codes"}',
      '{"type":"stage","page":"p","n":1,"move":{"kind":"show","h":1,"v":0,"f":-1,"line":24}}',
      '1',
    ]) {
      const socket = await knock(origin(), '/live?deck=talk', { Origin: origin() });
      assert.ok(socket instanceof WebSocket);
      socket.on('error', () => {});
      socket.send(message);
      assert.ok([1008, 1009, 1006].includes(await closeOf(socket)), message);
    }
    // What was said before would have been carried out before this.
    page.send({ type: 'reset', session: 'main' });
    page.send({ type: 'run', cell: 'hi' });
    await page.next(
      (message) => message.type === 'state' && message.cell === 'hi' && message.state === 'running',
    );
    assert.equal(
      page.messages.some(
        (message) => message.type === 'state' && message.cell === 'other' && message.state !== 'idle',
      ),
      false,
    );
    page.drop();
  });

  it('reaches no terminal, no other deck’s socket, and none from another site', async () => {
    assert.equal(await knock(origin(), '/terminal?deck=talk&cell=term', { Origin: origin() }), 404);
    assert.equal(await knock(origin(), '/live?deck=none', { Origin: origin() }), 404);
    assert.equal(await knock(origin(), '/live?deck=talk', { Origin: 'http://evil.example' }), 403);
    assert.equal(await knock(origin(), '/live?deck=talk', {}), 403);
    const { port } = new URL(origin());
    assert.equal((await get(origin(), '/talk/', { Host: `evil.example:${port}` })).status, 403);
  });

  it('opens nothing at the presenter’s own address', async () => {
    const cookieless = await knock(originOf(server.address), '/live?deck=talk', { Origin: origin() });
    assert.equal(cookieless, 403);
  });
});

describe('without --remote and --follow', () => {
  it('nothing listens but the presenter’s own address', async () => {
    const plain = await serveDecks({ paths: [folder], host: '127.0.0.1', port: 0, machinery: realMachinery });
    assert.equal(plain.remoteAddress(), undefined);
    assert.equal(plain.followAddress, undefined);
    await plain.close();
  });
});
