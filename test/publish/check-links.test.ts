import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../src/errors.ts';
import { smallSite } from './small-site.ts';

const other =
  '---\nverticalSeparator: ^--$\n---\n\n# Other\n\n## Install\n\n---\n\n## Use {#use}\n\n--\n\nBelow\n';

/** What a build says of one line of a deck, beside another deck that is well. */
async function said(line: string): Promise<readonly string[]> {
  const site = smallSite({
    'talk/deck.md': `# Talk\n\n${line}\n`,
    'talk/a.svg': '<svg/>',
    'other/deck.md': other,
  });
  try {
    return await site.refusal();
  } finally {
    site.remove();
  }
}

describe('a site whose links lead nowhere is not built', () => {
  const rows: readonly [line: string, says: string][] = [
    [
      'See [it](../othr/).',
      'talk:3:10: the link `../othr/` leads nowhere: no deck of this site has that name [dead-link]; did you mean `../other/`?',
    ],
    [
      '[it](../quite-another/article)',
      'talk:3:6: the link `../quite-another/article` leads nowhere: no deck of this site has that name [dead-link]; build that deck together with this one, or write the address where it is published',
    ],
    [
      '[it](../other/article#instal)',
      'talk:3:6: the link `../other/article#instal` leads nowhere: no heading and no element has that id [dead-anchor]; did you mean `#install`?',
    ],
    [
      '[it](/other/#/3)',
      'talk:3:6: the link `/other/#/3` leads nowhere: there is no such slide [dead-anchor]; the last one across is `#/1`',
    ],
    [
      '[it](../other/#/1/2)',
      'talk:3:6: the link `../other/#/1/2` leads nowhere: there is no such slide [dead-anchor]; the last one below is `#/1/1`',
    ],
    [
      '[it](../other/a.svg)',
      "talk:3:6: the link `../other/a.svg` leads nowhere: it leaves the folder of the deck [dead-link]; link to the deck's page, `../other/`",
    ],
    [
      '[it](#tlak)',
      'talk:3:6: the link `#tlak` leads nowhere: no heading and no element has that id [dead-anchor]; did you mean `#talk`?',
    ],
    [
      '<a href="article#nothing-of-that">it</a>',
      'talk:3:10: the link `article#nothing-of-that` leads nowhere: no heading and no element has that id [dead-anchor]; give one the id: `{#nothing-of-that}` after a heading',
    ],
    [
      '[it](b.svg)',
      'talk:3:6: the link `b.svg` leads nowhere: there is no file beside the deck that a page may have by that name [dead-link]; put the file into the folder of the deck, or mend the path',
    ],
    [
      '[it](article.html)',
      'talk:3:6: the link `article.html` leads nowhere: there is no such file beside the deck [dead-link]; write `article`',
    ],
    [
      '[it](other.md)',
      'talk:3:6: the link `other.md` leads nowhere: a page gets no Markdown files [dead-link]; write `../other/`, which is the page of that deck',
    ],
    [
      '![it](nope.png) ![](data:,) ![](/a.png) ![](a.svg?x#y)',
      'talk:3:7: `nope.png` cannot be loaded: there is no file beside the deck that a page may have by that name [missing-file]; put the file into the folder of the deck, or mend the path',
    ],
    [
      '<img src="../other/a.svg" alt="">',
      'talk:3:11: `../other/a.svg` cannot be loaded: it leaves the folder of the deck [missing-file]; put the file into the folder of the deck',
    ],
  ];
  for (const [line, says] of rows) it(line, async () => deepEqual(await said(line), [says]));

  it('but for what is on another host: no page loads it, and the build says so', async () => {
    const site = smallSite({
      'talk/deck.md': '# Talk\n\n![](https://example.org/a.png) <img src="//example.org/b.png" alt="">\n',
    });
    const said: string[] = [];
    const onWarning = (one: Problem) =>
      said.push(`${one.line}:${one.column}: ${one.severity}: ${one.message}; ${one.mend}`);
    try {
      await site.build({ onWarning });
      // The second one has nothing to make anew.
      await site.build({ onWarning });
    } finally {
      site.remove();
    }
    const why =
      'cannot be loaded: a page loads nothing from other hosts [missing-file]; put the file into the folder of the deck';
    const once = [
      `3:5: warning: \`https://example.org/a.png\` ${why}`,
      `3:42: warning: \`//example.org/b.png\` ${why}`,
    ];
    deepEqual(said, [...once, ...once]);
  });

  it('tells all of them, and writes nothing', async () => {
    const site = smallSite({
      'one/deck.md': '# One\n\n[a](../two/#nowhere) [b](#nowhere)\n',
      'two/deck.md': '# Two\n\n[c](../three/)\n',
    });
    try {
      equal((await site.refusal()).length, 3);
      equal(site.has(''), false);
    } finally {
      site.remove();
    }
  });
});

it('links that lead somewhere, elsewhere, or are silenced, are no matter', async () => {
  const site = smallSite({
    'talk/deck.md': [
      '# Talk',
      '',
      '[a](../other/) [b](../other/article#install) [c](/other/#use) [d](../other/#/1/1) [e](#talk) [f](article#s-0-0)',
      '[g](a.svg) [h](../) [i](#/0) [j](https://example.org/#x) [k](mailto:a@example.org) [l](/elsewhere/) []( )',
      '',
      '<!-- piste-ignore: dead-link dead-anchor missing-file -->',
      '[m](../gone/) [n](#gone) ![o](gone.png)',
      '',
    ].join('\n'),
    'talk/a.svg': '<svg/>',
    'other/deck.md': other,
  });
  try {
    equal((await site.build()).decks.length, 2);
  } finally {
    site.remove();
  }
});
