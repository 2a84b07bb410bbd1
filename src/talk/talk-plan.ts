/** How much time a talk gives to each slide, in ms and in the order in which they are shown. */
export type TalkPlan = readonly number[];

/** Where a talk stands against its plan; all in ms. */
export interface Pace {
  /** What this slide was given. */
  readonly givenMs: number;
  /** What is left of that; below 0 the talk is late. */
  readonly leftMs: number;
  /** Above 0: later than planned. Below 0: this slide was come to too early. */
  readonly behindMs: number;
  /** What the rest of the talk takes, if from here on it goes as planned. */
  readonly restMs: number;
}

/** Ms of a slide's `data-timing`: seconds as reveal.js reads them, or `90s`, `2m`, `1.5m`; undefined for anything else. */
export function readTiming(text: string | undefined): number | undefined {
  const [, number = '', unit = 's'] = /^\s*(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|min|h)?\s*$/.exec(text ?? '') ?? [];
  if (number === '') return undefined;
  return Math.round(Number(number) * (unit === 's' ? 1000 : unit === 'h' ? 3_600_000 : 60_000));
}

/**
 * A slide gets what it asks for. What is left of the whole talk is shared by the others in equal parts; without a
 * length of the talk they get `otherwiseMs` each. Undefined where nothing is planned at all.
 */
export function planTalk(
  wishes: readonly (number | undefined)[],
  talk: { readonly totalMs?: number | undefined; readonly otherwiseMs?: number | undefined } = {},
): TalkPlan | undefined {
  const { totalMs, otherwiseMs } = talk;
  const open = wishes.filter((wish) => wish === undefined).length;
  if (totalMs === undefined && otherwiseMs === undefined && open === wishes.length) return undefined;
  const asked = wishes.reduce<number>((sum, wish) => sum + (wish ?? 0), 0);
  const share = totalMs === undefined ? (otherwiseMs ?? 0) : Math.max(0, totalMs - asked) / Math.max(1, open);
  return wishes.map((wish) => wish ?? share);
}

/** The same with what a deck says of the talk: its `duration`, else what reveal.js reads of its own options. */
export function planDeck(
  wishes: readonly (number | undefined)[],
  durationMs: number | undefined,
  revealOptions: Readonly<Record<string, unknown>>,
): TalkPlan | undefined {
  const { totalTime, defaultTiming } = revealOptions;
  const seconds = (value: unknown): number | undefined =>
    typeof value === 'number' && value > 0 ? value * 1000 : undefined;
  return planTalk(wishes, { totalMs: durationMs ?? seconds(totalTime), otherwiseMs: seconds(defaultTiming) });
}

/** Where a talk stands that shows slide `index` of its plan after `elapsedMs`. */
export function paceOf(plan: TalkPlan, index: number, elapsedMs: number): Pace {
  const sum = (times: readonly number[]): number => times.reduce((total, one) => total + one, 0);
  const begin = sum(plan.slice(0, index));
  const givenMs = plan[index] ?? 0;
  const end = begin + givenMs;
  const leftMs = end - elapsedMs;
  const behindMs = elapsedMs > end ? elapsedMs - end : elapsedMs < begin ? elapsedMs - begin : 0;
  const restMs = sum(plan.slice(index + 1)) + Math.min(givenMs, Math.max(0, leftMs));
  return { givenMs, leftMs, behindMs, restMs };
}

/** `1:05`, `12:00`, `1:02:03`; `-` before what is below 0. */
export function clockText(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  const text = hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
  return ms < 0 && seconds > 0 ? `-${text}` : text;
}

/** What a speaker reads of the pace: words, since colour alone says it to some only. */
export function paceText({ behindMs }: Pace): string {
  if (Math.abs(behindMs) < 1000) return 'on time';
  return `${clockText(Math.abs(behindMs))} ${behindMs > 0 ? 'behind' : 'ahead'}`;
}
