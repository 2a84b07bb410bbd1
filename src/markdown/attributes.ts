import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import attributePlugin from 'markdown-it-attrs';

/** Stands in for a brace that is text while the plugin looks for its own: a private code point. */
const textBrace = '\uE000';
const notAttributes = /\{(?!\s*(?:[.#][\w-]|[A-Za-z_][\w:.-]*=))/g;

/** The plugin's search is quadratic in the braces of a block; no author writes more than a few. */
const mostBraces = 50;

/** `{.class #id key=val}` after what it is about. Any other braces (`{pkgs}`, `{ x }`) are text, and stay. */
export function attributes(md: MarkdownIt): void {
  // The plugin is typed against another markdown-it; at run time it is given ours.
  const plugin: (md: never) => void = attributePlugin;
  md.core.ruler.before('linkify', 'text_braces_hide', (state) => replaceText(state, hide));
  const before = new Set(md.core.ruler.getRules(''));
  md.use((self) => Reflect.apply(plugin, undefined, [self]));
  const read = md.core.ruler.getRules('').find((rule) => !before.has(rule));
  // It tries each of its patterns on each token; most slides have no braces that are its own.
  if (read)
    md.core.ruler.at('curly_attributes', (state) => {
      if (state.tokens.some(isForPlugin)) read(state);
    });
  md.core.ruler.after('curly_attributes', 'text_braces_show', (state) => {
    replaceText(state, (text) => text.replaceAll(textBrace, '{'));
  });
}

/** Tables are its own whatever is written in them. */
const isForPlugin = ({ type, info, content, children }: Token): boolean =>
  type === 'table_open' ||
  info.includes('{') ||
  (type === 'inline' &&
    (content.includes('{') || children?.some((child) => child.content.includes('{')) === true));

function hide(text: string): string {
  const safe = text.replaceAll(textBrace, '\uFFFD');
  return safe.split('{', mostBraces + 1).length > mostBraces
    ? safe.replaceAll('{', textBrace)
    : safe.replace(notAttributes, textBrace);
}

function replaceText(state: StateCore, replace: (text: string) => string): void {
  for (const token of state.tokens) {
    if (token.type !== 'inline') continue;
    const many = token.content.split('{', mostBraces + 1).length > mostBraces;
    token.content = replace(token.content);
    for (const child of token.children ?? []) replaceIn(child, many, replace);
  }
}

function replaceIn(child: Token, many: boolean, replace: (text: string) => string): void {
  if (child.type !== 'text') return;
  child.content = many ? child.content.replaceAll('{', textBrace) : child.content;
  child.content = replace(child.content);
}
