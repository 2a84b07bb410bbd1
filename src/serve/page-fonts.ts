import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the first slide is set in: plain Latin. Other scripts, and italics, are fetched when there are letters of them. */
const needed = [/^inter-latin-wght-normal-.*\.woff2$/, /^jetbrains-mono-latin-wght-normal-.*\.woff2$/];

/** Where these fonts are, below a folder of what vite has built; their names have hashes in them. */
export function pageFonts(clientDir: string): readonly string[] {
  const folder = join(clientDir, 'files');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder);
  return needed.flatMap((name) => names.find((one) => name.test(one)) ?? []).map((name) => `files/${name}`);
}
