const msPerUnit: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const bytesPerUnit: Readonly<Record<string, number>> = {
  '': 1,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
};

/** Milliseconds of `500ms`, `30s`, `20m` or `1h`; undefined if it is none of these or is not above 0. */
export function parseDurationMs(text: string): number | undefined {
  const found = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text);
  const ms = Math.round(Number(found?.[1]) * (msPerUnit[found?.[2] ?? ''] ?? Number.NaN));
  return ms > 0 ? ms : undefined;
}

/** Milliseconds that a talk takes: `30m`, `1h30m`, `30min`, `45:00`, `1:30:00`, or a bare number of minutes. */
export function parseTalkMs(text: string): number | undefined {
  const [, hours = 0, minutes = 0, seconds = 0] =
    /^()(\d{1,4})$/.exec(text.trim()) ??
    /^(?:(\d{1,2}):)?(\d{1,3}):(\d\d)$/.exec(text.trim()) ??
    /^(?:(\d{1,2})\s*h)?\s*(?:(\d{1,4})\s*m(?:in|inutes)?)?\s*(?:(\d{1,5})\s*s)?$/.exec(text.trim()) ??
    [];
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return ms > 0 ? ms : undefined;
}

/** Bytes of `512M`, `1G`, `1.5GiB` or a bare number of bytes; undefined if it is none of these or is not above 0. */
export function parseSizeBytes(text: string): number | undefined {
  const found = /^(\d{1,15}(?:\.\d{1,3})?)\s*([KMGT]?)(?:i?B)?$/i.exec(text.trim());
  const bytes = Math.round(
    Number(found?.[1]) * (bytesPerUnit[found?.[2]?.toUpperCase() ?? ''] ?? Number.NaN),
  );
  return bytes > 0 ? bytes : undefined;
}

/** Bytes as people read them: `512 B`, `16 KB`, `1.5 MB`, `2 GB`; powers of 1024. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const rounded = value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1);
  return `${rounded} ${units[unit]}`;
}

/** `1 file`, `2 files`: for messages, which are English. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
