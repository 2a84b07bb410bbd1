import assert from 'node:assert/strict';
import { it } from 'node:test';
import { renderSlidesBody } from '../../src/render/render-slides.ts';
import { parse } from '../deck/parse.ts';

it('a patch has the colours of its file, where the deck says what that is', async () => {
  const html = await renderSlidesBody(
    parse(
      '```json {file=a.json}\n[1]\n```\n\n```diff {patch=a.json}\n-[1]\n+[2]\n```\n\n```diff {patch=b.json}\n+[2]\n```\n',
    ),
  );
  const lines = [...html.matchAll(/<span class="line add">(.*?)<\/span>\n?(?=<\/code|<span class="line)/g)];
  const known = lines.find(([line]) => line.includes('class="sign"'))?.[1] ?? '';
  assert.match(known, /^<span class="sign">\+<\/span>.*<span class="c-constant">2<\/span>/);
  assert.equal(lines.filter(([line]) => line.includes('class="sign"')).length, 1);
});
