import type { MarkdownIt, Token } from 'markdown-it';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';

const films = /\.(?:mp4|webm|ogv)(?:[?#]|$)/i;
const sounds = /\.(?:mp3|ogg|wav)(?:[?#]|$)/i;

/**
 * `![words](film.mp4)` is a film and `![words](a.mp3)` a sound, with buttons. A picture, film or sound with a title that
 * is all of its paragraph becomes a figure with that title below.
 */
export function media(md: MarkdownIt): void {
  const image = md.renderer.rules.image;
  md.renderer.rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const src = String(token?.attrGet('src') ?? '');
    const tag = films.test(src) ? 'video' : sounds.test(src) ? 'audio' : undefined;
    if (token === undefined || tag === undefined) return image?.(tokens, index, options, env, self) ?? '';
    const { alt: _, ...own } = Object.fromEntries(token.attrs ?? []);
    const words = self.renderInlineAsText(token.children ?? [], options, env);
    const attributes = htmlAttributes({
      ...own,
      ...(words === '' ? {} : { 'aria-label': words }),
      controls: own.controls !== 'false',
      preload: own.preload ?? 'metadata',
    });
    const link = `<a${htmlAttributes({ href: src })}>${escapeHtml(words || src)}</a>`;
    return `<${tag}${attributes}>${link}</${tag}>`;
  };
  md.core.ruler.push('figures', (state) => {
    for (const [index, open] of state.tokens.entries()) {
      const [inline, close] = [state.tokens[index + 1], state.tokens[index + 2]];
      if (open.type !== 'paragraph_open' || open.hidden || inline?.type !== 'inline' || !close) continue;
      const picture = onlyImage(inline.children ?? []);
      const title = picture?.attrGet('title');
      if (picture === undefined || !title) continue;
      picture.attrs = (picture.attrs ?? []).filter(([name]) => name !== 'title');
      open.tag = 'figure';
      close.tag = 'figure';
      const caption = new state.Token('html_inline', '', 0);
      caption.content = `<figcaption>${escapeHtml(String(title))}</figcaption>`;
      inline.children = [picture, caption];
    }
  });
}

/** The image that is all there is; comments that have done their work are nothing. */
function onlyImage(children: readonly Token[]): Token | undefined {
  const [first, ...others] = children.filter(
    (one) => one.type !== 'softbreak' && one.content.trim() + (one.type === 'image' ? '!' : '') !== '',
  );
  return first?.type === 'image' && others.length === 0 ? first : undefined;
}
