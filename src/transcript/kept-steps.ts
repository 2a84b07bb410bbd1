import {
  createKeptOutput,
  type KeptEnd,
  type KeptLimits,
  type KeptOutput,
  keptLimits,
} from './kept-output.ts';

/**
 * What is kept of an output that comes in steps: all of them within the limits, and no step more than half of what is
 * left, so that one which prints too much leaves room for those after it.
 */
export interface KeptSteps extends Pick<KeptOutput, 'take' | 'finish'> {
  /** Begins a step; gives the end of the one before it, as `finish` does. */
  next(): KeptEnd | undefined;
}

export function createKeptSteps(limits: KeptLimits = keptLimits): KeptSteps {
  let left = limits;
  let kept = createKeptOutput(left);
  return {
    take: (chunk) => kept.take(chunk),
    finish: () => kept.finish(),
    next() {
      const end = kept.finish();
      left = each(left, (name, value) => value - kept.spent()[name]);
      kept = createKeptOutput(each(left, (_, value) => Math.floor(value / 2)));
      return end;
    },
  };
}

const each = (
  { headBytes, headLines, tailBytes, tailLines }: KeptLimits,
  change: (name: keyof KeptLimits, value: number) => number,
): KeptLimits => ({
  headBytes: change('headBytes', headBytes),
  headLines: change('headLines', headLines),
  tailBytes: change('tailBytes', tailBytes),
  tailLines: change('tailLines', tailLines),
});
