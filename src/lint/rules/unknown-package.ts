import { openPackageNames } from '../../environment/package-names.ts';
import type { Position } from '../../errors.ts';
import type { Finding, LintRule } from '../lint-rule.ts';
import type { LintSubject } from '../lint-subject.ts';

/** Packages that a deck asks for and that pocketpkgs does not have. Of a real nixpkgs nobody knows before it is asked. */
export const unknownPackage: LintRule = {
  name: 'unknown-package',
  async check(subject) {
    const { packages, nixpkgs } = subject.deck.settings.environment;
    if (packages.length === 0 || nixpkgs !== 'pocket') return [];
    const names = await openPackageNames();
    return packages
      .filter((name) => !names.has(name))
      .map(
        (name): Finding => ({
          ...placeOf(name, subject),
          severity: 'error',
          message: `pocketpkgs has no \`${name}\``,
          mend: names.mend(name),
        }),
      );
  },
};

/** Where a package's name stands in the front matter. */
function placeOf(name: string, { head, lines }: LintSubject): Position {
  const at = head.positionOf(['environment', 'packages']);
  const word = new RegExp(`(?<![\\w.-])${name.replace(/[^\w]/g, '\\$&')}(?![\\w.-])`);
  for (let line = at.line; line < head.bodyLine; line++) {
    const text = lines[line - 1] ?? '';
    const from = line === at.line ? at.column - 1 : 0;
    const index = text.slice(from).search(word);
    if (index >= 0) return { line, column: from + index + 1 };
  }
  return at;
}
