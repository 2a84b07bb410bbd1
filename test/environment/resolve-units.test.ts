import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseIndex } from '../../src/environment/debian-index.ts';
import { downloadBytes } from '../../src/environment/download-shares.ts';
import { resolveUnits, type UnitChoice } from '../../src/environment/resolve-units.ts';

const stanza = (name: string, depends = '', size = 1) =>
  `Package: ${name}\nVersion: 1\nFilename: pool/${name}.deb\nSHA256: ${name}\nSize: ${size}\n${depends && `Depends: ${depends}\n`}`;

const index = (...stanzas: readonly string[]) => parseIndex(stanzas.join('\n'));

/** Each package as `name -> needs`, with the unit's name before a colon where it is another's. */
const resolved = (stanzas: readonly string[], choice: Partial<UnitChoice>) =>
  resolveUnits(index(...stanzas), { roots: [], omit: [], cut: {}, join: [], ...choice }).map(
    ({ name, needs, unit }) =>
      `${unit === name ? '' : `${unit}: `}${name}${needs.length > 0 ? ` -> ${needs.join(' ')}` : ''}`,
  );

describe('which packages, in which store paths', () => {
  const shell = [stanza('sh', 'libc'), stanza('libc'), stanza('other')];

  it('takes the roots and what they need', () => {
    assert.deepEqual(resolved(shell, { roots: ['sh'] }), ['libc', 'sh -> libc']);
  });
  it('leaves out what is omitted, and does not follow what is cut', () => {
    const all = [
      stanza('app', 'debconf | cdebconf, libc'),
      stanza('debconf'),
      stanza('libc', 'gcc'),
      stanza('gcc'),
    ];
    assert.deepEqual(resolved(all, { roots: ['app'], omit: ['debconf'], cut: { libc: ['gcc'] } }), [
      'app -> libc',
      'libc',
    ]);
  });
  it('puts packages that need each other into one path, called by the root among them', () => {
    const ring = [stanza('a', 'bb'), stanza('bb', 'root'), stanza('root', 'a, libc'), stanza('libc')];
    assert.deepEqual(resolved(ring, { roots: ['root'] }), [
      'root: a -> bb',
      'root: bb -> root',
      'libc',
      'root -> a libc',
    ]);
  });
  it('puts together what is joined, called by the first', () => {
    const python = [
      stanza('python3', 'python3.13'),
      stanza('python3.13', 'libpython3.13-stdlib'),
      stanza('libpython3.13-stdlib'),
    ];
    assert.deepEqual(
      resolved(python, { roots: ['python3'], join: [['python3', 'python3.*', 'libpython3.13-stdlib']] }),
      [
        'python3: libpython3.13-stdlib',
        'python3 -> python3.13',
        'python3: python3.13 -> libpython3.13-stdlib',
      ],
    );
  });
  it('names a root that is not there', () => {
    assert.throws(() => resolved(shell, { roots: ['nosuch'] }), /no package is called nosuch/);
  });
});

describe('what is fetched for one attribute', () => {
  const packages = resolveUnits(
    index(stanza('sh', 'libc', 10), stanza('libc', '', 100), stanza('python3-x', 'libc', 1000)),
    {
      roots: ['sh', 'python3-x'],
      omit: [],
      cut: {},
      join: [],
    },
  );
  const list = {
    attributes: { bash: ['sh'] },
    python3Packages: { x: ['python3-x'] },
    bootstrap: [],
    busybox: '',
    omit: [],
    cut: {},
    join: [],
  };
  for (const [attribute, bytes] of [
    ['bash', 110],
    ['python3Packages.x', 1100],
    ['dockerTools', undefined],
  ] as const) {
    it(attribute, () => assert.equal(downloadBytes(attribute, list, packages), bytes));
  }
});
