import type { Plugin } from 'vite';

/** The style sheet that names all pieces of the font. */
export const emojiSheet = 'node_modules/@fontsource-variable/noto-emoji/wght.css';

/** What readers have themselves looks as they know it, and is not fetched. */
const local = ['Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji']
  .map((name) => `local("${name}")`)
  .join(', ');

/** Letters that are emoji by themselves; the others are signs in a text unless a selector follows. */
const isEmoji = (letter: number): boolean =>
  letter >= 0x1f000 ||
  letter === 0x200d ||
  letter === 0xfe0f ||
  /\p{Emoji_Presentation}/u.test(String.fromCodePoint(letter));

/**
 * Makes two families of the font: `Emoji`, of what nobody takes for a sign, to stand before other fonts, and
 * `Emoji Signs` (⚠, ❤, ✔), to stand behind them. Digits and letters are in neither.
 */
export const emojiFaces: Plugin = {
  name: 'emoji-faces',
  enforce: 'pre',
  transform(css, id) {
    if (!id.endsWith(emojiSheet)) return undefined;
    const faces = css.match(/@font-face\s*\{[^}]*\}/g) ?? [];
    return faces
      .flatMap((face) => {
        const file = /url\(([^)]*\.woff2)\)/.exec(face)?.[1];
        const letters = lettersIn(/unicode-range:\s*([^;}]+)/.exec(face)?.[1] ?? '');
        const inFace = (family: string, kept: readonly number[]): readonly string[] =>
          file === undefined || kept.length === 0
            ? []
            : [
                `@font-face { font-family: "${family}"; font-display: swap; font-weight: 300 700; src: ${local}, url(${file}) format("woff2"); unicode-range: ${rangesOf(kept)}; }`,
              ];
        const signs = letters.filter((letter) => letter > 0xff && !isEmoji(letter));
        return [...inFace('Emoji', letters.filter(isEmoji)), ...inFace('Emoji Signs', signs)];
      })
      .join('\n');
  },
};

function lettersIn(ranges: string): readonly number[] {
  return ranges.split(',').flatMap((range) => {
    const [from = 0, to = from] = range
      .trim()
      .replace(/^u\+/i, '')
      .split('-')
      .map((end) => Number.parseInt(end, 16));
    return Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });
}

function rangesOf(letters: readonly number[]): string {
  const spans: { from: number; to: number }[] = [];
  for (const letter of [...letters].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && letter <= last.to + 1) last.to = letter;
    else spans.push({ from: letter, to: letter });
  }
  const hex = (letter: number): string => letter.toString(16);
  return spans
    .map(({ from, to }) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`))
    .join(', ');
}
