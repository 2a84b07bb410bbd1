import type { SeatLimits } from '../../serve/workshop/workshop-protocol.ts';
import type { Phrases } from '../../words/phrases.ts';

/** What a seat may use, in a few words. */
export function limitWords({ memoryBytes, diskBytes, pids, idleMs }: SeatLimits, phrases: Phrases): string {
  return [
    phrases.say('workshop.limit-memory', { size: sizeWords(memoryBytes, phrases.lang) }),
    phrases.say('workshop.limit-disk', { size: sizeWords(diskBytes, phrases.lang) }),
    phrases.say('workshop.limit-pids', { count: new Intl.NumberFormat(phrases.lang).format(pids) }),
    phrases.say('workshop.limit-idle', { time: timeWords(idleMs, phrases.lang) }),
  ].join(' · ');
}

/** A number of bytes as limits are given: `512 MB`, `1 GB`. */
export function sizeWords(bytes: number, lang: string): string {
  const isLarge = bytes >= 1 << 30;
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: isLarge ? 'gigabyte' : 'megabyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(bytes / (isLarge ? 1 << 30 : 1 << 20));
}

export function timeWords(ms: number, lang: string): string {
  const inMinutes = ms >= 60_000;
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: inMinutes ? 'minute' : 'second',
    maximumFractionDigits: 0,
  }).format(ms / (inMinutes ? 60_000 : 1_000));
}

/** What is left, as a clock shows it: `4:07`. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
