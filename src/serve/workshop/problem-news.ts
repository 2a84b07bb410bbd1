import { formatProblem, type Problem } from '../../errors.ts';
import type { StoredDeck } from '../deck-store.ts';

/** Gives what is to be called after each edit of a deck: it tells its mistakes when they are other ones than before. */
export function createProblemNews(
  first: readonly StoredDeck[],
  tell: (file: string, problems: readonly Problem[]) => void,
): (stored: StoredDeck) => void {
  const told = new Map(first.map(({ file, deck }) => [file, wordsOf(deck.problems)]));
  return ({ file, deck: { problems } }) => {
    const words = wordsOf(problems);
    if (words === (told.get(file) ?? '')) return;
    told.set(file, words);
    tell(file, problems);
  };
}

const wordsOf = (problems: readonly Problem[]): string => problems.map(formatProblem).join('\n');
