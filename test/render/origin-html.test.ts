import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Origin, originHtml } from '../../src/render/origin-html.ts';
import { phrasesOf } from '../../src/words/words.ts';

const parts = {
  environment: 'e'.repeat(32),
  limits: '',
  previous: '',
  kind: 'run',
  language: 'bash',
  body: '',
  options: '',
};
const origin: Origin = {
  cell: 'hello',
  transcript: {
    key: 'c'.repeat(32),
    parts,
    recordedAt: 1_700_000_000,
    exit: 1,
    durationMs: 1234,
    nixVersion: '2.26.3',
  },
  nixpkgs: { ref: 'pocket', pinned: 'd'.repeat(64), debian: 'trixie 2026-11-20' },
};
const facts = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, name, what = '']) => [
      name,
      what.replace('<br>', ' ').replace(/<[^>]*>/g, ''),
    ]),
  );

describe('originHtml', () => {
  it('says what made an output', () => {
    assert.deepEqual(facts(originHtml(origin, phrasesOf('en'))), {
      Recorded: '2023-11-14 22:13 UTC',
      Took: '1.2 s',
      'Exit status': '1',
      Nix: '2.26.3',
      Packages: `pocketpkgs of Debian trixie 2026-11-20 ${'d'.repeat(64)}`,
      Environment: 'e'.repeat(32),
      Key: 'c'.repeat(32),
    });
  });

  it('says so in the language of the deck', () => {
    assert.deepEqual(Object.keys(facts(originHtml(origin, phrasesOf('de')))), [
      'Aufgenommen',
      'Dauerte',
      'Exit-Status',
      'Nix',
      'Pakete',
      'Umgebung',
      'Schlüssel',
    ]);
  });

  it('opens by the browser alone, and has a short form for paper', () => {
    const html = originHtml(origin, phrasesOf('en'));
    assert.match(html, /<button type="button" class="origin-button" popovertarget="origin-hello"/);
    assert.match(html, /<div class="origin" id="origin-hello" popover role="dialog"/);
    assert.match(html, /class="origin-brief">Nix 2\.26\.3 · environment e{12} · key c{12}</);
  });

  it('does not claim a package set that it cannot tell', () => {
    const of = (nixpkgs: Origin['nixpkgs']) =>
      facts(originHtml({ ...origin, nixpkgs }, phrasesOf('en'))).Packages;
    assert.equal(
      of({ ref: 'pocket', pinned: null, debian: null }),
      'pocketpkgs, of another version than the one at hand',
    );
    assert.equal(
      of({ ref: 'github:NixOS/nixpkgs/<x>', pinned: 'github:NixOS/nixpkgs/abc', debian: null }),
      'github:NixOS/nixpkgs/&lt;x&gt; github:NixOS/nixpkgs/abc',
    );
    assert.equal(of(undefined), undefined);
  });
});
