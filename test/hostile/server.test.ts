import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { type PisteServer, serveDecks } from '../../src/serve/server.ts';
import { knock } from '../support/knock.ts';
import { realMachinery } from '../support/sessions.ts';

let server: PisteServer;
let folder = '';
let cookie = '';

const deck = `---
title: '</title><script>alert(1)</script>'
---
# A deck

\`\`\`bash {run name=hi}
echo hi
\`\`\`

---

[link](javascript:alert(1)) ![x](pic.svg)

<!-- .slide: onclick="alert(1)" -->
`;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piste-server-'));
  await writeFile(join(folder, 'talk.md'), deck);
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(
    join(folder, 'pic.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  await symlink('/etc/passwd', join(folder, 'leak.png'));
  server = await serveDecks({ paths: [folder], host: '127.0.0.1', port: 0, machinery: realMachinery });
  const page = await fetch(server.address);
  cookie = (page.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** A raw request: fetch would tidy up the path and refuse to forge a Host. */
function get(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  const { hostname, port } = new URL(server.address);
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    sent.on('error', failed);
    sent.end();
  });
}

describe('another site cannot drive the server', () => {
  const origin = () => server.address.replace(/\/$/, '');
  const rows: readonly { what: string; headers: () => Record<string, string>; outcome: string }[] = [
    { what: 'our own page', headers: () => ({ Origin: origin(), Cookie: cookie }), outcome: 'open' },
    {
      what: 'a foreign Origin',
      headers: () => ({ Origin: 'http://evil.example', Cookie: cookie }),
      outcome: '403',
    },
    { what: 'no Origin', headers: () => ({ Cookie: cookie }), outcome: '403' },
    { what: 'Origin null', headers: () => ({ Origin: 'null', Cookie: cookie }), outcome: '403' },
    {
      what: 'another port of this machine',
      headers: () => ({ Origin: 'http://127.0.0.1:1', Cookie: cookie }),
      outcome: '403',
    },
    {
      what: 'https of the same name',
      headers: () => ({ Origin: origin().replace('http:', 'https:'), Cookie: cookie }),
      outcome: '403',
    },
    { what: 'no token', headers: () => ({ Origin: origin() }), outcome: '403' },
    {
      what: 'a wrong token',
      headers: () => ({ Origin: origin(), Cookie: `${cookie.split('=')[0]}=guess` }),
      outcome: '403',
    },
    {
      what: 'a rebound name',
      headers: () => ({ Host: 'evil.example', Origin: 'http://evil.example', Cookie: cookie }),
      outcome: '403',
    },
    {
      what: 'a forged Host with our Origin',
      headers: () => ({ Host: 'evil.example', Origin: origin(), Cookie: cookie }),
      outcome: '403',
    },
  ];
  for (const { what, headers, outcome } of rows) {
    it(`${what}: ${outcome}`, async () => {
      assert.equal(await knock(server.address, '/live?deck=talk', headers()), outcome);
      if (outcome !== 'open')
        assert.equal(await knock(server.address, '/terminal?deck=talk&cell=hi', headers()), outcome);
    });
  }

  it('answers to no other name', async () => {
    for (const host of [
      'evil.example',
      'evil.example:80',
      '127.0.0.1.evil.example',
      'localhost:1',
      '0.0.0.0',
    ]) {
      assert.equal((await get('/', { Host: host })).status, 403, host);
    }
    assert.equal((await get('/', { Host: `localhost:${new URL(server.address).port}` })).status, 200);
  });

  it('takes no posts, and a page can load no foreign script', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      assert.equal((await get('/talk/', {}, method)).status, 405);
    const policy = String((await get('/talk/')).headers['content-security-policy']);
    assert.match(policy, /default-src 'none'; script-src 'self';/);
    assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
  });
});

describe('a page asks for cells, never for code', () => {
  const say = (message: string): Promise<{ code: number; said: string[] }> => {
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}live?deck=talk`, {
      headers: { Origin: server.address.replace(/\/$/, ''), Cookie: cookie },
    });
    const said: string[] = [];
    return new Promise((done) => {
      socket.on('message', (data) => {
        said.push(String(data));
        if (said.length === 1) socket.send(message);
      });
      socket.on('close', (code) => done({ code, said }));
    });
  };
  const refused = [
    '{"type":"run","cell":"hi","code":"id"}',
    '{"type":"run","code":"id"}',
    '{"type":"exec","cell":"hi"}',
    '{"type":"run","cell":{"toString":"x"}}',
    'not json',
    `{"type":"run","cell":"${'x'.repeat(300)}"}`,
  ];
  for (const message of refused) {
    it(message.slice(0, 50), async () => {
      const { code, said } = await say(message);
      assert.equal(code, 1008);
      assert.equal(
        said.some((one) => one.includes('"running"')),
        false,
      );
    });
  }
});

describe('paths', () => {
  const outside = [
    '/talk/secret.txt',
    '/talk/talk.md',
    '/talk/leak.png',
    '/talk/../../etc/passwd',
    '/talk/%2e%2e/%2e%2e/etc/passwd',
    '/talk/..%2f..%2fetc%2fpasswd.png',
    '/talk/%00.png',
    '/talk//etc/passwd.png',
    '/assets/../../package.json',
    '/assets/%2e%2e/cli.js',
    '/assets/reveal-theme/..%2f..%2f..%2fpackage.json',
    '/nope/pic.svg',
    '/__proto__/',
    '/constructor/',
  ];
  for (const path of outside) {
    it(`${path} is not served`, async () => {
      const { status, body } = await get(path);
      assert.ok(status === 404 || status === 400 || status === 403, String(status));
      assert.doesNotMatch(body, /root:|secret$|"dependencies"/);
    });
  }

  it('a picture of a deck is served, and cannot run what it carries', async () => {
    const { status, headers } = await get('/talk/pic.svg');
    assert.equal(status, 200);
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*sandbox/);
  });
});

describe('HTML in front matter, links and attributes', () => {
  it('is text, or is not there', async () => {
    const { body } = await get('/talk/');
    assert.doesNotMatch(body, /<script>alert/);
    assert.doesNotMatch(body, /href="javascript:/);
  });
});
