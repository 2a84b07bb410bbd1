/** A line for a terminal of words that somebody else has written: what would move its cursor, or the text's order, is told. */
export const printable = (line: string): string =>
  line.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );
