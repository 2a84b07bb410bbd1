import { posix } from 'node:path';
import type { ExpandedLine, IncludeRead } from '../../markdown/include.ts';

/** Notes a mistake at a source line. */
export type NoteFlaw = (line: number, message: string, mend: string) => void;

const directive = /^<<<[ \t]*([^\s{#]+)(?:#([\w-]+))?(?:[ \t]+([\w+-]+))?[ \t]*(\{.*)?$/;

/** A path as a Slidev deck in `folder` writes it, from the deck's own folder: `@/` and `/` begin there. */
export function pathFromDeck(path: string, folder: string): string {
  const isRooted = /^(?:@\/|\/)/.test(path);
  return posix.normalize(isRooted ? path.replace(/^(?:@\/|\/)+/, '') : posix.join(folder, path));
}

/** The paths that a text's `<<<` lines name, from the deck's folder. */
export function snippetPathsOf(text: string, folder: string): readonly string[] {
  if (!text.includes('<<<')) return [];
  return text.split('\n').flatMap((line) => {
    const path = directive.exec(line)?.[1];
    return path === undefined ? [] : [pathFromDeck(path, folder)];
  });
}

/** Puts the files in that lines `<<< @/snippets/a.ts#region ts {2-3}` name, as fences. */
export function importSnippets(
  lines: readonly ExpandedLine[],
  folder: string,
  read: (path: string) => IncludeRead,
  isCode: (index: number) => boolean,
  flaw: NoteFlaw,
): readonly ExpandedLine[] {
  return lines.flatMap((one, index): readonly ExpandedLine[] => {
    const found = one.text.startsWith('<<<') && !isCode(index) ? directive.exec(one.text) : null;
    if (found === null) return [one];
    const [, path = '', region, language, marks = ''] = found;
    const file = read(pathFromDeck(path, folder));
    const code = 'why' in file ? undefined : takeRegion(file.text, region);
    if ('why' in file) flaw(one.line, file.why, file.mend);
    else if (code === undefined)
      flaw(
        one.line,
        `\`${path}\` has no \`#region ${region}\``,
        `put \`// #region ${region}\` before the lines`,
      );
    if (code === undefined) return [{ text: `\`${one.text.replaceAll('`', "'")}\``, line: one.line }];
    const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((run) => run[0].length));
    const fence = '`'.repeat(longest + 1);
    const info = `${language ?? posix.extname(path).slice(1)} ${marks}`.trimEnd();
    return [`${fence}${info}`, ...code.split('\n'), fence].map((text) => ({ text, line: one.line }));
  });
}

/** The lines between `#region name` and its `#endregion`, or all; without other marks of regions, and moved left. */
function takeRegion(text: string, region: string | undefined): string | undefined {
  const lines = text.replace(/\r\n?/g, '\n').trimEnd().split('\n');
  const mark = /^\s*(?:\/\/|\/\*|#|--|<!--|;|%)?\s*#?(end)?region\b\s*([\w-]*)/;
  let taken = lines;
  if (region !== undefined) {
    const start = lines.findIndex((line) => {
      const found = mark.exec(line);
      return found !== null && found[1] === undefined && found[2] === region;
    });
    if (start < 0) return undefined;
    let depth = 1;
    let end = start + 1;
    for (; end < lines.length; end++) {
      const found = mark.exec(lines[end] ?? '');
      if (found !== null) depth += found[1] === undefined ? 1 : -1;
      if (depth === 0) break;
    }
    taken = lines.slice(start + 1, end);
  }
  const kept = taken.filter((line) => !/^\s*(?:\/\/|\/\*|#|--|<!--)\s*#(?:end)?region\b/.test(line));
  const indent = Math.min(
    ...kept.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  );
  return kept.map((line) => (Number.isFinite(indent) ? line.slice(indent) : line)).join('\n');
}
