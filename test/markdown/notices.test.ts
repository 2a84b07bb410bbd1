import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Env } from 'markdown-it';
import { createMarkdown } from '../../src/markdown/create-markdown.ts';
import { noticesOf } from '../../src/markdown/notices.ts';
import { complaints, parse } from '../deck/parse.ts';

function notices(markdown: string): string[] {
  const env: Env = {};
  createMarkdown().parse(markdown, env);
  return noticesOf(env).map(({ line, column, message }) => `${line}:${column} ${message.split(' is ')[0]}`);
}

describe('what stays as it was written is told', () => {
  const cases: [markdown: string, told: string[]][] = [
    ['{{< gallery dir="x" >}}', ['0:1 the shortcode `gallery`']],
    [
      'one\ntwo {{<icon "b">}} {{% sub/part %}}',
      ['1:5 the shortcode `icon`', '1:20 the shortcode `sub/part`'],
    ],
    ['> {{< callout >}}\n> not closed', ['0:3 the shortcode `callout`']],
    ['{{< callout >}}\n{{< who >}}\n{{< /callout >}}', ['1:1 the shortcode `who`']],
    ['`{{< a >}}` <!-- {{< b >}} -->\n\n```\n{{< c >}}\n```\n', []],
    ['{{</* shown */>}} {{ x }} {{<}} {{< >}}', []],
    ['{{< callout text="a" >}}', []],
  ];
  for (const [markdown, told] of cases)
    it(JSON.stringify(markdown), () => assert.deepEqual(notices(markdown), told));

  it('in the deck, with its place', () => {
    assert.deepEqual(complaints(parse('# A\n\n---\n\nOne\n\nx {{< who >}} and $\\nope$\n')), [
      '7:3 warning the shortcode `who` is shown as it is written: it is not known, not alone on its line, or not closed; write in Markdown what it stands for',
      '7:20 warning this formula cannot be set: Undefined control sequence: \\nope; mend it, or write `\\$` for a dollar',
    ]);
  });
});
