import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closureOf, parseRegistration, shares } from '../../src/environment/registration.ts';

const store = (name: string) => `/nix/store/${name}`;
const entry = (name: string, size: number, ...references: readonly string[]) =>
  `${[store(name), 'sha256:0', size, '', references.length, ...references.map(store)].join('\n')}\n`;

const text = [
  entry('hello', 5, 'glibc', 'hello'),
  entry('glibc', 100),
  entry('curl', 20, 'glibc', 'tls'),
  entry('tls', 3),
].join('');

describe("a store's registration", () => {
  const paths = parseRegistration(text);
  it('is read as Nix dumps it', () => {
    assert.deepEqual(paths.get(store('curl')), {
      path: store('curl'),
      narSize: 20,
      references: [store('glibc'), store('tls')],
    });
    assert.equal(paths.size, 4);
  });
  it('gives closures, each path once', () => {
    assert.deepEqual([...closureOf(paths, store('hello'))], [store('hello'), store('glibc')]);
  });
  it("gives each package's share, and what only it brings", () => {
    const roots = ['hello', 'curl'].map((name) => ({ name, path: store(name) }));
    assert.deepEqual(shares(paths, roots), [
      { name: 'hello', closureBytes: 105, ownBytes: 5 },
      { name: 'curl', closureBytes: 123, ownBytes: 23 },
    ]);
  });
  it('names the line that is not one', () => {
    assert.throws(
      () => parseRegistration(`${entry('glibc', 100)}nonsense\n`),
      /^Error: line 6 .*: nonsense$/,
    );
  });
});
