/** What the first bytes of an image say it is: its kind, and its width and height in pixels, where they are said. */
export interface ImageKind {
  readonly name: 'PNG' | 'JPEG' | 'GIF' | 'WebP' | 'SVG';
  readonly type: string;
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

const ascii = (data: Buffer, from: number, to: number): string => data.toString('latin1', from, to);

/** Tells an image by its first bytes; undefined if it is none that we know. An SVG's size is read elsewhere. */
export function imageKind(data: Buffer): ImageKind | undefined {
  if (ascii(data, 0, 8) === '\x89PNG\r\n\x1a\n') {
    const size =
      data.length < 24 ? undefined : { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
    return { name: 'PNG', type: 'image/png', size };
  }
  if (/^GIF8[79]a$/.test(ascii(data, 0, 6))) {
    const size = data.length < 10 ? undefined : { width: data.readUInt16LE(6), height: data.readUInt16LE(8) };
    return { name: 'GIF', type: 'image/gif', size };
  }
  if (ascii(data, 0, 3) === '\xff\xd8\xff') return { name: 'JPEG', type: 'image/jpeg', size: jpegSize(data) };
  if (ascii(data, 0, 4) === 'RIFF' && ascii(data, 8, 12) === 'WEBP')
    return { name: 'WebP', type: 'image/webp', size: webpSize(data) };
  const start = data.toString('utf8', 0, 4096).replace(/^\ufeff/, '');
  if (/^\s*<(?:svg[\s>]|\?xml|!--|!DOCTYPE svg)/.test(start) && data.includes('<svg'))
    return { name: 'SVG', type: 'image/svg+xml', size: undefined };
  return undefined;
}

// Segments follow each other, each with its length; the one that begins the picture holds its size.
function jpegSize(data: Buffer): ImageKind['size'] {
  let at = 2;
  while (at + 9 <= data.length && data[at] === 0xff) {
    const marker = data[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
    at += marker === 0xff ? 1 : 2 + data.readUInt16BE(at + 2);
  }
  return undefined;
}

function webpSize(data: Buffer): ImageKind['size'] {
  if (data.length < 30) return undefined;
  const form = ascii(data, 12, 16);
  if (form === 'VP8X') return { width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1 };
  if (form === 'VP8 ')
    return { width: data.readUInt16LE(26) & 0x3fff, height: data.readUInt16LE(28) & 0x3fff };
  if (form !== 'VP8L') return undefined;
  const bits = data.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
