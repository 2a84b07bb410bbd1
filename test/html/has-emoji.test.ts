import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { hasEmoji } from '../../src/html/has-emoji.ts';

const cases: readonly (readonly [text: string, has: boolean])[] = [
  ['plain words, 1 # 2 * 3', false],
  ['signs that stand in texts: © → ✔ ❤ ☀', false],
  ['a wrench 🔧', true],
  ['a flag 🇩🇪', true],
  ['a sign that is to look like one ⚠\uFE0F', true],
];

for (const [text, has] of cases) test(`${text}: ${has ? 'emoji' : 'none'}`, () => equal(hasEmoji(text), has));
