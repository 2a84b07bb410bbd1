import { htmlAttributes } from '../html/escape.ts';
import { policyLines } from './policy-lines.ts';

/** What is said of a page in its head. */
export interface PageAbout {
  readonly title: string;
  /** Its address below the site's, as `talk/` or `talk/article.html`. */
  readonly path: string;
  readonly kind: 'website' | 'article';
  readonly description?: string | undefined;
  readonly date?: string | undefined;
  readonly updated?: string | undefined;
  readonly authors?: readonly string[];
  readonly tags?: readonly string[];
  /** Its picture: an address below the site's, or a whole one. */
  readonly picture?: PagePicture | undefined;
}

export interface PagePicture {
  readonly path: string;
  /** In px, where it is one of ours. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** The site that a page is on. */
export interface SiteAbout {
  readonly title: string;
  /** Where it will be, ending with a slash; without it nothing names an address, for a site may be put anywhere. */
  readonly base: URL | undefined;
  /** Whether it has feeds. */
  readonly hasFeeds: boolean;
  /** The folder of what its pages load, below its own. */
  readonly assets: string;
}

/** A line of a head for search engines and previews; nothing where there is nothing to say. */
const meta = (
  key: 'name' | 'property',
  name: string,
  content: string | number | undefined,
): readonly string[] => (content === undefined ? [] : [`<meta${htmlAttributes({ [key]: name, content })}>`]);

/** The lines of a published page's head; `up` leads from its folder to the site's. */
export function pageHead(about: PageAbout, site: SiteAbout, up: string): readonly string[] {
  const { title, description } = about;
  const address = site.base && new URL(about.path, site.base).href;
  const assets = `${up}${site.assets}`;
  return [
    ...policyLines,
    ...meta('name', 'description', description),
    ...(about.authors ?? []).flatMap((author) => meta('name', 'author', author)),
    ...meta('property', 'og:title', title),
    ...meta('property', 'og:type', about.kind),
    ...(about.kind === 'website' ? [] : meta('property', 'og:site_name', site.title)),
    ...meta('property', 'og:description', description),
    ...meta('property', 'og:url', address),
    ...timeLines(about),
    ...pictureLines(about, site.base),
    ...(address === undefined ? [] : [`<link${htmlAttributes({ rel: 'canonical', href: address })}>`]),
    ...feedLines(site, up),
    `<link${htmlAttributes({ rel: 'icon', href: `${assets}/icon.svg`, type: 'image/svg+xml' })}>`,
    `<script${htmlAttributes({ src: `${assets}/opened-as-file.js` })}></script>`,
  ];
}

function timeLines({ kind, date, updated, tags = [] }: PageAbout): readonly string[] {
  if (kind === 'website') return [];
  return [
    ...meta('property', 'article:published_time', date),
    ...meta('property', 'article:modified_time', updated),
    ...tags.flatMap((tag) => meta('property', 'article:tag', tag)),
  ];
}

/** Previews are made elsewhere: a picture without its whole address would be none. */
function pictureLines({ title, picture }: PageAbout, base: URL | undefined): readonly string[] {
  if (base === undefined) return [];
  if (picture === undefined) return meta('name', 'twitter:card', 'summary');
  return [
    ...meta('property', 'og:image', new URL(picture.path, base).href),
    ...meta('property', 'og:image:width', picture.size?.width),
    ...meta('property', 'og:image:height', picture.size?.height),
    ...meta('property', 'og:image:alt', title),
    ...meta('name', 'twitter:card', 'summary_large_image'),
  ];
}

function feedLines({ title, hasFeeds }: SiteAbout, up: string): readonly string[] {
  if (!hasFeeds) return [];
  return [
    `<link${htmlAttributes({ rel: 'alternate', type: 'application/atom+xml', title, href: `${up}feed.xml` })}>`,
    `<link${htmlAttributes({ rel: 'alternate', type: 'application/rss+xml', title, href: `${up}rss.xml` })}>`,
  ];
}
