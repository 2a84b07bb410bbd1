import { formatBytes } from '../cells/quantities.ts';
import { htmlAttributes } from '../html/escape.ts';
import { cleanSvg } from './clean-svg.ts';
import { imageKind } from './image-kind.ts';
import type { Draw } from './picture.ts';
import { pictureOf } from './picture-html.ts';

/** A small file can unfold to more pixels than the reader's machine has memory for. */
const mostPixels = 40_000_000;

/** PNG, JPEG, GIF, WebP or SVG as an image that is in the page itself, told by its first bytes. */
export const imagePicture: Draw = (data, { say }) => {
  const kind = imageKind(data);
  if (kind === undefined) {
    const begins = JSON.stringify(data.toString('latin1', 0, 12).replace(/[^\x20-\x7e]/g, '.'));
    return {
      problem: `show=image expects the bytes of a PNG, JPEG, GIF, WebP or SVG, and this begins with ${begins}`,
    };
  }
  const cleaned = kind.name === 'SVG' ? cleanSvg(data.toString('utf8').replace(/^\ufeff/, '')) : undefined;
  if (cleaned?.ok === false) return { problem: `show=image expects a whole SVG: ${cleaned.message}` };
  const size = cleaned?.size ?? kind.size;
  if (kind.name !== 'SVG' && (size === undefined || size.width * size.height === 0))
    return { problem: `show=image expects a whole ${kind.name}, and this one ends before its size` };
  if (kind.name !== 'SVG' && size !== undefined && size.width * size.height > mostPixels)
    return {
      problem: `show=image takes at most ${mostPixels / 1e6} million pixels, and this is ${size.width}×${size.height}`,
    };
  const bytes = cleaned === undefined ? data : Buffer.from(cleaned.svg);
  const text = [
    say('picture.image', { kind: kind.name }),
    ...(size ? [`${size.width}×${size.height}`] : []),
    formatBytes(data.length),
  ].join(', ');
  const attributes = htmlAttributes({
    src: `data:${kind.type};base64,${bytes.toString('base64')}`,
    alt: text,
    title: text,
    width: size?.width,
    height: size?.height,
  });
  return pictureOf({ show: 'image', body: `<img${attributes}>`, text });
};
