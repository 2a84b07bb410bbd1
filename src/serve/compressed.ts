import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';

const compress = promisify(gzip);

/** Below this there is nothing to win. */
const leastBytes = 1400;
/** A page is made anew with every edit, and mostly read on this machine: quick before small. */
const pageLevel = 3;

const takesGzip = (request: Request): boolean => request.acceptsEncodings('gzip') === 'gzip';

/** Pages are asked for again and again as they are. */
const mostPacked = 8;
const lately = new Map<string, Promise<Buffer>>();
const packedText = (text: string): Promise<Buffer> => {
  const bytes = lately.get(text) ?? compress(text, { level: pageLevel });
  lately.delete(text);
  lately.set(text, bytes);
  const [oldest] = lately.keys();
  if (lately.size > mostPacked && oldest !== undefined) lately.delete(oldest);
  return bytes;
};

/** Sends a page or JSON, compressed where the reader takes that. */
export async function sendCompressed(
  request: Request,
  response: Response,
  type: 'html' | 'json',
  text: string,
): Promise<void> {
  response.vary('Accept-Encoding').type(type);
  if (text.length < leastBytes || !takesGzip(request)) return void response.send(text);
  response.set('Content-Encoding', 'gzip').send(await packedText(text));
}

const compressible = new Set(['.js', '.css', '.svg', '.json', '.wasm']);

interface CompressedFile {
  readonly stamp: string;
  readonly bytes: Promise<Buffer>;
}

/** Serves the text files of a folder compressed, each packed once; leaves all others to what comes next. */
export function compressedFiles(folder: string): RequestHandler {
  const root = resolve(folder);
  const packed = new Map<string, CompressedFile>();
  return async (request, response, next) => {
    const path = pathBelow(root, request.path);
    if (path === undefined || !compressible.has(extname(path)) || !takesGzip(request)) return next();
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile() || found.size < leastBytes) return next();
    const stamp = `${found.size}-${found.mtimeMs}`;
    const known = packed.get(path);
    const bytes =
      known?.stamp === stamp ? known.bytes : readFile(path).then((text) => compress(text, { level: 9 }));
    packed.set(path, { stamp, bytes });
    response.vary('Accept-Encoding').type(extname(path));
    response.set({ 'Content-Encoding': 'gzip', ETag: `"${stamp}-gzip"` }).send(await bytes);
  };
}

/** The file that an address names; undefined for one that leads out of the folder or is none. */
function pathBelow(root: string, address: string): string | undefined {
  try {
    const path = join(root, decodeURIComponent(address));
    return path.startsWith(root + sep) && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined;
  }
}
