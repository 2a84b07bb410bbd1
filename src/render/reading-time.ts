const wordsAMinute = 220;
/** Code is read slowly; over an output the eye runs, and not further than this many lines. */
const secondsOf = { codeLine: 3, outputLine: 1, picture: 8 } as const;
const mostOutputLines = 20;

const output = /<pre><div class="line">[\s\S]*?<\/pre>/g;
const code = /<pre\b([^<>]*)>[\s\S]*?<\/pre>/g;
const picture = /<(?:img|svg|video|iframe)\b/g;
const unread = /<(script|style|svg|math|button)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^<>]*>/g;
/** Where words are not divided by blanks, two or three signs are about one. */
const word =
  /\p{Script=Han}{1,2}|[\p{Script=Hiragana}\p{Script=Katakana}]{1,3}|[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

/** How many minutes it takes to read the sections of an article, at least one. */
export function readingMinutes(sections: readonly string[]): number {
  const seconds = sections.reduce((sum, html) => sum + readingSeconds(html), 0);
  return Math.max(1, Math.round(seconds / 60));
}

function readingSeconds(html: string): number {
  let seconds = count(html, picture) * secondsOf.picture;
  const text = html
    .replace(output, (whole) => {
      seconds += Math.min(count(whole, /<div class="line">/g), mostOutputLines) * secondsOf.outputLine;
      return ' ';
    })
    .replace(code, (whole, attributes) => {
      if (!/\bhidden\b/.test(attributes)) seconds += whole.trimEnd().split('\n').length * secondsOf.codeLine;
      return ' ';
    })
    .replace(unread, ' ');
  return seconds + (count(text, word) * 60) / wordsAMinute;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
