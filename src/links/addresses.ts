import type { Token } from 'markdown-it';
import type { Deck, Slide } from '../deck/deck.ts';
import { type FrontMatter, isRecord } from '../deck/front-matter.ts';
import type { Position } from '../errors.ts';
import { htmlPieces } from '../markdown/html-pieces.ts';
import type { ReadPart, SeekInPart } from './read-parts.ts';
import { createSeeker } from './seek.ts';
import { tagAttributes } from './tag-attributes.ts';

/** An address that a deck uses: as a link to follow, or as a file that the page itself loads. */
export interface AddressUse {
  readonly use: 'link' | 'file';
  readonly address: string;
  readonly at: Position;
}

/** Attributes of raw tags, and of slides, whose value the page loads. */
const loadedBy: Readonly<Record<string, readonly string[]>> = {
  img: ['src', 'data-src'],
  video: ['src', 'data-src', 'poster'],
  audio: ['src', 'data-src'],
  source: ['src', 'data-src'],
  track: ['src'],
  iframe: ['src', 'data-src'],
  embed: ['src'],
  object: ['data'],
  link: ['href'],
};
const backgrounds = ['data-background-image', 'data-background-video', 'data-background-iframe'];

/** Every address in a deck's head, slides and notes, with its place. */
export function addressesOf(
  deck: Deck,
  head: FrontMatter,
  parts: readonly ReadPart[],
  lines: readonly string[],
): readonly AddressUse[] {
  const firstLines = headLinesOf(deck);
  return [
    ...styleSheets(deck, head),
    ...parts.flatMap((part) => {
      const seek = part.seeker();
      return [
        ...(part.isNotes ? [] : slideBackgrounds(part, lines, firstLines.get(part.slide) ?? part.slide.line)),
        ...part.tokens.flatMap((token) => addressesIn(token, seek, token)),
      ];
    }),
  ];
}

function styleSheets({ settings }: Deck, head: FrontMatter): readonly AddressUse[] {
  const uses = settings.css.map(
    (address): AddressUse => ({ use: 'file', address, at: head.positionOf(['css']) }),
  );
  const { theme } = settings;
  // A theme without an ending is one of reveal.js' by its name.
  if (theme === undefined || !theme.endsWith('.css')) return uses;
  const ofMkslides = isRecord(head.data.slides) && head.data.slides.theme === theme;
  return [
    ...uses,
    { use: 'file', address: theme, at: head.positionOf(ofMkslides ? ['slides', 'theme'] : ['theme']) },
  ];
}

/** Where the front matter of each slide can begin: after the slide before it. */
function headLinesOf({ slides }: Deck): ReadonlyMap<Slide, number> {
  return new Map(slides.map((slide, index) => [slide, (slides[index - 1]?.endLine ?? 0) + 1]));
}

function slideBackgrounds(part: ReadPart, lines: readonly string[], headLine: number): readonly AddressUse[] {
  const { attributes } = part.slide;
  const seekPart = part.seeker();
  const whole: Pick<Token, 'map'> = { map: [0, part.slide.sourceLines.length] };
  const seekHead = createSeeker(lines);
  const seek = (address: string): Position => {
    const at = seekPart(whole, address);
    return lines[at.line - 1]?.startsWith(address, at.column - 1) === true
      ? at
      : seekHead(headLine, part.slide.line, [address]);
  };
  const short = attributes['data-background'] ?? '';
  // The same as reveal.js takes for a picture and not for a colour.
  const isPicture =
    /^(?:https?|file|\/\/)/i.test(short) || /\.(?:svg|png|jpe?g|gif|bmp|webp)(?:[?#\s]|$)/i.test(short);
  return [...backgrounds.map((name) => attributes[name] ?? ''), isPicture ? short : '']
    .flatMap((value) => value.split(','))
    .map((address) => address.trim())
    .filter((address) => address !== '')
    .map((address) => ({ use: 'file', address, at: seek(address) }));
}

function addressesIn(token: Token, seek: SeekInPart, block: Token): readonly AddressUse[] {
  const use = (use: AddressUse['use'], address: string, lead = ''): AddressUse => ({
    use,
    address,
    at: seek(block, [address, asWritten(address)], lead),
  });
  if (token.type === 'link_open') return [use('link', String(token.attrGet('href') ?? ''), '](')];
  if (token.type === 'image') return [use('file', String(token.attrGet('src') ?? ''), '](')];
  if (token.type === 'html_block' || token.type === 'html_inline') {
    return htmlPieces(token.content).flatMap((piece) => {
      if (piece.type !== 'open' && piece.type !== 'void') return [];
      const attributes = tagAttributes(piece.html);
      const href = piece.name === 'a' ? attributes.get('href') : undefined;
      const names = Object.hasOwn(loadedBy, piece.name) ? (loadedBy[piece.name] ?? []) : [];
      return [
        ...(href === undefined ? [] : [use('link', href, '="')]),
        ...names.flatMap((name) => {
          const address = attributes.get(name);
          return address === undefined ? [] : [use('file', address, '="')];
        }),
      ];
    });
  }
  return (token.children ?? []).flatMap((child) => addressesIn(child, seek, block));
}

/** Markdown's links come percent-encoded; their author may not have written them so. */
function asWritten(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
