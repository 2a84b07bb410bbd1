import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { ShortcodeTag } from './shortcode-tag.ts';

/** What a shortcode that holds Markdown becomes. */
export interface ShortcodeBox {
  readonly element: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** HTML at its beginning. */
  readonly before: string;
  /** What it holds, where its own tag says it. */
  readonly text: string | undefined;
}

const boxes = new Set(
  'callout notice note info tip hint warning caution danger important success error admonition alert details expand'.split(
    ' ',
  ),
);

/** Callouts, notices and folds, as the themes of Hugo write them; undefined for any other. */
export function boxOf({ name, values, positional }: ShortcodeTag): ShortcodeBox | undefined {
  if (!boxes.has(name)) return undefined;
  if (name === 'details' || name === 'expand') {
    const title = values.get('title') ?? values.get('summary') ?? positional[0] ?? 'More';
    const attributes = values.get('open') === 'true' ? { open: '' } : {};
    return {
      element: 'details',
      attributes,
      before: `<summary>${escapeHtml(title)}</summary>`,
      text: undefined,
    };
  }
  const isGeneral = /^(?:callout|notice|admonition|alert)$/.test(name);
  const said = values.get('type') ?? values.get('style') ?? (isGeneral ? positional[0] : name) ?? '';
  const kind = said.toLowerCase().replace(/[^\w-]/g, '') || 'note';
  const icon = values.get('emoji');
  const title = values.get('title') ?? (isGeneral ? positional[1] : positional[0]);
  return {
    element: 'aside',
    attributes: { class: `callout callout-${kind}` },
    before: [
      icon === undefined ? '' : `<span class="callout-icon" aria-hidden="true">${escapeHtml(icon)}</span>`,
      title ? `<strong class="alert-title">${escapeHtml(title)}</strong>` : '',
    ].join(''),
    text: values.get('text'),
  };
}

/** Hugo's own `figure`: a picture with its caption. */
export function figureHtml({ values }: ShortcodeTag): string | undefined {
  const src = values.get('src');
  if (src === undefined || /^\s*(?:javascript|vbscript|data):/i.test(src)) return undefined;
  const { alt, caption, title, width, height, link } = Object.fromEntries(values);
  const image = `<img${htmlAttributes({ src, alt: alt ?? caption ?? title ?? '', width, height })}>`;
  const isLink = link !== undefined && /^(?:https?:|[^:]*$)/i.test(link);
  const shown = isLink ? `<a${htmlAttributes({ href: link })}>${image}</a>` : image;
  const words = [
    title ? `<strong>${escapeHtml(title)}</strong>` : '',
    caption ? escapeHtml(caption) : '',
  ].filter((part) => part !== '');
  const figcaption = words.length === 0 ? '' : `<figcaption>${words.join(' ')}</figcaption>`;
  return `<figure${htmlAttributes({ class: values.get('class') })}>${shown}${figcaption}</figure>\n`;
}

/** A film or post on another host as a link, in Markdown: a page loads nothing from there. */
export function linkOf({ name, values, positional }: ShortcodeTag): string | undefined {
  const id = values.get('id') ?? positional[0];
  const user = values.get('user') ?? positional[0];
  const link = (words: string, address: string): string =>
    `[${words}](<https://${address.replace(/[<>\s\\]/g, '')}>)`;
  if (id === undefined) return undefined;
  if (name === 'youtube')
    return link(values.get('title') ?? 'A film on YouTube', `www.youtube.com/watch?v=${id}`);
  if (name === 'vimeo') return link(values.get('title') ?? 'A film on Vimeo', `vimeo.com/${id}`);
  if (name === 'instagram') return link('A post on Instagram', `www.instagram.com/p/${id}`);
  if (name === 'gist' && positional.length > 1)
    return link('A gist', `gist.github.com/${positional[0]}/${positional[1]}`);
  if ((name === 'tweet' || name === 'x' || name === 'x_simple') && user !== undefined && values.has('id'))
    return link(`A post of ${user.replace(/[[\]\\]/g, '')}`, `x.com/${user}/status/${id}`);
  return undefined;
}
