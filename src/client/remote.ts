import './theme/remote.css';
import type { RemoteView } from '../serve/remote/remote-protocol.ts';
import { layRemote } from './desk/remote/lay-remote.ts';
import { openSteadySocket, socketAddress } from './live/steady-socket.ts';
import { isObject } from './page-config.ts';

const remote = layRemote((move) => socket.send(JSON.stringify(move)));
const socket = openSteadySocket({
  address: () => socketAddress('/live', {}),
  opened: () => remote.connected(true),
  dropped: () => remote.connected(false),
  text(text) {
    const view = readView(text);
    if (view) remote.show(view);
  },
  bytes() {},
});

function readView(text: string): RemoteView | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isView(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isView(value: unknown): value is RemoteView {
  return (
    isObject(value) &&
    value.type === 'view' &&
    typeof value.notes === 'string' &&
    Array.isArray(value.outline) &&
    isObject(value.timer)
  );
}
