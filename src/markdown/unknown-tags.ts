import type { MarkdownIt } from 'markdown-it';
import { escapeHtml } from '../html/escape.ts';
import { htmlPieces } from './html-pieces.ts';

const known = new Set(
  `a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code col
  colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2
  h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter
  nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search section
  select slot small source span strike strong style sub summary sup table tbody td template textarea tfoot th thead
  time title tr track tt u ul var video wbr
  svg g path circle ellipse line polygon polyline rect text tspan textpath defs use symbol marker pattern mask clippath
  lineargradient radialgradient stop filter image animate animatetransform animatemotion set desc foreignobject
  math mi mn mo ms mtext mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mspace
  semantics annotation`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/**
 * A tag that no browser knows (`<nixpkgs>`, `/nix/store/<hash>-name`) is what its author meant to be read: it is
 * shown, where CommonMark would make it an invisible element. Names with a hyphen are custom elements, and stay.
 */
export function unknownTags(md: MarkdownIt): void {
  md.core.ruler.push('unknown_tags', (state) => {
    for (const token of state.tokens) {
      for (const raw of [token, ...(token.children ?? [])]) {
        if (raw.type !== 'html_inline' && raw.type !== 'html_block') continue;
        raw.content = htmlPieces(raw.content)
          .map((piece) => {
            const isTag = piece.type === 'open' || piece.type === 'close' || piece.type === 'void';
            const isUnknown = isTag && !known.has(piece.name) && !piece.name.includes('-');
            return isUnknown ? escapeHtml(piece.html) : piece.html;
          })
          .join('');
      }
    }
  });
}
