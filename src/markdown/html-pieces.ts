/** A run of raw HTML: a tag, a comment, or whatever stands between. */
export type HtmlPiece =
  | { readonly type: 'open' | 'void'; readonly name: string; html: string }
  | { readonly type: 'close'; readonly name: string; html: string }
  | { readonly type: 'comment'; readonly text: string; html: string }
  | { readonly type: 'text'; html: string };

const tag = /<(\/?)([A-Za-z][\w-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*)>/y;
const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** Cuts raw HTML at its tags and comments. The pieces' `html` joined is the input again. */
export function htmlPieces(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let textFrom = 0;
  let at = html.indexOf('<');
  // One search tells that no comment ends here any more; without it, unclosed ones would cost their square.
  let noCommentEnd = false;
  const push = (piece: HtmlPiece): void => {
    if (at > textFrom) pieces.push({ type: 'text', html: html.slice(textFrom, at) });
    pieces.push(piece);
    at += piece.html.length;
    textFrom = at;
  };
  while (at >= 0) {
    if (html.startsWith('<!--', at)) {
      const end = noCommentEnd ? -1 : html.indexOf('-->', at + 4);
      if (end >= 0) push({ type: 'comment', text: html.slice(at + 4, end), html: html.slice(at, end + 3) });
      else {
        noCommentEnd = true;
        at += 4;
      }
    } else {
      tag.lastIndex = at;
      const found = tag.exec(html);
      if (found === null) at++;
      else {
        const name = (found[2] ?? '').toLowerCase();
        const isVoid = voids.has(name) || found[3]?.endsWith('/') === true;
        push({ type: found[1] === '/' ? 'close' : isVoid ? 'void' : 'open', name, html: found[0] });
      }
    }
    at = html.indexOf('<', at);
  }
  if (textFrom < html.length) pieces.push({ type: 'text', html: html.slice(textFrom) });
  return pieces;
}
