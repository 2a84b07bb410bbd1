import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanSvg } from '../../src/pictures/clean-svg.ts';
import { draw, problemOf } from './draw.ts';

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** The beginnings of images, which say what they are and how large. */
const images: [what: string, start: Buffer, text: string][] = [
  ['PNG', bytes('89504e470d0a1a0a 0000000d 49484452 00000280 000001e0 08020000'), 'PNG image, 640×480, 28 B'],
  ['GIF', bytes('474946383961 8002 e001 0000'), 'GIF image, 640×480, 12 B'],
  ['JPEG', bytes('ffd8 ffe0 0004 0000 ffc2 0011 08 01e0 0280 0301'), 'JPEG image, 640×480, 19 B'],
  [
    'WebP, lossy',
    bytes('52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 e001'),
    'WebP image, 640×480, 30 B',
  ],
  [
    'WebP, lossless',
    bytes('52494646 00000000 57454250 5650384c 00000000 2f 7fc2 7700 0000000000'),
    'WebP image, 640×480, 30 B',
  ],
  [
    'WebP, extended',
    bytes('52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 df0100'),
    'WebP image, 640×480, 30 B',
  ],
  ['SVG', Buffer.from('<?xml version="1.0"?>\n<svg width="640" height="480"/>'), 'SVG image, 640×480, 53 B'],
  ['SVG with a view only', Buffer.from('<svg viewBox="0 0 640 480"></svg>'), 'SVG image, 640×480, 33 B'],
];

describe('show=image', () => {
  for (const [what, start, text] of images) {
    it(`knows ${what} by its first bytes`, async () => {
      const picture = await draw('image', start);
      assert.equal(picture.text, text);
      assert.match(
        picture.html,
        /<img src="data:image\/(?:png|gif|jpeg|webp|svg\+xml);base64,[\w+/=]+" alt="/,
      );
      assert.ok(picture.html.includes('width="640" height="480"'));
    });
  }

  /** What is in an SVG, and what of it is kept. */
  const cleaned: [svg: string, kept: string][] = [
    ['<g fill="red"><path d="M0 0L1 1"/></g>', '<g fill="red"><path d="M0 0L1 1"/></g>'],
    ['<text>a &lt; b &#38; c</text>', '<text>a &lt; b &amp; c</text>'],
    ['<script>alert(1)</script><a href="http://x.test"><path/></a>', ''],
    ['<foreignObject><div><svg><path/></svg></div></foreignObject><g/>', '<g/>'],
    ['<path onclick="alert(1)" ONLOAD=\'x\' d="M0 0"/>', '<path d="M0 0"/>'],
    ['<use href="#a"/><use xlink:href="http://x.test/#a"/>', '<use href="#a"/><use/>'],
    ['<image href="data:image/png;base64,AAAA"/>', '<image href="data:image/png;base64,AAAA"/>'],
    ['<image href="data:image/svg+xml;base64,AAAA"/>', '<image/>'],
    ['<image href="&#106;avascript:alert(1)"/>', '<image/>'],
    ['<path fill="url(#a)" mask="url(http://x.test/#a)"/>', '<path fill="url(#a)"/>'],
    ['<style>.a { fill: red }</style>', '<style>.a { fill: red }</style>'],
    ['<style>@import "http://x.test"; .a { fill: red }</style>', '<style></style>'],
    ['<style><![CDATA[.a { fill: u\\72l(//x.test) }]]></style>', '<style></style>'],
    ['<animate attributeName="href" to="javascript:x"/><metadata><x:y>z</x:y></metadata>', ''],
    ['<!-- a --><?php b ?>', ''],
  ];
  for (const [svg, kept] of cleaned) {
    it(`of ${svg} keeps ${kept || 'nothing'}`, () => {
      const result = cleanSvg(`<svg xmlns="http://www.w3.org/2000/svg">${svg}</svg>`);
      assert.ok(result.ok);
      assert.equal(result.svg, `<svg xmlns="http://www.w3.org/2000/svg">${kept}</svg>`);
    });
  }

  const refused: [what: string, data: string | Buffer, problem: string][] = [
    [
      'text',
      'result.png\n',
      'show=image expects the bytes of a PNG, JPEG, GIF, WebP or SVG, and this begins with "result.png."',
    ],
    [
      'half a PNG',
      bytes('89504e470d0a1a0a 0000'),
      'show=image expects a whole PNG, and this one ends before its size',
    ],
    [
      'a PNG that unfolds to gigabytes',
      bytes('89504e470d0a1a0a 0000000d 49484452 0000ffff 0000ffff 08020000'),
      'show=image takes at most 40 million pixels, and this is 65535×65535',
    ],
    ['half an SVG', '<svg><g>\n</svg>', 'show=image expects a whole SVG: line 2: `</svg>` closes nothing'],
    ['an SVG without an end', '<svg><g></g>', 'show=image expects a whole SVG: it ends before its `</svg>`'],
    ['what is no XML', '<svg>\n<g a=b></g></svg>', 'show=image expects a whole SVG: line 2 is not XML'],
  ];
  for (const [what, data, problem] of refused)
    it(`refuses ${what}`, async () => assert.equal(await problemOf('image', data), problem));
});
