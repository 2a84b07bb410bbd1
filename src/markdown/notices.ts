import type { Env } from 'markdown-it';

/** Something in the Markdown that is shown as it was written, because it could not be made into what it stands for. */
export interface Notice {
  /** From 0, in the Markdown that was parsed. */
  readonly line: number;
  /** From 1, in that line. */
  readonly column: number;
  readonly message: string;
  readonly mend: string;
}

/** A text may be wrong in every line; its author mends the first ones first. */
const mostNotices = 100;

const notices = new WeakMap<Env, Notice[]>();

/** What there is to tell its author of the Markdown parsed with this `env`, in the order in which it was found. */
export function noticesOf(env: Env): readonly Notice[] {
  return notices.get(env) ?? [];
}

/** Notes one. `near` is a piece of the text, by which its column is found in its line. */
export function addNotice(
  state: { readonly env: Env; readonly src: string },
  line: number,
  near: string,
  message: string,
  mend: string,
): void {
  const noted = notices.get(state.env) ?? [];
  notices.set(state.env, noted);
  if (noted.length >= mostNotices) return;
  const written = state.src.split('\n', line + 1)[line] ?? '';
  const column = Math.max(0, written.indexOf(near.split('\n', 1)[0] ?? '')) + 1;
  noted.push({ line, column, message, mend });
}
