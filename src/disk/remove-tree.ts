import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes a folder and all below it, what is read-only (as all of a Nix store is) too; nothing there is fine. */
export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }).catch(
    async (error: unknown) => {
      const isDenied = error instanceof Error && 'code' in error && error.code === 'EACCES';
      if (!isDenied) throw error;
      await openFolders(path);
      await rm(path, { recursive: true, force: true });
    },
  );
}

/** Only root may take a file out of a folder that is read-only. */
async function openFolders(path: string): Promise<void> {
  await chmod(path, 0o700);
  for (const entry of await readdir(path, { withFileTypes: true }))
    if (entry.isDirectory()) await openFolders(join(path, entry.name));
}
