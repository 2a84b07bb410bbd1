import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodeCast, parseCast } from '../../src/transcript/cast.ts';
import { createRecorder, stdoutOf } from '../../src/transcript/recorder.ts';
import { framesOf, linesOf, textOf, textsOfSteps } from '../../src/transcript/replay.ts';
import type { Transcript } from '../../src/transcript/transcript.ts';

const transcript: Transcript = {
  key: 'k',
  parts: {
    environment: 'e',
    limits: '1 2 3 4',
    previous: '',
    kind: 'run',
    language: 'console',
    body: 'b',
    options: '',
  },
  cols: 20,
  rows: 5,
  recordedAt: 1_795_000_000,
  nixVersion: '2.26.3',
  exit: 0,
  durationMs: 1500,
  events: [
    { at: 0, kind: 'mark', data: 'echo é' },
    { at: 0, kind: 'output', data: '$ echo é\r\né\r\n' },
    { at: 700, kind: 'mark', data: 'seq 2\n> true' },
    { at: 700, kind: 'output', data: '$ seq 2\r\n> true\r\n1\r\n' },
    { at: 1400, kind: 'output', data: '\x1b[31m2\x1b[0m\r\n' },
  ],
};

describe('a transcript as an asciicast v2 file', () => {
  it('is a header and a line for each event', () => {
    assert.equal(
      encodeCast(transcript),
      [
        '{"version":2,"width":20,"height":5,"timestamp":1795000000,"duration":1.5,"env":{"SHELL":"/bin/bash","TERM":"xterm-256color"},"piste":{"key":"k","exit":0,"durationMs":1500,"nixVersion":"2.26.3","parts":{"environment":"e","limits":"1 2 3 4","previous":"","kind":"run","language":"console","body":"b","options":""}}}',
        '[0,"m","echo é"]',
        '[0,"o","$ echo é\\r\\né\\r\\n"]',
        '[0.7,"m","seq 2\\n> true"]',
        '[0.7,"o","$ seq 2\\r\\n> true\\r\\n1\\r\\n"]',
        '[1.4,"o","\\u001b[31m2\\u001b[0m\\r\\n"]',
        '',
      ].join('\n'),
    );
  });

  it('is read back as it was', () => assert.deepEqual(parseCast(encodeCast(transcript)), transcript));

  const whole = encodeCast(transcript);
  for (const [what, text] of [
    ['nothing', ''],
    ['a file that was cut off', whole.slice(0, -5)],
    ['a file that was cut off in its header', whole.slice(0, 80)],
    ['what is no recording', '# A deck\n'],
    ['a recording of another program', '{"version":2,"width":80,"height":24}\n[0,"o","x"]\n'],
    ['a later version', whole.replace('"version":2', '"version":3')],
    ['an event without a time', `${whole}["o","x"]\n`],
    ['a time that no date has', whole.replace('1795000000', '1e300')],
    ['a duration without end', whole.replace('"durationMs":1500', '"durationMs":1e300')],
    ['an exit status that is no number of one', whole.replace('"exit":0', '"exit":0.5')],
  ] as const) {
    it(`is not read from ${what}`, () => assert.equal(parseCast(text), undefined));
  }

  it('shows what the terminal showed', async () => {
    assert.equal(await textOf(transcript), '$ echo é\né\n$ seq 2\n> true\n1\n2');
    assert.deepEqual(await textsOfSteps(transcript), ['é', '1\n2']);
    const frames = await framesOf(transcript);
    assert.deepEqual(
      frames.map(([at, from, lines]) => [at, from, lines.length]),
      [
        [0, 0, 2],
        [700, 2, 3],
        [1400, 5, 1],
      ],
    );
    assert.deepEqual(linesOf(frames).at(-1), '<span class="fg-1">2</span>');
  });
});

describe('a recorder', () => {
  it('puts together what comes at once, and letters that came in two pieces', () => {
    let now = 0;
    const recorder = createRecorder(() => now);
    const [first = 0, second = 0] = Buffer.from('é');
    recorder.output(Buffer.from([0x61, first]));
    now = 10;
    recorder.output(Buffer.from([second, 0x62]));
    now = 100;
    recorder.output(Buffer.from('c'));
    assert.deepEqual(recorder.events(), [
      { at: 0, kind: 'output', data: 'aéb' },
      { at: 100, kind: 'output', data: 'c' },
    ]);
  });

  for (const [what, data] of [
    ['text', Buffer.from('digraph {\n  a -> b\n}\n')],
    ['bytes', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff])],
  ] as const) {
    it(`keeps standard output that is drawn, ${what}, as it is`, () => {
      const recorder = createRecorder();
      recorder.output(Buffer.from('progress\r\n'));
      recorder.stdout(data);
      assert.deepEqual(stdoutOf(recorder.events()), data);
    });
  }

  it('tells a command from its own mark', async () => {
    const recorder = createRecorder();
    for (const command of ['echo a', 'stdout', 'echo b']) {
      recorder.mark(command);
      recorder.output(Buffer.from(`$ ${command}\r\nfrom ${command}\r\n`));
    }
    const recorded = { cols: 80, rows: 24, events: recorder.events() };
    assert.equal(stdoutOf(recorded.events), undefined);
    assert.deepEqual(await textsOfSteps(recorded), ['from echo a', 'from stdout', 'from echo b']);
    assert.equal(linesOf(await framesOf(recorded)).length, 6);
  });

  it('has all that a picture was drawn from compared, and nothing that a terminal obeys', async () => {
    const lines = Array.from({ length: 30_000 }, (_, line) => `"k${line}": 1,`);
    const recorder = createRecorder();
    recorder.output(Buffer.from('progress\r\n'));
    recorder.stdout(Buffer.from(['{', ...lines, '\x1b]0;title\x07}', ''].join('\n')));
    assert.equal(
      await textOf({ cols: 80, rows: 24, events: recorder.events() }),
      ['progress', '{', ...lines, '\\x1b]0;title\\x07}'].join('\n'),
    );
  });

  it('names a picture by its digest, for there is no text to compare', async () => {
    const recorder = createRecorder();
    recorder.stdout(Buffer.from([0, 1, 2]));
    assert.match(
      await textOf({ cols: 80, rows: 24, events: recorder.events() }),
      /^\[3 bytes, sha256 ae4b3280e56e2faf\]$/,
    );
  });
});
