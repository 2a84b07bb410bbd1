import { htmlAttributes } from '../html/escape.ts';
import { policyLines } from './policy-lines.ts';

/** What is said of a page in its head. */
export interface PageAbout {
  readonly title: string;
  /** Its address below the site's, as `talk/` or `talk/article.html`. */
  readonly path: string;
  readonly description?: string | undefined;
  /** A page of the same content that search engines should show instead, where there is one. */
  readonly canonicalPath?: string;
}

/**
 * The lines of a published page's head; `assets` is the folder of what it loads. `base` is where the site will be; without it nothing names an address, for a
 * site may be put anywhere.
 */
export function pageHead(about: PageAbout, base: URL | undefined, assets: string): readonly string[] {
  const { title, path, description, canonicalPath = path } = about;
  const meta = (key: 'name' | 'property', name: string, content: string | undefined): readonly string[] =>
    content === undefined ? [] : [`<meta${htmlAttributes({ [key]: name, content })}>`];
  const canonical = base && new URL(canonicalPath, base).href;
  return [
    ...policyLines,
    ...meta('name', 'description', description),
    ...meta('property', 'og:title', title),
    ...meta('property', 'og:type', 'article'),
    ...meta('property', 'og:description', description),
    ...meta('property', 'og:url', canonical),
    ...(canonical === undefined ? [] : [`<link${htmlAttributes({ rel: 'canonical', href: canonical })}>`]),
    `<link${htmlAttributes({ rel: 'icon', href: `${assets}/icon.svg`, type: 'image/svg+xml' })}>`,
    `<script${htmlAttributes({ src: `${assets}/opened-as-file.js` })}></script>`,
  ];
}
