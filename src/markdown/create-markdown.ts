import MarkdownItConstructor, { type MarkdownIt } from 'markdown-it';
import { alerts } from './alerts.ts';
import { attributes } from './attributes.ts';
import { clicks } from './clicks.ts';
import { containers } from './containers.ts';
import { diagrams } from './diagrams.ts';
import { elementComments } from './element-comments.ts';
import { emoji } from './emoji.ts';
import { externalLinks } from './external-links.ts';
import { fences, type RenderFence } from './fences.ts';
import { footnotes } from './footnotes.ts';
import { headingAnchors } from './heading-anchors.ts';
import { imageSize } from './image-size.ts';
import { math } from './math.ts';
import { media } from './media.ts';
import { outputPlaces, type RenderOutput } from './output-places.ts';
import { quietTags } from './quiet-tags.ts';
import { shortcodeLinks } from './shortcode-links.ts';
import { shortcodes } from './shortcodes.ts';
import { tables } from './tables.ts';
import { taskLists } from './task-lists.ts';
import { unknownShortcodes } from './unknown-shortcodes.ts';
import { unknownTags } from './unknown-tags.ts';
import type { UsedIds } from './used-ids.ts';

/** How the parts of a deck that are more than Markdown become HTML. */
export interface MarkdownOptions {
  readonly renderFence?: RenderFence;
  readonly renderOutput?: RenderOutput;
  /** Ids that are taken; headings add theirs. Share it among the slides of a deck to keep them unique. */
  readonly usedIds?: UsedIds;
  /** The deck's language, for the few words that are ours; English where nothing is said. */
  readonly lang?: string;
}

/** Our Markdown: CommonMark, tables and strikethrough, with raw HTML, and these syntaxes in this order. */
export function createMarkdown(options: MarkdownOptions = {}): MarkdownIt {
  const md = new MarkdownItConstructor({ html: true, linkify: false, typographer: false });
  return md
    .use(fences, options.renderFence) // before attributes, which would eat a cell's brace group
    .use(diagrams)
    .use(containers, options.lang)
    .use(shortcodes)
    .use(shortcodeLinks)
    .use(math) // before attributes, for which its braces are not
    .use(imageSize)
    .use(footnotes)
    .use(attributes)
    .use(emoji)
    .use(clicks)
    .use(unknownTags)
    .use(quietTags)
    .use(elementComments)
    .use(media)
    .use(outputPlaces, options.renderOutput)
    .use(alerts, options.lang)
    .use(taskLists, options.lang)
    .use(tables)
    .use(headingAnchors, options.usedIds)
    .use(externalLinks)
    .use(unknownShortcodes);
}
