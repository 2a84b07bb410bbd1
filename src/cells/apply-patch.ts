import { type Hunk, type HunkLine, parseDiff } from './parse-diff.ts';

/** The patched text, or the first line of the file (from 1) that is not what the diff expects there. */
export type PatchResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly expected: string; readonly found: string };

type Miss = Extract<PatchResult, { ok: false }>;

const endOfFile = '(end of file)';

/** Applies a unified diff, with or without headers. Context and removed lines must be in the text exactly. */
export function applyPatch(text: string, diff: string): PatchResult {
  const plain = applyHunks(text, parseDiff(diff, 'plain'));
  if (plain.ok) return plain;
  const overlaid = applyHunks(text, parseDiff(diff, 'overlaid'));
  if (overlaid.ok) return overlaid;
  // The reading that got further into the file is the one that its author meant.
  return overlaid.line > plain.line ? overlaid : plain;
}

function applyHunks(text: string, hunks: readonly Hunk[]): PatchResult {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const hadFinalNewline = text === '' || text.endsWith('\n');
  const old = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  const patched: string[] = [];
  let done = 0;
  let finalNewline = hadFinalNewline;
  for (const hunk of hunks) {
    const wanted = hunk.lines.filter((line) => line.mark !== '+').map((line) => line.text);
    const at = placeOf(hunk, wanted, old, done);
    if (typeof at !== 'number') return at;
    patched.push(...old.slice(done, at), ...newLines(hunk.lines, old, at));
    done = at + wanted.length;
    if (done >= old.length && hunk.endsWithoutNewline !== undefined) finalNewline = !hunk.endsWithoutNewline;
  }
  patched.push(...old.slice(done));
  if (patched.length === 0) return { ok: true, text: '' };
  return { ok: true, text: patched.join(newline) + (finalNewline ? newline : '') };
}

// Context is taken from the file, whose trailing blanks the diff may have lost.
function newLines(lines: readonly HunkLine[], old: readonly string[], at: number): string[] {
  let line = at;
  return lines.flatMap(({ mark, text }) => {
    if (mark === '+') return [text];
    const kept = old[line++] ?? text;
    return mark === ' ' ? [kept] : [];
  });
}

/** Where in `old`, from 0, a hunk's lines begin: nearest to where its header says, else the first such place. */
function placeOf(hunk: Hunk, wanted: readonly string[], old: readonly string[], from: number): number | Miss {
  if (wanted.length === 0) {
    // Only additions: after the line that the header names, else at the end.
    const at =
      hunk.oldLine === undefined ? old.length : hunk.oldCount === 0 ? hunk.oldLine : hunk.oldLine - 1;
    return Math.min(Math.max(at, from), old.length);
  }
  const stated = hunk.oldLine === undefined ? undefined : hunk.oldLine - 1;
  let best: number | undefined;
  let deepest = { matched: -1, at: from };
  for (let at = from; at < Math.max(old.length, from + 1); at++) {
    let matched = 0;
    while (matched < wanted.length && isSame(old[at + matched], wanted[matched])) matched++;
    if (matched > deepest.matched || (matched === deepest.matched && at === stated))
      deepest = { matched, at };
    if (matched < wanted.length) continue;
    if (stated === undefined) return at;
    if (best === undefined || Math.abs(at - stated) < Math.abs(best - stated)) best = at;
  }
  if (best !== undefined) return best;
  const line = deepest.at + Math.max(0, deepest.matched);
  return {
    ok: false,
    line: line + 1,
    expected: wanted[Math.max(0, deepest.matched)] ?? '',
    found: old[line] ?? endOfFile,
  };
}

// Editors trim the blank that marks an empty context line; such a line then stands for any blank one.
const isSame = (found: string | undefined, wanted: string | undefined): boolean =>
  found === wanted || (wanted === '' && found !== undefined && found.trim() === '');
