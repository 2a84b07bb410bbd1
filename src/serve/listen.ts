import type { Server } from 'node:http';

/** Listens; resolves to the port, which is another one where 0 was asked for. Rejects with what Node says. */
export async function listenOn(http: Server, host: string, wished: number): Promise<number> {
  await new Promise<void>((done, failed) => {
    http.once('error', failed);
    http.listen(wished, host, done);
  });
  const bound = http.address();
  return typeof bound === 'object' && bound ? bound.port : wished;
}

/** Where a browser of this machine finds what listens there. */
export function localAddress(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}/`;
}
