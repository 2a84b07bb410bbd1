/** What a `.element` or `.slide` comment is about, and what it sets there. */
export interface CommentAttributes {
  readonly about: 'element' | 'slide';
  readonly attributes: readonly (readonly [string, string])[];
}

/** A longer comment is prose; looking for attributes in it would cost the square of its length. */
const longest = 2000;

/** Reads ` .element: class="fragment" data-x ` by reveal.js's own rules; undefined for any other comment. */
export function readCommentAttributes(comment: string): CommentAttributes | undefined {
  if (comment.length > longest) return undefined;
  const element = /\.element\s*?(.+?)$/m.exec(comment);
  const found = element ?? /\.slide:\s*?(\S.+?)$/m.exec(comment);
  if (found === null) return undefined;
  const attributes = [...(found[1] ?? '').matchAll(/([^"= ]+?)="([^"]+?)"|(data-[^"= ]+?)(?=[" ])/g)]
    .map((one) => (one[2] === undefined ? ([one[3] ?? '', ''] as const) : ([one[1] ?? '', one[2]] as const)))
    .filter(([name]) => /^[A-Za-z_][\w:.-]*$/.test(name));
  return { about: element === null ? 'slide' : 'element', attributes };
}
