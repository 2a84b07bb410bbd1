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

/** Bytes of `512M`, `1G`, `1.5GiB` or a bare number of bytes; undefined if it is none of these or is not above 0. */
export function parseSizeBytes(text: string): number | undefined {
  const found = /^(\d{1,15}(?:\.\d{1,3})?)\s*([KMGT]?)(?:i?B)?$/i.exec(text.trim());
  const bytes = Math.round(
    Number(found?.[1]) * (bytesPerUnit[found?.[2]?.toUpperCase() ?? ''] ?? Number.NaN),
  );
  return bytes > 0 ? bytes : undefined;
}
