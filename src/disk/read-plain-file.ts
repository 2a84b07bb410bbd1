import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * The text of a file that came with a deck; undefined where there is none to be had: it is missing, a link, a device, a
 * pipe, or larger than `limitBytes`. Never waits for a writer, and never reads more than the limit.
 */
export async function readPlainFile(path: string, limitBytes = 32 << 20): Promise<string | undefined> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  try {
    await using handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const found = await handle.stat();
    if (!found.isFile() || found.size > limitBytes) return undefined;
    // One byte more than it had: a file that grows meanwhile is not read to an end that never comes.
    const bytes = Buffer.alloc(found.size + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return length > found.size ? undefined : bytes.toString('utf8', 0, length);
  } catch {
    return undefined;
  }
}
