import type { Finding, LintRule } from '../lint-rule.ts';
import { isFormatted } from '../prettier-config.ts';

const separator = /^----[ \t]*$/;

/** Vertical slides that Prettier is about to put to the right: of `----` it makes `---`. */
export const lostBelow: LintRule = {
  name: 'lost-below',
  async check({ deck, lines, head }) {
    const { dialect } = deck.settings;
    if (dialect !== 'reveal' || head.data.verticalSeparator !== undefined) return [];
    const below = deck.slides.filter(({ v }) => v > 0).map(({ line }) => lineAbove(lines, line));
    const first = below.find((line) => line > 0 && !/prettier-ignore/.test(lines[line - 2] ?? ''));
    if (first === undefined || !(await isFormatted(deck.file))) return [];
    return [
      {
        line: first,
        column: 1,
        severity: 'warning',
        message: 'Prettier, which is set up here, makes `---` of `----`: slides below go to the right',
        mend: 'write `verticalSeparator: ^\\s*-v-\\s*$` at the top and `-v-` here, or `<!-- prettier-ignore -->` above it',
      } satisfies Finding,
    ];
  },
};

/** The line, from 1, of the separator above a slide; 0 where there is none. */
function lineAbove(lines: readonly string[], line: number): number {
  return lines.slice(0, line).findLastIndex((one) => separator.test(one)) + 1;
}
