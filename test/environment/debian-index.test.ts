import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseIndex, resolveClosure } from '../../src/environment/debian-index.ts';

const stanza = (name: string, more = '') =>
  `Package: ${name}\nVersion: 1.0\nFilename: pool/main/${name}.deb\nSize: 10\nSHA256: ${'a'.repeat(64)}\n${more}`;

const index = parseIndex(
  [
    stanza('app', 'Depends: libx (>= 2), mail-server | nullmailer, docs\nPre-Depends: base:any\n'),
    stanza('libx'),
    stanza('base'),
    stanza('postfix', 'Provides: mail-server (= 3)\n'),
    stanza('docs', 'Depends: missing\n'),
    'Package: broken\nVersion: 1\n',
  ].join('\n'),
);

describe('Debian package lists', () => {
  it('are read: path, digest, size, what is needed and provided', () => {
    const { needs, ...app } = index.get('app') ?? assert.fail();
    assert.deepEqual(app, {
      name: 'app',
      version: '1.0',
      path: 'pool/main/app.deb',
      sha256: 'a'.repeat(64),
      size: 10,
      provides: [],
    });
    assert.deepEqual(needs, [['base'], ['libx'], ['mail-server', 'nullmailer'], ['docs']]);
    assert.equal(index.has('broken'), false);
  });

  it('are resolved to a closure, with providers of virtual packages and without what is omitted', () => {
    const names = resolveClosure(index, ['app'], ['docs']).map((one) => one.name);
    assert.deepEqual(names, ['app', 'base', 'libx', 'postfix']);
  });

  it('say what nobody provides', () => {
    assert.throws(() => resolveClosure(index, ['app'], []), /no package provides missing/);
  });
});
