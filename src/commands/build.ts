import type { FileContent } from '../disk/file-content.ts';
import { type WrittenSite, writeSite } from '../disk/write-site.ts';
import { formatMaking } from '../publish/making.ts';
import { programDigest } from '../publish/program-digest.ts';
import type { SiteFile } from '../publish/site-file.ts';
import { type MadeSite, makeSite, type SiteWishes } from './make-site.ts';

export interface BuildOptions extends SiteWishes {
  readonly folder: string;
  /** Writes into a folder with other files in it. */
  readonly force: boolean;
}

export type BuiltSite = WrittenSite & Omit<MadeSite, 'files'>;

/** Writes decks as a site of static pages, with what is recorded of their cells. Throws `DeckError` with all errors. */
export async function build(options: BuildOptions): Promise<BuiltSite> {
  const { files, ...made } = await makeSite(options);
  const { folder, force, base, notes, title = null } = options;
  const making = formatMaking({ program: programDigest(), base: base?.href ?? null, title, notes });
  return { ...made, ...(await writeSite(folder, contentsOf(files), force, making)) };
}

/** What files will hold, by their paths: two decks of one folder name the same picture twice, each under its own path. */
export const contentsOf = (files: readonly SiteFile[]): ReadonlyMap<string, FileContent> =>
  new Map(
    files.map(({ path, content }) => [path, typeof content === 'string' ? Buffer.from(content) : content]),
  );
