import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchEntriesOf } from '../../src/publish/search-entries.ts';
import { renderArticleSections } from '../../src/render/render-article.ts';
import { parse } from '../deck/parse.ts';

const entriesOf = async (text: string) => {
  const deck = parse(text);
  return searchEntriesOf((await renderArticleSections(deck)).join(''), deck.settings.title);
};

describe('what can be found in an article', () => {
  it('is each of its sections: heading, text and code, where it is', async () => {
    deepEqual(
      await entriesOf(
        [
          '# Flakes & locks',
          '',
          'A *file*, and `flake.lock`<br>beside it. ![A lock](img/lock.svg)',
          '',
          '---',
          '',
          '```bash {run}',
          'nix flake lock 2>&1',
          '```',
          '',
          '---',
          '',
          '## And then {#then}',
          '',
          '| a | b |',
          '| - | - |',
          '| c | d |',
          '',
          '### Below',
          '',
          'More[^1], with $x^2$.',
          '',
          '[^1]: A note.',
          '',
        ].join('\n'),
      ),
      [
        {
          title: 'Flakes & locks',
          id: 's-0-0',
          slide: '#/0/0',
          text: 'A file, and flake.lock beside it. A lock',
          code: '',
          output: '',
        },
        {
          title: 'Flakes & locks',
          id: 's-1-0',
          slide: '#/1/0',
          text: '',
          code: 'nix flake lock 2>&1',
          output: '',
        },
        {
          title: 'And then',
          id: 's-2-0',
          slide: '#/2/0',
          text: 'a b c d Below More, with . A note.',
          code: '',
          output: '',
        },
      ],
    );
  });
});
