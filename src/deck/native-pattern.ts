/** A pattern as the splitters use it; RE2's are of this form. */
export interface Pattern {
  matcher(text: string): { find(from: number): boolean; start(): number; end(): number };
}

/** One of our own patterns, which are known to be linear, by the engine at hand: ten times as fast as RE2. */
export function nativePattern(pattern: RegExp): Pattern {
  return {
    matcher(text) {
      const own = new RegExp(pattern.source, [...new Set(`${pattern.flags}g`)].join(''));
      let found: RegExpExecArray | null = null;
      return {
        find(from) {
          own.lastIndex = from;
          found = own.exec(text);
          return found !== null;
        },
        start: () => found?.index ?? -1,
        end: () => (found ? found.index + found[0].length : -1),
      };
    },
  };
}
