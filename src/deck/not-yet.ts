import type { FrontMatter } from './front-matter.ts';
import type { ProblemList } from './problem-list.ts';
import type { OwnKeys } from './settings-schema.ts';

/** Keys of the language that are read and have no effect so far; a deck that relies on one is told. */
export function warnOfKeysWithoutEffect(keys: OwnKeys, head: FrontMatter, problems: ProblemList): void {
  const { environment } = keys;
  const rows: readonly (readonly [path: readonly string[], isSet: boolean, instead: string])[] = [
    [['environment', 'network'], environment.network !== 'none', 'cells have no network'],
    [['highlightTheme'], keys.highlightTheme !== undefined, 'code has the colours of the page'],
  ];
  for (const [path, isSet, instead] of rows) {
    if (isSet)
      problems.warn(
        head.positionOf(path),
        `\`${path.join('.')}\` has no effect yet: ${instead}`,
        `remove \`${path.join('.')}\``,
      );
  }
}
