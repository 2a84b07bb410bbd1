import type { Finding, LintRule } from '../lint-rule.ts';
import { shownText } from '../shown-text.ts';

/** `![words](my picture.png)`: an ending, so that brackets before words in brackets are not suspected. */
const written =
  /(!?)\[[^[\]\n]{0,200}\]\((?<address>[^()<>\n]{0,200}[^()<>\s]\s[^()<>\n]{0,200}\.\w{2,5})\)/g;

/** Pictures and links whose address has a blank in it: the page shows their marks. */
export const blankInAddress: LintRule = {
  name: 'blank-in-address',
  check: ({ parts, lines }) =>
    parts.flatMap((part) => {
      const seek = part.seeker();
      return part.tokens
        .filter((token) => token.type === 'inline')
        .flatMap((token) =>
          [...shownText(token).matchAll(written)].flatMap(([, mark, address = '']): readonly Finding[] => {
            const at = seek(token, address, '](');
            // Escaped brackets are meant to be shown.
            if (lines[at.line - 1]?.startsWith(address, at.column - 1) !== true) return [];
            return [
              {
                ...at,
                severity: 'warning',
                message: `an address ends at a blank: this is no ${mark === '!' ? 'picture' : 'link'}, and its brackets are shown`,
                mend: `write \`(<${address}>)\`, or a name without blanks`,
              },
            ];
          }),
        );
    }),
};
