import MarkdownItConstructor, { type MarkdownIt } from 'markdown-it';
import { alerts } from './alerts.ts';
import { attributes } from './attributes.ts';
import { callouts } from './callouts.ts';
import { containers } from './containers.ts';
import { elementComments } from './element-comments.ts';
import { emoji } from './emoji.ts';
import { externalLinks } from './external-links.ts';
import { fences, type RenderFence } from './fences.ts';
import { footnotes } from './footnotes.ts';
import { headingAnchors } from './heading-anchors.ts';
import { outputPlaces, type RenderOutput } from './output-places.ts';
import { taskLists } from './task-lists.ts';
import { unknownTags } from './unknown-tags.ts';

/** How the parts of a deck that are more than Markdown become HTML. */
export interface MarkdownOptions {
  readonly renderFence?: RenderFence;
  readonly renderOutput?: RenderOutput;
  /** Ids that are taken; headings add theirs. Share it among the slides of a deck to keep them unique. */
  readonly usedIds?: Set<string>;
}

/** Our Markdown: CommonMark, tables and strikethrough, with raw HTML, and these syntaxes in this order. */
export function createMarkdown(options: MarkdownOptions = {}): MarkdownIt {
  const md = new MarkdownItConstructor({ html: true, linkify: false, typographer: false });
  return md
    .use(fences, options.renderFence) // before attributes, which would eat a cell's brace group
    .use(containers)
    .use(callouts)
    .use(footnotes)
    .use(attributes)
    .use(emoji)
    .use(unknownTags)
    .use(elementComments)
    .use(outputPlaces, options.renderOutput)
    .use(alerts)
    .use(taskLists)
    .use(headingAnchors, options.usedIds)
    .use(externalLinks);
}
