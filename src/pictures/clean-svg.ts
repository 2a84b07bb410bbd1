import { escapeHtml } from '../html/escape.ts';

/** An SVG that can only be looked at, its size in pixels where it says one, or why it cannot be read. */
export type CleanSvg =
  | { readonly ok: true; readonly svg: string; readonly size: { width: number; height: number } | undefined }
  | { readonly ok: false; readonly message: string };

const elements = new Set(
  `svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath style switch
  linearGradient radialGradient stop pattern clipPath mask marker image filter feBlend feColorMatrix feComponentTransfer
  feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB
  feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
  feTile feTurbulence`.split(/\s+/),
);
const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[^\]]*\][^>]*)?>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/y;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ownImage = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$/;

/**
 * Writes an SVG again from what it may hold: shapes, text, gradients, styles, and images that are in it. Scripts,
 * foreign elements, event handlers, entities and every address outside the file are left out.
 */
export function cleanSvg(text: string): CleanSvg {
  const out: string[] = [];
  const open: string[] = [];
  let size: { width: number; height: number } | undefined;
  /** How many elements deep we are in one that is left out. */
  let outside = 0;
  token.lastIndex = 0;
  const line = () => text.slice(0, token.lastIndex).split('\n').length;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) {
      token.lastIndex = at;
      return { ok: false, message: `line ${line()} is not XML` };
    }
    const [whole, slash, name, attributes = '', selfClosing] = found;
    if (name === undefined) {
      if (outside === 0 && open.length > 0) out.push(textOf(whole, open.at(-1) === 'style'));
      continue;
    }
    if (slash === '/') {
      if (open.pop() !== name) return { ok: false, message: `line ${line()}: \`</${name}>\` closes nothing` };
      if (outside > 0) outside--;
      else out.push(`</${name}>`);
      continue;
    }
    if (open.length === 0) {
      if (name !== 'svg' || out.length > 0)
        return { ok: false, message: `line ${line()}: one \`<svg>\` expected` };
      size = sizeOf(attributes);
    }
    if (open.length > 200) return { ok: false, message: `line ${line()}: it is nested more than 200 deep` };
    const kept = outside === 0 && elements.has(name);
    if (kept) out.push(`<${name}${cleanAttributes(attributes)}${selfClosing === '/' ? '/' : ''}>`);
    if (selfClosing === '/') continue;
    open.push(name);
    if (!kept) outside++;
  }
  if (open.length > 0 || out.length === 0) return { ok: false, message: 'it ends before its `</svg>`' };
  const named = out.join('').replace(/^<svg(?![^>]*\sxmlns=)/, '<svg xmlns="http://www.w3.org/2000/svg"');
  return { ok: true, svg: named, size };
}

const entityText: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (_, decimal, hex, name) => {
    if (name !== undefined) return entityText[name] ?? '';
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code < 0x110000 && (code >= 0x20 || code === 9 || code === 10) ? String.fromCodePoint(code) : '';
  });

function textOf(whole: string, isStyle: boolean): string {
  if (whole.startsWith('<') && !whole.startsWith('<![CDATA[')) return '';
  const text = whole.startsWith('<![CDATA[') ? whole.slice(9, -3) : decode(whole);
  return escapeHtml(isStyle ? cleanCss(text) : text);
}

// A backslash can spell any of the words that are looked for here.
const cleanCss = (css: string): string =>
  /\\|@import|url\(\s*["']?(?!["']?#)|expression\(/i.test(css.replace(/\/\*[\s\S]*?\*\//g, '')) ? '' : css;

function cleanAttributes(attributes: string): string {
  let clean = '';
  for (const [, name = '', double, single] of attributes.matchAll(attribute)) {
    const value = decode(double ?? single ?? '');
    if (/^on/i.test(name) || name === 'xml:base') continue;
    if (/(?:^|:)href$/i.test(name) && !value.startsWith('#') && !ownImage.test(value)) continue;
    if (/^xmlns/.test(name) && !value.startsWith('http://www.w3.org/')) continue;
    // Names of a prefix that nothing declares any more would make it no XML.
    if (name.includes(':') && !/^(?:xmlns|xlink|xml):/.test(name)) continue;
    if (!/href$/i.test(name) && !name.startsWith('xmlns') && cleanCss(value) === '' && value !== '') continue;
    clean += ` ${name}="${escapeHtml(value)}"`;
  }
  return clean;
}

function sizeOf(attributes: string): { width: number; height: number } | undefined {
  const values = new Map(
    [...attributes.matchAll(attribute)].map(([, name, double, single]) => [name, double ?? single]),
  );
  const length = (name: string): number => {
    const [, digits, unit] = /^\s*(\d+(?:\.\d+)?)(px|pt|mm|cm|in)?\s*$/.exec(values.get(name) ?? '') ?? [];
    const pixels = { px: 1, pt: 4 / 3, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 }[unit ?? 'px'] ?? 1;
    return Math.round(Number(digits ?? 0) * pixels);
  };
  const [, , boxWidth, boxHeight] = (values.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const width = length('width') || Math.round(boxWidth || 0);
  const height = length('height') || Math.round(boxHeight || 0);
  return width > 0 && height > 0 ? { width, height } : undefined;
}
