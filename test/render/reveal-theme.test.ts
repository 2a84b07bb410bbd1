import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { revealThemesDir } from '../../src/environment/places.ts';
import { themeWithoutForeignFonts } from '../../src/render/reveal-theme.ts';

it('a theme loses what it would fetch from elsewhere, and nothing else', () => {
  const css =
    '@import "https://fonts.example/css?family=Lato:400,700";@import "./own.css";:root{--r-main-font:Lato}';
  assert.equal(themeWithoutForeignFonts(css), '@import "./own.css";:root{--r-main-font:Lato}');
});

it('no theme of reveal.js asks another host', async () => {
  for (const name of (await readdir(revealThemesDir)).filter((one) => one.endsWith('.css'))) {
    const css = themeWithoutForeignFonts(await readFile(join(revealThemesDir, name), 'utf8'));
    assert.doesNotMatch(css, /(?:@import|url\()[^;)]*\/\/(?!www\.w3\.org)/, name);
  }
});
