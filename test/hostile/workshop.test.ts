import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { knock } from '../support/knock.ts';
import {
  cellIs,
  cellShows,
  newCookie,
  openWorkshop,
  type TestWorkshop,
  type Visit,
} from '../support/workshop.ts';

const deck = `---
limits: { idle: nonsense }
---

# A deck

\`\`\`bash {run name=hi}
echo hi
\`\`\`

\`\`\`bash {file=word.txt name=word}
nothing
\`\`\`

\`\`\`bash {check name=done hint="Write a word."}
grep -q the-secret-answer word.txt
\`\`\`

![a](pic.svg)

Note: what only the speaker says
`;

let workshop: TestWorkshop;
before(async () => {
  workshop = await openWorkshop(deck, {
    sessions: 20,
    files: {
      'pic.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'other.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'notes.txt': 'not for visitors',
    },
  });
});
after(() => workshop[Symbol.asyncDispose]());

/** A raw request: fetch would tidy up the path and refuse to forge a Host. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { hostname, port } = new URL(workshop.server.address);
  return new Promise<{ status: number; body: string }>((done, failed) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', failed);
    sent.end();
  });
}

describe('another site cannot drive a workshop', () => {
  const origin = () => workshop.server.address.replace(/\/$/, '');
  let cookie = '';
  before(async () => {
    cookie = await newCookie(workshop.server.address);
  });
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
      what: 'another port',
      headers: () => ({ Origin: 'http://127.0.0.1:1', Cookie: cookie }),
      outcome: '403',
    },
    { what: 'no cookie', headers: () => ({ Origin: origin() }), outcome: '403' },
    {
      what: 'a cookie that is no token',
      headers: () => ({ Origin: origin(), Cookie: `${cookie.split('=')[0]}=../../x` }),
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
  for (const { what, headers, outcome } of rows)
    it(`${what}: ${outcome}`, async () => {
      assert.equal(await knock(workshop.server.address, '/live?deck=deck', headers()), outcome);
      if (outcome !== 'open')
        assert.equal(await knock(workshop.server.address, '/terminal?deck=deck&dock=1', headers()), outcome);
    });

  it('answers to no other name, and takes no posts', async () => {
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost:1', '0.0.0.0'])
      assert.equal((await get('/deck/article', { Host: host })).status, 403, host);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      assert.equal((await get('/deck/article', {}, method)).status, 405, method);
  });

  it('gives its cookie to no script and to no frame of another site', async () => {
    const page = await fetch(`${workshop.server.address}deck/article`);
    assert.match(page.headers.get('set-cookie') ?? '', /=[\w-]{32}; Path=\/; .*HttpOnly; SameSite=Lax$/);
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
  });
});

describe('one visitor and another', () => {
  let ada: Visit;
  let bob: Visit;
  before(async () => {
    [ada, bob] = [await workshop.visit(), await workshop.visit()];
    ada.send({ type: 'edit', cell: 'hi', text: 'echo of-ada | tee mine' });
    await ada.ask({ type: 'run', cell: 'hi' }, cellIs('hi', 'ok'));
  });

  it('do not see each other’s texts and outputs', async () => {
    await bob.ask({ type: 'run', cell: 'hi' }, cellShows('hi', 'hi'));
    await bob.next(cellIs('hi', 'ok'));
    assert.doesNotMatch(JSON.stringify(bob.messages), /of-ada/);
    const page = await get('/deck/article', { Cookie: bob.cookie });
    assert.doesNotMatch(page.body, /of-ada/);
  });

  it('do not see or type into each other’s terminals, whatever their number', async () => {
    const [adas, bobs] = [
      await ada.terminal('deck=deck&dock=1&since=0'),
      await bob.terminal('deck=deck&dock=1&since=0'),
    ];
    await adas.printed(/\$ /);
    await bobs.printed(/\$ /);
    bobs.type('ls; echo in-bob$((1))\r');
    await bobs.printed(/in-bob1/);
    adas.type('cat mine; echo in-ada$((1))\r');
    await adas.printed(/in-ada1/);
    assert.match(adas.text(), /of-ada/);
    assert.doesNotMatch(adas.text(), /in-bob/);
    assert.doesNotMatch(bobs.text(), /in-ada|mine/);
  });

  for (const number of ['0', '9', '-1', '1.5', '1e0', '01', '', 'x'])
    it(`there is no terminal ${number || '(nothing)'}`, async () => {
      assert.equal(
        await knock(workshop.server.address, `/terminal?deck=deck&dock=${number}`, bob.headers),
        '404',
      );
    });

  it('there is no deck but those that are served', async () => {
    for (const name of ['other', '../deck', '__proto__', 'constructor', ''])
      assert.equal(
        await knock(workshop.server.address, `/live?deck=${encodeURIComponent(name)}`, bob.headers),
        '404',
        name,
      );
  });

  it('do not take home each other’s files', async () => {
    const cem = await workshop.visit();
    assert.equal((await get('/deck/work.tar', { Cookie: cem.cookie })).status, 409);
    assert.equal((await get('/deck/work.tar')).status, 409);
    const bobs = await get('/deck/work.tar', { Cookie: bob.cookie });
    assert.equal(bobs.status, 200);
    assert.doesNotMatch(bobs.body, /of-ada/);
  });

  it('do not end or steer each other’s sessions', async () => {
    bob.send({ type: 'reset', session: 'main' });
    await bob.ask({ type: 'leave' }, (message) => message.type === 'seat' && message.state === 'none');
    ada.send({ type: 'edit', cell: 'hi', text: 'cat mine' });
    await ada.ask({ type: 'run', cell: 'hi' }, cellShows('hi', 'of-ada'));
  });

  it('leave nothing that another’s session begins with', async () => {
    const kept = process.env.PISTE_SNAPSHOTS ?? '';
    assert.notEqual(kept, '');
    assert.deepEqual(await readdir(kept).catch(() => []), []);
  });
});

describe('a visitor’s page asks for cells; a text is only ever that of a cell', () => {
  const refused = [
    '{"type":"run","cell":"hi","text":"id"}',
    '{"type":"run","code":"id"}',
    '{"type":"edit","text":"id"}',
    '{"type":"edit","cell":"hi","text":["id"]}',
    '{"type":"exec","cell":"hi"}',
    '{"type":"close","dock":99}',
    '{"type":"slide","h":0,"v":0,"line":1}',
    'not json',
    `{"type":"run","cell":"${'x'.repeat(300)}"}`,
  ];
  for (const message of refused)
    it(message.slice(0, 60), async () => {
      const headers = {
        Origin: workshop.server.address.replace(/\/$/, ''),
        Cookie: await newCookie(workshop.server.address),
      };
      const socket = new WebSocket(`${workshop.server.address.replace('http', 'ws')}live?deck=deck`, {
        headers,
      });
      const said: string[] = [];
      const code = await new Promise((done) => {
        socket.on('message', (data) => {
          if (said.push(String(data)) === 1) socket.send(message);
        });
        socket.on('close', done);
      });
      assert.equal(code, 1008);
      assert.equal(
        said.some((one) => one.includes('"queued"')),
        false,
      );
    });

  it('a text of more than 64 KB is not kept, and said', async () => {
    const ada = await workshop.visit();
    await ada.ask(
      { type: 'edit', cell: 'hi', text: `: ${'x'.repeat(65_536)}` },
      (message) => message.type === 'notice' && message.text.includes('64 KB'),
    );
    await ada.ask({ type: 'run', cell: 'hi' }, cellShows('hi', 'hi'));
    ada.leave();
  });

  it('no text takes the place of a check, or of what is no cell', async () => {
    const ada = await workshop.visit();
    for (const cell of ['done', 'nothing', '__proto__', 'constructor'])
      ada.send({ type: 'edit', cell, text: 'true' });
    await ada.ask(
      { type: 'check', step: 'done' },
      (message) => message.type === 'steps' && message.steps.done?.hint !== undefined,
    );
    ada.leave();
    const again = await workshop.visit(ada.cookie);
    await again.next((message) => message.type === 'edits' && Object.keys(message.edits).length === 0);
    again.leave();
  });

  it('one that sends without end is let go', async () => {
    const headers = {
      Origin: workshop.server.address.replace(/\/$/, ''),
      Cookie: await newCookie(workshop.server.address),
    };
    const socket = new WebSocket(`${workshop.server.address.replace('http', 'ws')}live?deck=deck`, {
      headers,
    });
    const closed = new Promise((done) => socket.on('close', done));
    await new Promise((done) => socket.on('open', done));
    for (let count = 0; count < 5000; count++) socket.send('{"type":"extend"}');
    assert.equal(await closed, 1008);
  });
});

describe('a visitor’s many pages and terminals', () => {
  it('are bounded: the oldest page is told and let go, and an edit goes to the others once', async () => {
    const oldest = await workshop.visit();
    const word = oldest.next(({ type }) => type === 'notice');
    const others: Visit[] = [];
    for (let count = 0; count < 12; count++) others.push(await workshop.visit(oldest.cookie));
    const told = await word;
    assert.match(told.type === 'notice' ? told.text : '', /more than 12 tabs/);
    assert.equal(await oldest.closed, 4001);
    const [first, second] = others;
    first?.send({ type: 'edit', cell: 'hi', text: 'echo changed' });
    const edit = await second?.next(({ type }) => type === 'edit');
    assert.deepEqual(edit, { type: 'edit', cell: 'hi', text: 'echo changed' });
    for (const visit of others) visit.leave();
  });

  it('cannot say to have seen what was not sent, and are let go when they type on without a pause', async () => {
    const ada = await workshop.visit();
    const liar = await ada.terminal('deck=deck&dock=1&since=0');
    await liar.printed(/\$ /);
    liar.send('{"type":"ack","bytes":1000000}');
    assert.equal(await liar.closed, 1008);
    const deaf = await ada.terminal('deck=deck&dock=1&since=0');
    await deaf.printed(/\$ /);
    deaf.type('stty raw -echo; echo rea""dy; exec sleep 1000\r');
    await deaf.printed(/ready/);
    for (let count = 0; count < 10; count++) deaf.type('x'.repeat(512 * 1024));
    assert.equal(await deaf.closed, 1008);
    ada.leave();
  });
});

it('of requests without end on one connection only so many are answered', async () => {
  const { hostname, port } = new URL(workshop.server.address);
  const line = connect({ host: hostname, port: Number(port) });
  line.write(`GET /favicon.ico HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`.repeat(1000));
  let answers = '';
  for await (const chunk of line) {
    answers += chunk;
    if (answers.includes('HTTP/1.1 503')) break;
  }
  assert.equal(answers.match(/HTTP\/1.1 200/g)?.length, 200);
});

describe('what a stranger can fetch', () => {
  it('is the page, without checks, notes and problems', async () => {
    const { status, body } = await get('/deck/article');
    assert.equal(status, 200);
    assert.match(body, /echo/);
    assert.doesNotMatch(body, /the-secret-answer|only the speaker|nonsense/);
  });

  it('and the files that it names', async () => {
    assert.equal((await get('/deck/pic.svg')).status, 200);
    for (const path of [
      '/deck/other.svg',
      '/deck/notes.txt',
      '/deck/deck.md',
      '/deck/../../etc/passwd',
      '/deck/%2e%2e/%2e%2e/etc/passwd',
      '/deck/..%2fdeck.md',
      '/deck/%00.svg',
      '/deck/speaker',
      '/assets/../../package.json',
      '/__proto__/article',
    ]) {
      const { status, body } = await get(path);
      assert.ok(status === 404 || status === 400 || status === 403, `${path}: ${status}`);
      assert.doesNotMatch(body, /root:|not for visitors|the-secret-answer/);
    }
  });
});

describe('a flood of strangers', () => {
  it('that come with ever new cookies and go leaves nothing in memory or on the disk', async () => {
    const before = workshop.server.workplaces();
    for (let round = 0; round < 15; round++) {
      const visits = await Promise.all(Array.from({ length: 20 }, () => workshop.visit()));
      for (const visit of visits) visit.leave();
    }
    while (workshop.server.workplaces() > before) await new Promise(setImmediate);
    assert.equal(workshop.server.workplaces(), before);
  });

  it('that all want to run waits, and takes no more sandboxes than there are', async () => {
    await using full = await openWorkshop(deck, { sessions: 1 });
    const visits = await Promise.all(Array.from({ length: 40 }, () => full.visit()));
    for (const visit of visits) visit.send({ type: 'run', cell: 'hi' });
    await Promise.all(
      visits.map((visit) => visit.next((message) => message.type === 'seat' && message.state !== 'none')),
    );
    const states = visits.map(
      ({ messages }) => messages.findLast((message) => message.type === 'seat')?.state,
    );
    assert.equal(states.filter((state) => state === 'ready').length, 1);
    for (const visit of visits) visit.leave();
  });
});
