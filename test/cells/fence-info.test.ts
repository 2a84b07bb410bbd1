import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFenceInfo } from '../../src/cells/fence-info.ts';

const summary = (info: string): string => {
  const read = readFenceInfo(info);
  const words = read.cellGroup?.words.map((word) =>
    word.value === undefined ? word.key : `${word.key}=<${word.value}>`,
  );
  return [
    read.language,
    ...(read.diffOf === undefined ? [] : [`of(${read.diffOf})`]),
    ...(words === undefined ? [] : [`cell(${words.join(' ')})`]),
    ...(read.chunkGroup === undefined ? [] : [`chunk(${read.chunkGroup.inner})`]),
    ...(read.steps.length === 0 ? [] : [`steps(${read.steps.join(';')})`]),
    ...(read.lineStart === undefined ? [] : [`from(${read.lineStart})`]),
    ...(read.title === undefined ? [] : [`title(${read.title})`]),
    ...read.attributes.map(([name, value]) => `${name}(${value})`),
  ].join(' ');
};

describe('readFenceInfo', () => {
  const cases: [info: string, reads: string][] = [
    ['', ''],
    [' bash', 'bash'],
    ['nix {file=flake.nix}', 'nix cell(file=<flake.nix>)'],
    ['bash {run name=x timeout=30s}', 'bash cell(run name=<x> timeout=<30s>)'],
    ['nix {chunk=inputs} [1|2]', 'nix chunk(chunk=inputs) steps(1;2)'],
    ['nix {chunk=a} {file=b}', 'nix cell(file=<b>)'],
    ['bash{run}', 'bash cell(run)'],
    ['bash {check hint="say \\"hi\\" } now"}', 'bash cell(check hint=<say "hi" } now>)'],
    ['bash {run mask=/[0-9]{2} s\\/x/ live}', 'bash cell(run mask=</[0-9]{2} s/x/> live)'],
    ['bash {run file=/etc/passwd}', 'bash cell(run file=</etc/passwd>)'],
    ['python [1|25-27]', 'python steps(1;25-27)'],
    ['js [5: 1|3]', 'js steps(1;3) from(5)'],
    ['js [|1-2]', 'js steps(;1-2)'],
    ['nix [flake.nix]', 'nix title(flake.nix)'],
    ['nix [1|2] {file=flake.nix} [the flake]', 'nix cell(file=<flake.nix>) steps(1;2) title(the flake)'],
    ['nix [the flake] {file=flake.nix} [1|2]', 'nix cell(file=<flake.nix>) steps(1;2) title(the flake)'],
    ['ts {1|3-6}', 'ts steps(1;3-6)'],
    ['ts {all|2}', 'ts steps(;2)'],
    ['js {.small #a width=3}', 'js class(small) id(a) width(3)'],
    ['js {lines:true}', 'js from(1)'],
    ['js {runner}', 'js'],
    ['diff nix', 'diff of(nix)'],
    ['diff-nix [flake.nix]', 'diff of(nix) title(flake.nix)'],
    ['nix {diff}', 'diff of(nix)'],
    ['diff nix {patch=flake.nix}', 'diff of(nix) cell(patch=<flake.nix>)'],
    ['rust,editable', 'rust'],
    ['{.python .numberLines startFrom="5"}', 'python from(5) class(python) class(numberLines)'],
    ['bash {.line-numbers}', 'bash from(1) class(line-numbers)'],
    ['ts {1|3}{lines:true,startLine:5}', 'ts steps(1;1) from(5)'],
    ['ts {6,7}{lines:true,startLine:5}', 'ts steps(2,3) from(5)'],
    ["ts {2|3}{maxHeight:'100px'}", 'ts steps(2;3)'],
    ['go {hl_lines=[2,"4-6"] linenos=true}', 'go steps(2,4-6) from(1)'],
    ['go {linenos=table,hl_lines=[8,"15-17"],linenostart=199}', 'go steps(8,15-17) from(199)'],
    ['py title="a [1].py" linenums="3" hl_lines="2 4"', 'py steps(2,4) from(3) title(a [1].py)'],
    ['md magic-move {at:4}', 'md'],
  ];
  for (const [info, reads] of cases) it(JSON.stringify(info), () => assert.equal(summary(info), reads));
});
