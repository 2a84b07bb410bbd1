import type { Token } from 'markdown-it';
import type { SeekInPart } from '../../links/read-parts.ts';
import { tagAttributes } from '../../links/tag-attributes.ts';
import { htmlPieces } from '../../markdown/html-pieces.ts';
import type { Finding, LintRule } from '../lint-rule.ts';

const mend = 'say in a few words what it shows; of one that only decorates, say so: `![](x.png){alt=""}`';

/** Pictures without words for those who cannot see them. */
export const imageAlt: LintRule = {
  name: 'image-alt',
  check: ({ parts, lines }) =>
    parts.flatMap((part) => {
      const seek = part.seeker();
      return part.tokens.flatMap((token) => imagesIn(token, seek, token, lines));
    }),
};

function imagesIn(
  token: Token,
  seek: SeekInPart,
  block: Token,
  lines: readonly string[],
): readonly Finding[] {
  // Asked of every picture, so that each is found at its own place.
  const judge = (address: string, isSaid: (written: string) => boolean, lead = ''): readonly Finding[] => {
    const at = seek(block, address, lead);
    const line = lines[at.line - 1] ?? '';
    // What a layout of Slidev shows beside the text decorates it.
    if (/^image:\s/.test(line) || isSaid(line.slice(at.column - 1))) return [];
    return [
      { ...at, severity: 'warning', message: `the picture \`${address}\` has no text in its place`, mend },
    ];
  };
  if (token.type === 'image') {
    // Markdown itself gives every picture an empty text, so that the author's own shows in the source only.
    const isDecoration = (written: string): boolean => /^[^)]*\)\{[^{}]*\balt=(?:""|'')/.test(written);
    const isSaid = (written: string): boolean => token.content.trim() !== '' || isDecoration(written);
    return judge(String(token.attrGet('src') ?? ''), isSaid, '](');
  }
  if (token.type === 'html_block' || token.type === 'html_inline') {
    return htmlPieces(token.content).flatMap((piece) => {
      if ((piece.type !== 'void' && piece.type !== 'open') || piece.name !== 'img') return [];
      const attributes = tagAttributes(piece.html);
      const isDecoration =
        attributes.get('aria-hidden') === 'true' || attributes.get('role') === 'presentation';
      return judge(attributes.get('src') ?? '', () => isDecoration || attributes.has('alt'), '="');
    });
  }
  return (token.children ?? []).flatMap((child) => imagesIn(child, seek, block, lines));
}
