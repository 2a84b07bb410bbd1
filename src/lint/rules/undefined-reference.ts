import type { Token } from 'markdown-it';
import type { SeekInPart } from '../../links/read-parts.ts';
import type { Finding, LintRule } from '../lint-rule.ts';
import { shownText } from '../shown-text.ts';

/** `[words][label]` with words before it is an index (`a[i][j]`), and `[^a-z]` a class of letters. */
const reference = /(?<![\w\])])\[([^[\]]{1,200})\]\[([^[\]^]{1,100})\]/g;
const footnote = /\[\^([\w-]{1,100})\](?!:)/g;
const isLetterClass = (label: string): boolean => /^(?:\w-\w|_)+$/.test(label);

/** Reference links and footnotes that nothing defines: the page shows their brackets. */
export const undefinedReference: LintRule = {
  name: 'undefined-reference',
  check: ({ parts, lines }) =>
    parts.flatMap((part) => {
      const seek = part.seeker();
      return part.tokens
        .filter((token) => token.type === 'inline')
        .flatMap((token) => [...references(token, seek, lines), ...footnotes(token, seek, lines)]);
    }),
};

function references(block: Token, seek: SeekInPart, lines: readonly string[]): readonly Finding[] {
  return [...shownText(block).matchAll(reference)].flatMap(([, , label = '']): readonly Finding[] => {
    const at = seek(block, `][${label}]`);
    // Where the author has escaped the brackets, they are meant to be shown.
    if (lines[at.line - 1]?.startsWith('][', at.column - 1) !== true) return [];
    return [
      {
        ...at,
        severity: 'warning',
        message: `nothing defines the link \`[${label}]\`: its brackets are shown`,
        mend: `write \`[${label}]: https://example.org\` on a line of its own, anywhere in the deck`,
      },
    ];
  });
}

function footnotes(block: Token, seek: SeekInPart, lines: readonly string[]): readonly Finding[] {
  return [...shownText(block).matchAll(footnote)].flatMap(([written, label = '']): readonly Finding[] => {
    if (isLetterClass(label)) return [];
    const at = seek(block, written);
    if (lines[at.line - 1]?.startsWith(written, at.column - 1) !== true) return [];
    return [
      {
        ...at,
        severity: 'error',
        message: `nothing defines the footnote \`${written}\`: its brackets are shown`,
        mend: `write \`${written}: ...\` on a line of its own, anywhere in the deck`,
      },
    ];
  });
}
