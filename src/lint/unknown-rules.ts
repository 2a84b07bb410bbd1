import { nearestWord } from '../cells/nearest-word.ts';
import type { Silences } from '../links/silences.ts';
import type { Finding } from './lint-rule.ts';
import { lintRuleNames } from './lint-rules.ts';

/** What a deck silences that no rule says. */
export const unknownRules = ({ named }: Silences): readonly Finding[] =>
  named
    .filter(({ rule }) => !lintRuleNames.includes(rule))
    .map(({ rule, at }) => ({ ...at, severity: 'error', ...unknownRule(rule) }));

function unknownRule(rule: string): { message: string; mend: string } {
  const near = nearestWord(rule, lintRuleNames);
  return {
    message: rule === '' ? '`piste-ignore` names no rule' : `there is no rule \`${rule}\` to ignore`,
    mend: near === undefined ? `the rules are ${lintRuleNames.join(', ')}` : `did you mean \`${near}\`?`,
  };
}
