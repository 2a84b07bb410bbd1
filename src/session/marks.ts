const opening = '\x1b]133;D;';

/** The bytes between marks, and each mark's status. */
export interface MarkHandlers {
  readonly onBytes: (bytes: Buffer) => void;
  readonly onMark: (status: number, sequence: number) => void;
}

/**
 * Takes the marks that the chain's shell prints after a cell (`ESC ] 133 ; D ; status ; secret ; sequence BEL`) out of a
 * terminal's stream, however it is cut into chunks. A mark with another secret is output like any other.
 */
export function createMarkReader(secret: string, handlers: MarkHandlers): (chunk: Buffer) => void {
  const whole = new RegExp(`^\\x1b\\]133;D;(\\d{1,3});${secret};(\\d{1,9})\\x07`);
  const longest = opening.length + 3 + 1 + secret.length + 1 + 9 + 1;
  let pending: Buffer = Buffer.alloc(0);
  return (chunk) => {
    let rest: Buffer = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    pending = Buffer.alloc(0);
    while (rest.length > 0) {
      const at = rest.indexOf(0x1b);
      if (at < 0) return handlers.onBytes(rest);
      if (at > 0) handlers.onBytes(rest.subarray(0, at));
      rest = rest.subarray(at);
      const head = rest.toString('latin1', 0, longest);
      const match = head.match(whole);
      if (match) {
        handlers.onMark(Number(match[1]), Number(match[2]));
        rest = rest.subarray(match[0].length);
      } else if (rest.length < longest && couldBecome(head, secret)) {
        pending = rest;
        return;
      } else {
        handlers.onBytes(rest.subarray(0, 1));
        rest = rest.subarray(1);
      }
    }
  };
}

/** Whether bytes that end here may be the beginning of a mark. */
function couldBecome(head: string, secret: string): boolean {
  if (head.length <= opening.length) return opening.startsWith(head);
  const [, rest = ''] = head.slice(opening.length).match(/^\d{0,3}([\s\S]*)$/) ?? [];
  const fixed = `;${secret};`;
  return (
    head.startsWith(opening) &&
    (fixed.startsWith(rest) || (rest.startsWith(fixed) && /^\d{0,9}$/.test(rest.slice(fixed.length))))
  );
}
