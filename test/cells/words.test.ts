import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { whyNotConfined } from '../../src/cells/confined-path.ts';
import { nearestWord } from '../../src/cells/nearest-word.ts';
import { parseDurationMs, parseSizeBytes } from '../../src/cells/quantities.ts';

describe('nearestWord', () => {
  const words = ['run', 'timeout', 'session', 'output'];
  const cases: [string, string | undefined][] = [
    ['tiemout', 'timeout'],
    ['Session', 'session'],
    ['outptu', 'output'],
    ['rnu', 'run'],
    ['xyz', undefined],
    ['u', undefined],
    ['x'.repeat(100_000), undefined],
  ];
  for (const [word, near] of cases) it(word.slice(0, 10), () => assert.equal(nearestWord(word, words), near));
});

describe('quantities', () => {
  for (const [text, ms] of [
    ['500ms', 500],
    ['30s', 30_000],
    ['20m', 1_200_000],
    ['1.5h', 5_400_000],
    ['0s', undefined],
    ['5', undefined],
    ['-1s', undefined],
  ] as const) {
    it(text, () => assert.equal(parseDurationMs(text), ms));
  }
  for (const [text, bytes] of [
    ['512M', 512 * 1024 ** 2],
    ['1G', 1024 ** 3],
    ['1.5GiB', 1.5 * 1024 ** 3],
    ['100', 100],
    ['0', undefined],
    ['x', undefined],
  ] as const) {
    it(text, () => assert.equal(parseSizeBytes(text), bytes));
  }
});

describe('whyNotConfined', () => {
  for (const path of ['a', 'a/b.nix', '.gitignore', 'a..b', './x'])
    it(`${path} is`, () => assert.equal(whyNotConfined(path), undefined));
  for (const path of ['', '..', '../a', 'a/..', '/a', '~', 'a\\b', 'C:/x', '%2E%2e/a', 'a\0', '.', 'a/']) {
    it(`${JSON.stringify(path)} is not`, () => assert.equal(typeof whyNotConfined(path), 'string'));
  }
});
