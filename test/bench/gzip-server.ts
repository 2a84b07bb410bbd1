import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { whenOver } from './releases.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const packed = new Set(['.html', '.js', '.mjs', '.css', '.json', '.svg']);

/** Hands out a folder as hosts of static pages do: compressed, an `index.html` for its folder. */
export async function serveGzip(
  folder: string,
): Promise<{ readonly address: string; close(): Promise<unknown> }> {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    const bytes = await readFile(file).catch(() => undefined);
    const kind = extname(file);
    const headers = { 'Content-Type': types[kind] ?? 'application/octet-stream' };
    if (bytes === undefined) response.writeHead(404).end();
    else if (packed.has(kind))
      response.writeHead(200, { ...headers, 'Content-Encoding': 'gzip' }).end(gzipSync(bytes));
    else response.writeHead(200, headers).end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  const close = whenOver(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return { address: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`, close };
}
