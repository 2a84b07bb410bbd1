import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const sheet = readFileSync(new URL('../../src/client/theme/palette.css', import.meta.url), 'utf8');
const pairs = [...sheet.matchAll(/(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
const modes = [2, 3].map((group) => new Map(pairs.map((pair) => [pair[1] ?? '', pair[group] ?? ''])));

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Which text stands on which grounds. */
const uses: ReadonlyArray<readonly [readonly string[], readonly string[]]> = [
  [
    ['--text', '--strong', '--muted', '--accent', '--link'],
    ['--page', '--sheet'],
  ],
  [['--good', '--bad', '--warn'], ['--sheet']],
  [['--strong'], ['--quiet']],
  [['--on-accent'], ['--accent']],
  [['--text', '--terminal-text'], ['--selection']],
  [
    ['--terminal-text', '--muted', ...Array.from({ length: 16 }, (_, index) => `--ansi-${index}`)],
    ['--terminal'],
  ],
];

describe('the palette', () => {
  for (const [index, mode] of modes.entries()) {
    it(`holds 4.5:1 for text in the ${index === 0 ? 'light' : 'dark'}`, () => {
      for (const [texts, grounds] of uses) {
        for (const text of texts) {
          for (const ground of grounds) {
            const ratio = contrast(mode.get(text) ?? '#888888', mode.get(ground) ?? '#888888');
            assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
          }
        }
      }
    });
  }
});
