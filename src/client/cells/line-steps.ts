/** Lines of a code block, counted from 1; `to` is included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** One highlighting step: the lines it lifts out; none means all lines alike. */
export type LineStep = readonly LineRange[];

/** Reads `1|25-27|3,5:7` as reveal.js and mkslides write it; `*` or nothing is the whole block. */
export function parseLineSteps(text: string): LineStep[] {
  return text.split('|').map((step) => step.split(',').flatMap(parseRange));
}

export function isLineInStep(line: number, step: LineStep): boolean {
  return step.some((range) => line >= range.from && line <= range.to);
}

/**
 * Which step shows when `visible` of a block's `fragments` step marks are visible; undefined before the first.
 * With one mark fewer than steps the first step is there from the start.
 */
export function currentStep(
  steps: readonly LineStep[],
  fragments: number,
  visible: number,
): LineStep | undefined {
  return steps[visible - 1 + Math.max(0, steps.length - fragments)];
}

function parseRange(text: string): LineRange[] {
  const match = /^\s*(\d+)\s*(?:[-:]\s*(\d+)\s*)?$/.exec(text);
  if (!match) return [];
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return [{ from: Math.min(from, to), to: Math.max(from, to) }];
}
