import { WebSocket } from 'ws';

/**
 * Opens one of a server's sockets as its own page would: same origin, the page's cookie. The first messages can come
 * along with the opening, so whoever waits for them has to listen from the start.
 */
export async function openSocket(
  server: { readonly address: string },
  path: string,
  query: Readonly<Record<string, string>>,
  onMessage: (this: WebSocket, data: Buffer, isBinary: boolean) => void = () => {},
): Promise<WebSocket> {
  const page = await fetch(server.address);
  await page.text();
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const address = new URL(path, server.address);
  address.search = new URLSearchParams(query).toString();
  const origin = address.origin;
  address.protocol = 'ws:';
  const socket = new WebSocket(address, { origin, headers: { cookie } });
  socket.on('message', onMessage);
  await new Promise<void>((done, failed) => {
    socket.once('open', () => done());
    socket.once('error', failed);
  });
  return socket;
}
