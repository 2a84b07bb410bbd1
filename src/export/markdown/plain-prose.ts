/** Where code and formulas are, in which nothing of ours is meant: spans and blocks between equal marks. */
const kept = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)|\$\$[\s\S]*?\$\$|(?<![\\$\w])\$(?=\S)[^$\n]*?\S\$(?!\d)/g;

const attribute = String.raw`(?:[.#][\w-]+|[A-Za-z_][\w:.-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))`;
const braces = new RegExp(String.raw`[ \t]*\{:?[ \t]*${attribute}(?:[ \t]+${attribute})*[ \t]*\}`, 'g');
const heading = /^( {0,3}#{1,6}[ \t].*?)[ \t]*\{[^{}\n]*?#([\w-]+)[^{}\n]*\}[ \t]*$/gm;
const film = /!(\[[^\]\n]*\]\([^()\s]+\.(?:mp4|webm|ogv|mp3|ogg|wav)(?:[ \t][^()\n]*)?\))/gi;
const imageSize = /(!\[[^\]\n]*\]\([^()\n]*?)[ \t]+=\d*x\d*(?=[)\s])/g;

/** Slidev's marks of steps: elements around what comes in steps, and attributes. */
const clickTags = /<\/?v-(?:clicks?|after|switch)\b[^<>]*>/g;
const clickAttributes = /(<[a-z][^<>]*?)((?:\s+(?:v-click(?:\.[\w-]+)*|v-after|data-vue)(?:="[^"]*")?)+)/gi;
const shortcode = /\{\{[<%]\s*\/?\s*([\w-]+)((?:[^}]|\}(?!\}))*?)[>%]\}\}/g;

/** A shortcode as what it says: the address of a reference, the words of a callout; else nothing. */
function plainShortcode(name: string, rest: string): string {
  const said = (key: string): string => new RegExp(`\\b${key}="([^"]*)"`).exec(rest)?.[1] ?? '';
  if (/^(?:rel)?ref$/.test(name)) return /["']([^"']*)["']/.exec(rest)?.[1] ?? '';
  return said('text') === '' ? '' : `> ${said('emoji')} ${said('text')}`.replace(/ {2,}/, ' ');
}

/**
 * Our Markdown between fences as any code host shows it: without comments, attributes and sizes; a heading's own id becomes
 * an anchor before it. `lead` puts links right.
 */
export function plainProse(text: string, lead: (prose: string) => string): string {
  const parts: string[] = [];
  const put = (part: string): string => `\u0000${parts.push(part) - 1}\u0000`;
  const hidden = text.replaceAll('\u0000', '').replace(kept, put);
  const plain = hidden
    .replace(/[ \t]*<!--[\s\S]*?-->/g, '')
    .replace(heading, (_whole, words: string, id: string) => `<a id="${id}"></a>\n\n${words}`)
    .replace(shortcode, (_whole, name: string, rest: string) => plainShortcode(name, rest))
    .replace(clickTags, '')
    .replace(clickAttributes, '$1')
    .replace(braces, '')
    .replace(film, '$1')
    .replace(imageSize, '$1');
  return lead(plain).replace(/\u0000(\d+)\u0000/g, (_whole, index: string) => parts[Number(index)] ?? '');
}
