import { isBelow } from './below.ts';

/** What a folder that is ours says of itself, and which files in it are. */
export const siteMark = '.piste-site';

/** The files of a site by their paths, and the SHA-256 of each: empty where an old mark does not say it. */
export type SiteList = ReadonlyMap<string, string>;

const heading =
  'This folder is written by `piste build`. What it wrote is listed here, each file with its SHA-256, and is removed when\n' +
  'it is no longer needed. `piste verify` holds the folder to this list.';

/** Below the heading, which ends with a line of the writer's own, it is what `sha256sum` writes. */
export const formatMark = (list: SiteList, note = ''): string =>
  `${heading}${note === '' ? '' : `\n${note.replace(/[\r\n]+/g, ' ')}`}\n\n${[...list]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, digest]) => `${digest}  ${path}\n`)
    .join('')}`;

/** The line of the writer's own in a mark. */
export const noteIn = (text: string): string | undefined =>
  (text.split('\n\n')[0] ?? '').split('\n').slice(heading.split('\n').length).join(' ') || undefined;

/** Reads a mark; what would lead out of the folder is left out. */
export function parseMark(text: string): SiteList {
  const list = new Map<string, string>();
  for (const line of (text.split('\n\n')[1] ?? '').split('\n')) {
    const found = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
    const [digest, path] = found ? [found[1] ?? '', found[2] ?? ''] : ['', line];
    if (isBelow(path)) list.set(path, digest);
  }
  return list;
}
