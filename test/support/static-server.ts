import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** A server that knows nothing of Piste: it hands out a folder's files below `/some/where/`, and notes what it lacks. */
export async function serveFolder(folder: string) {
  const lacked: string[] = [];
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    asked.push(path);
    const below = path.startsWith('/some/where/') ? path.slice('/some/where/'.length) : undefined;
    const name = below === '' || below?.endsWith('/') ? `${below}index.html` : below;
    const bytes = name === undefined ? undefined : await readFile(join(folder, name)).catch(() => undefined);
    if (bytes === undefined && path !== '/favicon.ico') lacked.push(path);
    response.writeHead(bytes ? 200 : 404, {
      'Content-Type': types[extname(name ?? '')] ?? 'application/octet-stream',
    });
    response.end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return {
    address: `http://127.0.0.1:${port}/some/where/`,
    lacked,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
