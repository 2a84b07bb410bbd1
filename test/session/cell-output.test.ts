import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCellOutput } from '../../src/session/cell-output.ts';
import { createRecorder } from '../../src/transcript/recorder.ts';
import { textOf, textsOfSteps } from '../../src/transcript/replay.ts';

/** Has commands print; gives what was recorded of them, and what stands on the screen at the end. */
async function printed(cols: number, commands: Readonly<Record<string, string>>) {
  const recorder = createRecorder();
  const output = createCellOutput({ cols, rows: 24 }, () => {}, recorder);
  for (const [command, text] of Object.entries(commands)) {
    recorder.mark(command);
    output.sink(Buffer.from(`$ ${command}\r\n`));
    output.sink(Buffer.from(text));
  }
  await output.finish();
  const screen = output.text();
  output.dispose();
  return { recorded: { cols, rows: 24, events: recorder.events() }, screen };
}

describe("a console cell's output", () => {
  it('has what its commands print after one that printed too much', async () => {
    const { recorded, screen } = await printed(80, {
      flood: 'x\r\n'.repeat(500_000),
      'echo b': 'b\r\n',
      'echo c': 'c\r\n',
    });
    const [flood = '', ...others] = await textsOfSteps(recorded);
    assert.match(flood, /^x\n(?:x\n)+\n… 1\.4 MB not kept …\nx\n(?:x\n)+x$/);
    assert.deepEqual(others, ['b', 'c']);
    assert.match(screen, /\nx\n\$ echo b\nb\n\$ echo c\nc$/);
  });

  for (const cols of [20, 80, 500]) {
    it(`is there from its first line on a screen of ${cols} columns, and in its record`, async () => {
      const long = `${'y'.repeat(255)}\r\n`;
      const { recorded, screen } = await printed(cols, { long: `first\r\n${long.repeat(990)}`, more: long });
      assert.match(screen, /^\$ long\nfirst\ny/);
      assert.equal(await textOf(recorded), screen);
    });
  }
});
