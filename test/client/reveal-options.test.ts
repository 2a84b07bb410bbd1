import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modeOfTheme } from '../../src/client/color-mode.ts';
import { portraitCanvas, revealOptions, screenCanvas } from '../../src/client/deck/reveal-options.ts';

const around = { reducedMotion: false, portrait: undefined };

describe('revealOptions', () => {
  it('puts the deck’s wishes over our defaults', () => {
    const options = revealOptions({ center: true, width: 960 }, around);
    assert.equal(options.center, true);
    assert.equal(options.width, 960);
    assert.equal(options.height, 720);
    assert.equal(options.hash, true);
  });

  it('lets no deck load scripts, open the page to messages or take the keys', () => {
    const wishes = {
      postMessage: true,
      plugins: ['x.js'],
      dependencies: [{ src: 'x.js' }],
      keyboardCondition: 'focused',
      help: true,
    };
    const options = revealOptions(wishes, around);
    assert.equal(options.postMessage, false);
    assert.equal(options.help, false);
    for (const key of ['plugins', 'dependencies', 'keyboardCondition']) assert.ok(!(key in options), key);
  });

  it('moves nothing for who asked for less motion, whatever the deck says', () => {
    assert.equal(
      revealOptions({ transition: 'zoom' }, { ...around, reducedMotion: true }).transition,
      'none',
    );
  });

  it('gives the canvas the shape of the screen, from a square one to a very wide one', () => {
    assert.deepEqual(screenCanvas(1920, 1080), { width: 1280, height: 720 });
    assert.deepEqual(screenCanvas(1024, 768), { width: 1280, height: 960 });
    assert.deepEqual(screenCanvas(1440, 900), { width: 1280, height: 800 });
    assert.deepEqual(screenCanvas(3440, 1440), { width: 1680, height: 720 });
    assert.deepEqual(screenCanvas(768, 1024), { width: 1100, height: 1467 });
    const window = { width: 1024, height: 768 };
    assert.equal(revealOptions({}, { ...around, window }).height, 960);
    assert.equal(revealOptions({ width: 960, height: 540 }, { ...around, window }).height, 540);
  });

  it('has a canvas of its own for a phone held upright', () => {
    assert.equal(portraitCanvas(1280, 720), undefined);
    assert.equal(portraitCanvas(844, 390), undefined);
    const portrait = portraitCanvas(390, 844);
    assert.deepEqual(portrait, { width: 480, height: 1039 });
    assert.equal(revealOptions({ width: 960 }, { ...around, portrait }).width, 480);
  });
});

describe('modeOfTheme', () => {
  it('knows the dark themes of reveal.js, and leaves no theme to the system', () => {
    assert.deepEqual(['black', 'moon', 'white', 'solarized', ''].map(modeOfTheme), [
      'dark',
      'dark',
      'light',
      'light',
      undefined,
    ]);
  });
});
