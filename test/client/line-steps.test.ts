import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { currentStep, isLineInStep, parseLineSteps } from '../../src/client/cells/line-steps.ts';

describe('parseLineSteps', () => {
  it('reads lines, ranges and lists of both, as reveal.js and mkslides write them', () => {
    assert.deepEqual(parseLineSteps('1|25-27|3,5:7'), [
      [{ from: 1, to: 1 }],
      [{ from: 25, to: 27 }],
      [
        { from: 3, to: 3 },
        { from: 5, to: 7 },
      ],
    ]);
  });

  it('takes an empty step, a star or nonsense as the whole block', () => {
    assert.deepEqual(parseLineSteps('|*|x'), [[], [], []]);
  });

  it('turns a range round that was written backwards', () => {
    assert.deepEqual(parseLineSteps(' 9 - 7 '), [[{ from: 7, to: 9 }]]);
  });
});

describe('isLineInStep', () => {
  it('includes both ends', () => {
    const step = [{ from: 2, to: 4 }];
    assert.deepEqual(
      [1, 2, 4, 5].map((line) => isLineInStep(line, step)),
      [false, true, true, false],
    );
  });
});

describe('currentStep', () => {
  const steps = parseLineSteps('1|2|3');

  it('starts with the first step when it has no mark of its own', () => {
    assert.deepEqual(
      [0, 1, 2].map((visible) => currentStep(steps, 2, visible)),
      steps,
    );
  });

  it('starts with no step when each has a mark', () => {
    assert.deepEqual(
      [0, 1, 3].map((visible) => currentStep(steps, 3, visible)),
      [undefined, steps[0], steps[2]],
    );
  });
});
