import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createScreen } from '../../src/transcript/screen.ts';

const esc = '\x1b';

/** What a program prints, and the HTML that a page is given for it. */
const corpus: readonly { what: string; bytes: string; html: readonly string[] }[] = [
  {
    what: 'HTML is text',
    bytes: '<script>alert(1)</script>&"\'',
    html: ['&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;'],
  },
  {
    what: 'HTML in colour is text',
    bytes: `${esc}[31m</span><img src=x onerror=alert(1)>${esc}[0m`,
    html: ['<span class="fg-1">&lt;/span&gt;&lt;img src=x onerror=alert(1)&gt;</span>'],
  },
  {
    what: 'the clipboard is not written (OSC 52)',
    bytes: `${esc}]52;c;cm0gLXJmIH4=\x07safe`,
    html: ['safe'],
  },
  {
    what: 'no title is set (OSC 0, 2)',
    bytes: `${esc}]0;</title><script>\x07${esc}]2;x${esc}\\safe`,
    html: ['safe'],
  },
  { what: 'status requests show nothing (DECRQSS)', bytes: `${esc}P$q"p${esc}\\safe`, html: ['safe'] },
  { what: 'device attributes show nothing', bytes: `${esc}[c${esc}[6n${esc}[>csafe`, html: ['safe'] },
  {
    what: 'hyperlinks with a script stay text (OSC 8)',
    bytes: `${esc}]8;;javascript:alert(1)\x07click${esc}]8;;\x07`,
    html: ['<span class="underline">click</span>'],
  },
  {
    what: 'a script address stays text',
    bytes: 'javascript:alert(1) data:text/html,x file:///etc/passwd',
    html: ['javascript:alert(1) data:text/html,x file:///etc/passwd'],
  },
  {
    what: 'http and https become links, escaped',
    bytes: 'see https://nixos.org/?a=1&b=2.',
    html: [
      'see <a href="https://nixos.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">https://nixos.org/?a=1&amp;b=2</a>.',
    ],
  },
  {
    what: 'quotes end an address',
    bytes: 'https://x.org/"onmouseover="alert(1)',
    html: [
      '<a href="https://x.org/" target="_blank" rel="noopener noreferrer nofollow">https://x.org/</a>&quot;onmouseover=&quot;alert(1)',
    ],
  },
  {
    what: 'true colours are numbers',
    bytes: `${esc}[38;2;255;0;128mred${esc}[0m`,
    html: ['<span style="color:#ff0080">red</span>'],
  },
  {
    what: 'the 256 colours are numbers',
    bytes: `${esc}[48;5;236mx${esc}[0m`,
    html: ['<span style="background:#303030">x</span>'],
  },
  { what: 'control characters do not pass', bytes: 'a\x00\x01\x02\x7fb', html: ['ab'] },
  {
    what: 'the cursor moves as in a terminal',
    bytes: 'abc\rX\r\n12345\x08\x08Y\x1b[1;5Hend',
    html: ['Xbc end', '123Y5'],
  },
  { what: 'a cleared screen is clear', bytes: `old${esc}[2J${esc}[H${esc}[3Jnew`, html: ['new'] },
  {
    what: 'endless parameters are survived',
    bytes: `${esc}[${'9;'.repeat(5000)}mok`,
    html: ['<span class="strike">ok</span>'],
  },
  { what: 'wide characters keep their width', bytes: '雪山 ok', html: ['雪山 ok'] },
  { what: 'long lines are one line', bytes: 'x'.repeat(100), html: ['x'.repeat(100)] },
];

describe('terminal output as HTML', () => {
  for (const { what, bytes, html } of corpus) {
    it(what, async () => {
      const screen = createScreen(80, 24);
      await screen.write(bytes);
      assert.deepEqual(screen.takeChange()?.lines, html);
      screen.dispose();
    });
  }
});

describe('sequences that ask for a great deal', () => {
  for (const final of 'ABCDEFGHIJKLMPSTXZ@`abdefghijlmnqrstu') {
    it(`CSI 2147483647 ${final} is over at once`, async () => {
      const screen = createScreen(80, 24);
      await screen.write(`x${esc}[2147483647${final}${esc}[2147483647;2147483647${final}`);
      await screen.write('\r\nstill here');
      assert.match(screen.text(), /still here/);
      screen.dispose();
    });
  }

  it('a screen that is full of wrapped lines is bounded in cells', async () => {
    const screen = createScreen(500, 200);
    await screen.write(`x${esc}[499b`.repeat(10_500));
    assert.ok(screen.lines().join('').length <= 2_200_000);
    screen.dispose();
  });
});
