import { decoded } from '../html/decoded.ts';
import { dataAddress, type ReadFile, replaceAsync } from './embed-style.ts';

/** Tags whose attributes a page shows: a link's only lead somewhere. */
const tags = /<(?!a\b|link\b|script\b|meta\b)[a-z][\w-]*\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const attribute =
  /(\s(?:src|poster|data-src|data-background|data-background-image|data-background-video|data-background-iframe)=")([^"]*)(")/gi;
const inStyle = /(url\(\s*(?:&quot;|&#39;|')?)([^"'()&\s]+)((?:&quot;|&#39;|')?\s*\))/g;
/** Of several pictures for several screens one is taken along. */
const choices = /\s(?:data-)?srcset="[^"]*"/gi;

/** HTML with the pictures, films and sounds that it shows inside it; what `read` does not find stays as it is written. */
export function embedMedia(html: string, read: ReadFile): Promise<string> {
  const embedded = async (address: string): Promise<string | undefined> => {
    const plain = address.replaceAll('&amp;', '&').replaceAll('&#39;', "'").trim();
    if (plain === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(plain)) return undefined;
    const path = decoded(plain.split(/[?#]/)[0] ?? '');
    const bytes = await read(path);
    return bytes && dataAddress(path, bytes);
  };
  const replace = (tag: string, pattern: RegExp): Promise<string> =>
    replaceAsync(tag, pattern, async (whole, before = '', address = '', after = '') => {
      // A film may be there in several forms.
      for (const one of /background-video/i.test(before) ? address.split(',') : [address]) {
        const data = await embedded(one);
        if (data !== undefined) return `${before}${data}${after}`;
      }
      return whole;
    });
  return replaceAsync(html, tags, async (tag) => {
    if (!/\s(?:src|poster|data-[\w-]+|style|srcset)=/i.test(tag)) return tag;
    const own = await replace(await replace(tag, attribute), inStyle);
    return own === tag ? tag : own.replace(choices, '');
  });
}

/**
 * reveal.js takes a comma in the address of a background's film for the end of it, and addresses of content have one: this
 * script, which goes before the page's, gives such films another.
 */
export const backgroundFilmScript = `for (const slide of document.querySelectorAll('[data-background-video^="data:"]')) {
  const [type, text] = slide.dataset.backgroundVideo.slice(5).split(';base64,');
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  slide.dataset.backgroundVideo = URL.createObjectURL(new Blob([bytes], { type }));
}`;
