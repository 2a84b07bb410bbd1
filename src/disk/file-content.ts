import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';

/** The bytes of a file, or the file that it is a copy of: a film need not fit into memory. */
export type FileContent = Uint8Array | { readonly copyOf: string };

const pieceBytes = 1_048_576;

/** The SHA-256 of what a file will hold. */
export function digestOfContent(content: FileContent): string {
  const hash = createHash('sha256');
  if (content instanceof Uint8Array) hash.update(content);
  else eachPiece(content.copyOf, (piece) => hash.update(piece));
  return hash.digest('hex');
}

/** The SHA-256 of a file; throws where it is a link, or not there. */
export function digestOfFile(path: string): string {
  const hash = createHash('sha256');
  eachPiece(path, (piece) => hash.update(piece), constants.O_NOFOLLOW);
  return hash.digest('hex');
}

/** Whether a file holds this already; `digest` is the content's. */
export function holds(path: string, size: number, content: FileContent, digest: string): boolean {
  if (!(content instanceof Uint8Array)) return digestOfFile(path) === digest;
  if (size !== content.length) return false;
  return withFile(path, constants.O_RDONLY | constants.O_NOFOLLOW, (file) =>
    readPiece(file, Buffer.alloc(size)).equals(content),
  );
}

/** Writes a new file; gives the SHA-256 of what it holds now, which a copy's source may no longer have. */
export function writeContent(path: string, content: FileContent): string {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const hash = createHash('sha256');
  withFile(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, (file) => {
    const put = (piece: Uint8Array): void => {
      hash.update(piece);
      for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
    };
    if (content instanceof Uint8Array) put(content);
    else eachPiece(content.copyOf, put);
  });
  return hash.digest('hex');
}

function eachPiece(path: string, take: (piece: Buffer) => void, flags = 0): void {
  withFile(path, constants.O_RDONLY | flags, (file) => {
    const room = Buffer.alloc(Math.min(pieceBytes, fstatSync(file).size + 1));
    for (let piece = readPiece(file, room); piece.length > 0; piece = readPiece(file, room)) take(piece);
  });
}

/** As much of a file as there is room for, from where it was read last. */
function readPiece(file: number, room: Buffer): Buffer {
  let length = 0;
  while (length < room.length) {
    const read = readSync(file, room, length, room.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return room.subarray(0, length);
}

/** Sites are many small files: asked for in turn they are there in a fraction of what going to other threads takes. */
function withFile<Result>(path: string, flags: number, use: (file: number) => Result): Result {
  const file = openSync(path, flags, 0o644);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}
