import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { compressedFiles, sendCompressed } from '../../src/serve/compressed.ts';

const script = 'const a = 1;\n'.repeat(500);

describe('compressed files and pages', () => {
  let dir = '';
  let address = '';
  let close = () => {};
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'piste-compressed-'));
    await writeFile(join(dir, 'a.js'), script);
    await writeFile(join(dir, 'small.js'), '1');
    await writeFile(join(dir, 'a.woff2'), script);
    const app = express();
    app.use('/assets', compressedFiles(dir));
    app.get('/page', (request, response) => sendCompressed(request, response, 'html', `<p>${script}</p>`));
    app.use((_request, response) => {
      response.status(404).send('next');
    });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
    close = () => server.close();
  });
  after(async () => {
    close();
    await rm(dir, { recursive: true });
  });

  /** The answer as it came over the wire. */
  const fetchRaw = (path: string, headers: Record<string, string> = { 'accept-encoding': 'gzip' }) =>
    new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>((done, failed) => {
      get(address + path, { headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          done({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) }),
        );
      }).on('error', failed);
    });

  it('packs text, says so, and knows it again', async () => {
    const { headers, bytes } = await fetchRaw('/assets/a.js');
    assert.deepEqual([headers['content-encoding'], headers.vary], ['gzip', 'Accept-Encoding']);
    assert.match(String(headers['content-type']), /javascript/);
    assert.equal(gunzipSync(bytes).toString(), script);
    const again = await fetchRaw('/assets/a.js', {
      'accept-encoding': 'gzip',
      'if-none-match': String(headers.etag),
    });
    assert.deepEqual([again.status, again.bytes.length], [304, 0]);
  });

  it('packs the file anew when it has changed', async () => {
    await writeFile(join(dir, 'b.js'), script);
    await fetchRaw('/assets/b.js');
    await writeFile(join(dir, 'b.js'), `${script}//\n`);
    assert.equal(gunzipSync((await fetchRaw('/assets/b.js')).bytes).toString(), `${script}//\n`);
  });

  it('packs pages, and sends them as they are to who does not take that', async () => {
    assert.equal(gunzipSync((await fetchRaw('/page')).bytes).toString(), `<p>${script}</p>`);
    const { headers, bytes } = await fetchRaw('/page', {});
    assert.deepEqual([headers['content-encoding'], bytes.toString()], [undefined, `<p>${script}</p>`]);
  });

  for (const path of [
    '/assets/small.js',
    '/assets/a.woff2',
    '/assets/../secret.js',
    '/assets/%2e%2e%2fsecret.js',
    '/assets/%ff.js',
    '/assets/none.js',
  ])
    it(`leaves ${path} to others`, async () => assert.equal((await fetchRaw(path)).bytes.toString(), 'next'));
});
