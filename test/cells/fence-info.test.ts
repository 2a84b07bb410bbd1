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
    ['js {lines:true}', 'js'],
    ['js {runner}', 'js'],
  ];
  for (const [info, reads] of cases) it(JSON.stringify(info), () => assert.equal(summary(info), reads));
});
