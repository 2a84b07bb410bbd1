import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clientDir, revealThemesDir } from '../environment/places.ts';
import { policyLines } from '../publish/policy-lines.ts';
import type { Assets } from '../render/page.ts';
import { renderSlides } from '../render/render-slides.ts';
import { pageFonts } from '../serve/page-fonts.ts';
import type { ExportDeck } from './export-deck.ts';

/** What the pages load that a browser is handed. */
export const handedAssets = (page: 'slides' | 'article', theme?: string): Assets => ({
  styles: [
    `/assets/${page}.css`,
    ...(page === 'slides' && theme !== undefined && existsSync(join(revealThemesDir, `${theme}.css`))
      ? [`/assets/reveal-theme/${theme}.css`]
      : []),
  ],
  scripts: [`/assets/${page}.js`],
  fonts: pageFonts(clientDir).map((path) => `/assets/${path}`),
});

/** A deck's slides as they are published, with other options for reveal.js over its own. */
export async function slidesPage(
  { deck, records }: ExportDeck,
  options: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { settings } = deck;
  const revealOptions = { ...settings.revealOptions, ...options };
  return renderSlides(
    { ...deck, settings: { ...settings, revealOptions }, problems: [] },
    {
      published: true,
      records: await records(),
      assets: handedAssets('slides', settings.theme),
      head: policyLines,
    },
  );
}

/** What can be pressed does nothing in a picture. */
export const pictureStyle =
  ':is(.cell-bar button, .copy, .corner, .to-article) { display: none !important; }';
