import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { startChromium } from '../../src/browser/chromium.ts';

const asked: string[] = [];
const servers = ['own', 'other'].map((name) =>
  createServer((_request, answer) => answer.end(`<p>${name}`)).on('connection', () => asked.push(name)),
);
const addresses: string[] = [];
before(async () => {
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    addresses.push(`http://127.0.0.1:${address.port}/`);
  }
});
after(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

describe('startChromium', () => {
  it('connects to the one server that is said, and to nothing else', async () => {
    const [own = '', other = ''] = addresses;
    const browser = await startChromium({ reaches: new URL(own) });
    try {
      const page = await browser.newPage();
      await page.goto(own);
      assert.equal(await page.innerText('p'), 'own');
      for (const address of [other, other.replace('127.0.0.1', 'localhost')])
        await assert.rejects(page.goto(address), /ERR_NAME_NOT_RESOLVED/);
      assert.deepEqual([...new Set(asked)], ['own']);
    } finally {
      await browser.close();
    }
  });
});
