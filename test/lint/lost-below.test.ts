import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lint } from './lint.ts';

const deck = '# A\n\n----\n\n# B\n';
const settings = { 'talk/.prettierrc.json': '{}' };

describe('lost-below: what Prettier would do to a deck', () => {
  const rows: readonly [
    what: string,
    text: string,
    files: Readonly<Record<string, string>>,
    isTold: boolean,
  ][] = [
    ['is told where Prettier is set up', deck, settings, true],
    ['in a folder above too', deck, { '.prettierrc': '' }, true],
    ['or in package.json', deck, { 'package.json': '{\n  "prettier": { "semi": false }\n}' }, true],
    ['not without it', deck, {}, false],
    ['not where it is only installed', deck, { 'package.json': '{\n  "prettier": "^3.1.0"\n}' }, false],
    ['not where the deck is left out', deck, { ...settings, '.prettierignore': '# ours\ntalk/\n' }, false],
    ['not above a repository', deck, { '.prettierrc': '', 'talk/.git/HEAD': '' }, false],
    [
      'not of a separator that it is told to leave',
      deck.replace('----', '<!-- prettier-ignore -->\n----'),
      settings,
      false,
    ],
    [
      'not of one of the deck’s own',
      `---\nverticalSeparator: ^-v-$\n---\n${deck.replace('----', '-v-')}`,
      settings,
      false,
    ],
    ['not where nothing is below', deck.replace('----', '---'), settings, false],
    ['not of code', '# A\n\n```text\n\n----\n\n```\n', settings, false],
  ];
  for (const [what, text, files, isTold] of rows)
    it(what, async () => {
      const told = await lint(text, files);
      assert.deepEqual(
        told.map((one) => one.split(':')[0]),
        isTold ? ['3'] : [],
        told.join('\n'),
      );
      if (isTold) assert.match(told[0] ?? '', /\[lost-below\]; write `verticalSeparator/);
    });
});
