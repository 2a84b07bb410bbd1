import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openedAsFileStyle } from '../../src/publish/opened-as-file.ts';

it('takes the rules for pages without scripts, nested blocks and all', () => {
  const css =
    'a{b:c}@media (scripting:none){.x{y:z}@media print{.p{q:r}}}d{e:f}@media (scripting: none) {.z{a:b}}';
  const style = openedAsFileStyle(css);
  assert.match(style, /^\.x\{y:z\}@media print\{\.p\{q:r\}\}\n\.z\{a:b\}\n/);
  assert.doesNotMatch(style, /d\{e:f\}|a\{b:c\}/);
});
