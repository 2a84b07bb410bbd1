import type { SiteList } from '../disk/site-mark.ts';
import type { Making } from '../publish/making.ts';
import { programDigest } from '../publish/program-digest.ts';
import type { Difference } from '../publish/verify/difference.ts';
import { verifyRemade } from '../publish/verify/verify-remade.ts';
import { contentsOf } from './build.ts';
import { makeSite } from './make-site.ts';

/** Makes the site again, in memory, and holds the list to it: only the very same program makes the very same pages. */
export async function remakeSite(
  paths: readonly string[],
  making: Making | undefined,
  list: SiteList,
  again: string,
): Promise<{ readonly remade: true | string; readonly unlike: readonly Difference[] }> {
  if (making?.program !== programDigest())
    return {
      remade: 'its pages were made by another Piste: only what they say of outputs was compared',
      unlike: [],
    };
  const lacks: string[] = [];
  const { files } = await makeSite({
    paths,
    base: making.base === null ? undefined : new URL(making.base),
    title: making.title ?? undefined,
    notes: making.notes,
    onWarning: () => {},
    onNote: (line) => lacks.push(line),
  });
  if (lacks.length > 0) return { remade: lacks.join('; '), unlike: [] };
  return { remade: true, unlike: verifyRemade(contentsOf(files), list, again) };
}
