import { counted } from '../cells/quantities.ts';
import { ConfigError } from '../errors.ts';

/** Which of a deck's slides are meant, by their numbers from 1. */
export interface SlideRange {
  /** As it was written. */
  readonly text: string;
  readonly has: (number: number) => boolean;
  /** The deck must have as many slides for each part to mean one. */
  readonly reach: number;
}

const usage = '--slides 1-3,7,12-';

/** Reads `1-3,7,12-`. Throws `ConfigError` for anything else. */
export function readSlideRange(text: string): SlideRange {
  const parts = text.split(',').map((part) => {
    const found = /^\s*(\d{1,6})?\s*(-)?\s*(\d{1,6})?\s*$/.exec(part);
    const [, first, dash, last] = found ?? [];
    if (found === null || (first === undefined && last === undefined))
      throw new ConfigError(`--slides ${text} names no slides`, usage);
    const from = Number(first ?? 1);
    const to = dash === undefined ? from : Number(last ?? Number.POSITIVE_INFINITY);
    if (from < 1 || to < from) throw new ConfigError(`--slides ${text} names no slides`, usage);
    return [from, to] as const;
  });
  return {
    text,
    has: (number) => parts.some(([from, to]) => from <= number && number <= to),
    reach: Math.max(...parts.map(([from]) => from)),
  };
}

/** Throws `ConfigError` where a part of a range begins beyond a deck's last slide. */
export function mustHaveSlides({ text, reach }: SlideRange, count: number): void {
  if (reach > count)
    throw new ConfigError(
      `--slides ${text}: the deck has ${counted(count, 'slide')}`,
      count === 0 ? 'leave it out' : `--slides 1-${count}`,
    );
}
