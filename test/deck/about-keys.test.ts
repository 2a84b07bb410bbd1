import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDate } from '../../src/deck/about-keys.ts';
import { parse } from './parse.ts';

const about = (head: string) => parse(`---\n${head}\n---\n\n# A\n`).settings.about;

describe('what a deck says of itself', () => {
  const tags: readonly [head: string, tags: readonly string[]][] = [
    ['tags: [nix, web service]', ['nix', 'web service']],
    ['tags: nix docker', ['nix', 'docker']],
    ['tags: nix, web service', ['nix', 'web service']],
    ['tags: [nix]\ncategories: [Nix, talks]', ['nix', 'talks']],
    ['category: Web Development\ntag: nix', ['Web Development', 'nix']],
    ['post-tags: ["nix", 2024]', ['nix', '2024']],
    ['tags:\n  - a: b\n  - ""\n  - c', ['c']],
    ['tags: { a: b }', []],
    ['tags:', []],
  ];
  for (const [head, expected] of tags)
    it(`${head.replaceAll('\n', ' / ')} → ${expected.join(', ') || 'no tags'}`, () =>
      deepEqual(about(head).tags, expected));

  const authors: readonly [head: string, names: readonly string[]][] = [
    ['author: Ada L.', ['Ada L.']],
    ['author: ""', []],
    ['authors: [Ada, { name: Alan, email: a@example.org }]', ['Ada', 'Alan']],
    ['author: { name: Ada }\nauthors: [ada, Alan]', ['Ada', 'Alan']],
  ];
  for (const [head, expected] of authors)
    it(`${head.replaceAll('\n', ' / ')} → ${expected.join(', ') || 'nobody'}`, () =>
      deepEqual(about(head).authors, expected));

  const pictures: readonly [head: string, picture: string | undefined][] = [
    ['image: img/cover.png', 'img/cover.png'],
    ['image: ""', undefined],
    ['image: { path: /assets/a.png, alt: A }', '/assets/a.png'],
    ['images: [a.png, b.png]', 'a.png'],
    ['image: 3', undefined],
  ];
  for (const [head, expected] of pictures)
    it(`${head} → ${expected ?? 'no picture'}`, () => equal(about(head).image, expected));

  const dates: readonly [written: unknown, date: string | undefined][] = [
    ['2026-11-20', '2026-11-20'],
    ['2026-1-2', '2026-01-02'],
    ['2024-09-11T08:22:14-04:00', '2024-09-11T08:22:14-04:00'],
    ['2024-09-11 08:22:14 +0200', '2024-09-11T08:22:14+02:00'],
    ['2024-09-11 08:22', '2024-09-11T08:22:00Z'],
    ['2024-09-11T08:22:14.123Z', '2024-09-11T08:22:14Z'],
    ['2026-02-30', undefined],
    ['2026-02-03T25:00:00Z', undefined],
    ['last Tuesday', undefined],
    [2026, undefined],
    [{}, undefined],
  ];
  for (const [written, date] of dates)
    it(`${JSON.stringify(written)} → ${date ?? 'no date'}`, () => equal(readDate(written), date));

  it('is never a mistake, whatever other tools write there', () => {
    const deck = parse(
      '---\ntags: 3\ndate: [x]\nauthor: {}\nimage: [[]]\naliases: { a: b }\ndescription: [a]\nlastmod: soon\n---\n\n# A\n',
    );
    deepEqual(deck.problems, []);
    deepEqual(deck.settings.about, {
      description: undefined,
      date: undefined,
      updated: undefined,
      authors: [],
      tags: ['3'],
      image: undefined,
      aliases: [],
    });
  });
});
