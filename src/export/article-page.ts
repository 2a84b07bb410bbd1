import { policyLines } from '../publish/policy-lines.ts';
import { renderArticle } from '../render/render-article.ts';
import type { ExportDeck } from './export-deck.ts';
import { handedAssets } from './slides-page.ts';

/** A deck's article as it is published. */
export async function articlePage({ deck, records }: ExportDeck): Promise<string> {
  return renderArticle(
    { ...deck, problems: [] },
    { published: true, records: await records(), assets: handedAssets('article'), head: policyLines },
  );
}
