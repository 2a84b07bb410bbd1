import { WebSocket } from 'ws';

/** Opens a socket of a server with these headers; resolves to `open`, or to the status that it was refused with. */
export function knock(address: string, path: string, headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(address.replace('http', 'ws').replace(/\/$/, '') + path, { headers });
  return new Promise((done) => {
    socket.on('open', () => {
      socket.terminate();
      done('open');
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      done(String(response.statusCode));
    });
    socket.on('error', (error) => done(error.message));
  });
}
