/** One `{{< name .. >}}` or `{{% name .. %}}`, as Hugo reads it. */
export interface ShortcodeTag {
  readonly name: string;
  readonly closes: boolean;
  /** Written `/>}}`: nothing closes it. */
  readonly isWhole: boolean;
  readonly values: ReadonlyMap<string, string>;
  readonly positional: readonly string[];
  /** As written, marks included. */
  readonly length: number;
}

const tag =
  /\{\{([<%])\s*(\/?)\s*([A-Za-z][\w/.-]*)((?:\s+|(?=[>%/]))(?:"(?:\\.|[^"\\])*"|`[^`]*`|[^"`>%]|[>%](?!\}\}))*?)(\/?)\s*([>%])\}\}/y;
const word = /(?:([\w-]+)=)?(?:"((?:\\.|[^"\\])*)"|`([^`]*)`|([^\s"`=]+))/g;

/** No one writes a longer one; looking further would cost the square of a text of openings. */
const longest = 4000;

/** Reads the tag that begins at an offset of a text; undefined where there is none. */
export function readShortcodeTag(text: string, at = 0): ShortcodeTag | undefined {
  if (!text.startsWith('{{<', at) && !text.startsWith('{{%', at)) return undefined;
  const end = text.indexOf('}}', at);
  if (end < 0 || end - at > longest) return undefined;
  tag.lastIndex = 0;
  const found = tag.exec(text.slice(at, at + longest));
  if (found === null || (found[1] === '<' ? '>' : '%') !== found[6]) return undefined;
  const values = new Map<string, string>();
  const positional: string[] = [];
  for (const [, name, quoted, raw, bare] of (found[4] ?? '').matchAll(word)) {
    const value = quoted?.replace(/\\(["\\])/g, '$1') ?? raw ?? bare ?? '';
    if (name === undefined) positional.push(value);
    else values.set(name.toLowerCase(), value);
  }
  return {
    name: (found[3] ?? '').toLowerCase(),
    closes: found[2] === '/',
    isWhole: found[5] === '/',
    values,
    positional,
    length: found[0].length,
  };
}
