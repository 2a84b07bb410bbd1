import { equal } from 'node:assert/strict';
import { it } from 'node:test';
import { plainText } from '../../src/html/plain-text.ts';

for (const [html, text] of [
  ['a &lt;b&gt; &amp;amp; &quot;c&quot; &#39;d&#39; &#x27;', "a <b> &amp; \"c\" 'd' '"],
  [
    '&nope; & &constructor; &#0; &#xd800; &#x110000; &#1114111;',
    '&nope; & &constructor; &#0; &#xd800; &#x110000; \u{10ffff}',
  ],
  ['', ''],
] as const)
  it(`${html} is text`, () => equal(plainText(html), text));
