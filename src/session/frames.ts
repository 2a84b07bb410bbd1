/** Frame types of the agent's protocol; `sandbox/rootfs/etc/piste/agent.pl` describes each. */
export const toAgent = {
  open: 1,
  data: 2,
  resize: 3,
  signal: 4,
  credit: 5,
  close: 6,
  cell: 7,
  write: 8,
  read: 9,
  cwd: 10,
  pack: 11,
  jobs: 12,
} as const;

export const fromAgent = { data: 1, exit: 2, credit: 3, reply: 4, ready: 5 } as const;

export interface Frame {
  readonly type: number;
  readonly channel: number;
  readonly payload: Buffer;
}

const headerBytes = 9;
/** The agent never sends more at once than a file's content; anything above is not our agent. */
const payloadLimit = 8 << 20;

/** One frame as bytes: type, channel, length, payload; numbers big-endian. */
export function encodeFrame(type: number, channel: number, payload: Buffer | string = ''): Buffer {
  const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
  const frame = Buffer.allocUnsafe(headerBytes + body.length);
  frame.writeUInt8(type, 0);
  frame.writeUInt32BE(channel, 1);
  frame.writeUInt32BE(body.length, 5);
  body.copy(frame, headerBytes);
  return frame;
}

/** Cuts a byte stream into frames, whatever the chunks; throws on a frame too large to be true. */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  return (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    let at = 0;
    while (pending.length - at >= headerBytes) {
      const length = pending.readUInt32BE(at + 5);
      if (length > payloadLimit) throw new Error(`a frame of ${length} bytes`);
      if (pending.length - at < headerBytes + length) break;
      onFrame({
        type: pending.readUInt8(at),
        channel: pending.readUInt32BE(at + 1),
        payload: pending.subarray(at + headerBytes, at + headerBytes + length),
      });
      at += headerBytes + length;
    }
    pending = pending.subarray(at);
  };
}
