import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { downloadPackage, GoneError } from '../../src/environment/download.ts';

const content = 'the package';
const sha256 = createHash('sha256').update(content).digest('hex');
const locked = { name: 'x', version: '1', path: 'pool/main/x/x_1.deb', sha256, size: content.length };

describe('fetching a pinned package', () => {
  let server: Server;
  let dir = '';
  let base = '';
  const asked: string[] = [];
  const files = new Map<string, string>();

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const body = files.get(request.url ?? '');
      response.statusCode = body === undefined ? 404 : 200;
      response.end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  });
  after(() => server.close());

  const fetchInto = async (mirror: { base: string; snapshot: string | undefined }): Promise<string> => {
    dir = await mkdtemp(join(tmpdir(), 'piste-download-'));
    asked.length = 0;
    return downloadPackage(locked, { dir, mirror, timestamp: '20260101T000000Z', onBytes: () => {} });
  };
  const clean = () => rm(dir, { recursive: true });

  it('comes from the mirror, under the name of its digest', async () => {
    files.set('/debian/pool/main/x/x_1.deb', content);
    const path = await fetchInto({ base: `${base}debian/`, snapshot: undefined });
    assert.equal(path, join(dir, 'sha256', sha256));
    assert.equal(await readFile(path, 'utf8'), content);
    await clean();
  });

  it('is looked for in the archive of its day when the mirror has dropped it', async () => {
    files.clear();
    files.set('/archive/20260101T000000Z/pool/main/x/x_1.deb', content);
    const path = await fetchInto({ base: `${base}debian/`, snapshot: `${base}archive/` });
    assert.equal(await readFile(path, 'utf8'), content);
    assert.deepEqual(asked, ['/debian/pool/main/x/x_1.deb', '/archive/20260101T000000Z/pool/main/x/x_1.deb']);
    await clean();
  });

  it('is gone when neither has it, or the archive is out of reach', async () => {
    files.clear();
    await assert.rejects(fetchInto({ base: `${base}debian/`, snapshot: undefined }), GoneError);
    await clean();
    await assert.rejects(fetchInto({ base: `${base}debian/`, snapshot: 'http://127.0.0.1:1/' }), GoneError);
    assert.deepEqual(await readdir(join(dir, 'sha256')), []);
    await clean();
  });

  it('is refused when its digest is another, and leaves nothing', async () => {
    files.set('/debian/pool/main/x/x_1.deb', 'something else');
    await assert.rejects(
      fetchInto({ base: `${base}debian/`, snapshot: undefined }),
      /sha256 is .*, the lock says/,
    );
    assert.deepEqual(await readdir(join(dir, 'sha256')), []);
    await clean();
  });

  it('is not fetched again when it is there, unless what is there is torn', async () => {
    files.set('/debian/pool/main/x/x_1.deb', content);
    const path = await fetchInto({ base: `${base}debian/`, snapshot: undefined });
    asked.length = 0;
    const again = () =>
      downloadPackage(locked, {
        dir,
        mirror: { base: `${base}debian/`, snapshot: undefined },
        timestamp: '',
        onBytes: () => {},
      });
    await again();
    assert.deepEqual(asked, []);
    await writeFile(path, 'torn');
    await again();
    assert.equal(await readFile(path, 'utf8'), content);
    await clean();
  });
});
