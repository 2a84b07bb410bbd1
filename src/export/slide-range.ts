import { ConfigError } from '../errors.ts';

/** Which of a deck's slides are meant, by their numbers from 1. */
export type SlideRange = (number: number) => boolean;

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
  return (number) => parts.some(([from, to]) => from <= number && number <= to);
}
