/** Sends what is typed and pasted, in order, in pieces that the server can hold up between. */
export interface InputQueue {
  readonly push: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly hold: () => void;
  readonly resume: () => void;
  readonly clear: () => void;
}

const chunkBytes = 4096;
/** Between two chunks of a paste: time for the server's "pause" to get here. */
const gapMs = 8;
const interrupt = 0x03;

export function inputQueue(
  send: (bytes: Uint8Array<ArrayBuffer>) => void,
  later: (act: () => void, ms: number) => void = (act, ms) => {
    setTimeout(act, ms);
  },
): InputQueue {
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let held = false;
  let waiting = false;

  const pump = (): void => {
    if (held || waiting) return;
    const chunk = chunks.shift();
    if (!chunk) return;
    send(chunk);
    waiting = true;
    later(() => {
      waiting = false;
      pump();
    }, gapMs);
  };

  return {
    push(bytes) {
      if (bytes.length === 1 && bytes[0] === interrupt) {
        // Ctrl-C is for stopping just such a paste: it must not wait behind it.
        chunks = [];
        send(bytes);
        return;
      }
      if (chunks.length === 0 && !held && bytes.length <= chunkBytes) {
        // A keystroke: at once.
        send(bytes);
        return;
      }
      for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.slice(at, at + chunkBytes));
      pump();
    },
    hold() {
      held = true;
    },
    resume() {
      held = false;
      pump();
    },
    clear() {
      chunks = [];
      held = false;
    },
  };
}
