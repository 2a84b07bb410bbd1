import type { Slide } from '../deck/deck.ts';
import type { Position } from '../errors.ts';
import type { LintSubject } from './lint-subject.ts';

/** What a rule has found, at a place of the deck's file. */
export interface Finding extends Position {
  /** An error is broken for every reader; a warning is doubtful, and its author may know better. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly mend: string;
  /** The slide that it is about as a whole: a comment anywhere on that slide silences it. */
  readonly slide?: Slide;
}

/** One thing that `piste check` looks for. It says what is certain or doubtful, and never guesses. */
export interface LintRule {
  /** As it is shown, and as it is written to silence it. */
  readonly name: string;
  readonly check: (subject: LintSubject) => readonly Finding[] | Promise<readonly Finding[]>;
}
