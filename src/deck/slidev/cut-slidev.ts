import type { MarkdownIt } from 'markdown-it';
import type { ExpandedLine, IncludeRead } from '../../markdown/include.ts';
import { codeLines } from '../code-regions.ts';
import type { CutSlide } from '../cut-slide.ts';
import type { FrontMatter } from '../front-matter.ts';
import { isRecord } from '../front-matter.ts';
import type { ProblemList } from '../problem-list.ts';
import { lineStartsOf, positionAt } from '../source-text.ts';
import { withoutComponents } from './components.ts';
import { importSlides, type PlacedSlide } from './import-slides.ts';
import { takeLastComment } from './last-comment.ts';
import { scopeStyles } from './scoped-styles.ts';
import { isForeign, readSlideHead, type SlideHead } from './slide-head.ts';
import { slotsToColumns } from './slots.ts';
import { importSnippets, type NoteFlaw } from './snippets.ts';
import { splitSlidev } from './split-slidev.ts';
import { stillScripts } from './still-scripts.ts';
import { mostListed, type TocBudget, type TocEntry, tocOf, withToc } from './toc.ts';

/** What a Slidev deck is cut with. */
export interface CutSlidevOptions {
  readonly md: MarkdownIt;
  readonly head: FrontMatter;
  readonly lines: readonly ExpandedLine[];
  readonly read: (path: string) => IncludeRead;
  readonly problems: ProblemList;
}

/** Cuts a Slidev deck into slides of our own Markdown: layouts as classes, clicks as they are, files put in. */
export function cutSlidev({ md, head, lines, read, problems }: CutSlidevOptions): readonly CutSlide[] {
  const flaw: NoteFlaw = (line, message, mend) => problems.warn({ line, column: 1 }, message, mend);
  const told = new Set<string>();
  const split = (text: readonly ExpandedLine[]) => splitSlidev(text, codeLines(md, text));
  const cut = split(lines);
  const defaults = isRecord(head.data.defaults) ? head.data.defaults : {};
  const own = cut.map((slide, index) =>
    index === 0
      ? { ...slide, head: { ...defaults, ...firstHead(head) } }
      : { ...slide, head: { ...defaults, ...slide.head } },
  );
  const splitFile = (text: readonly ExpandedLine[]) => {
    // A file's first slide may begin with front matter, as a deck does; an empty one before it is not there.
    const [first, ...rest] = split(text);
    const isEmpty = first?.lines.every((line) => line.text.trim() === '') === true;
    return first === undefined || (isEmpty && rest.length > 0) ? rest : [first, ...rest];
  };
  const slides = importSlides(own, { read, split: splitFile, flaw });
  const entries = tocOf(slides);
  const budget: TocBudget = { listed: 0 };
  const result: CutSlide[] = [];
  let h = 0;
  for (const [index, slide] of slides.entries()) {
    if (slide.flaw !== undefined)
      flaw(
        slide.line,
        `the slide's front matter is not YAML: ${slide.flaw}`,
        'mend the YAML; quote text with `:` or `#`',
      );
    const slideHead = readSlideHead(slide.head, index === 0);
    const lineOf = (key: string): number =>
      slide.headLines.find((line) => line.text.startsWith(`${key}:`))?.line ??
      (index === 0 && Object.hasOwn(head.data, key) ? head.positionOf([key]).line : slide.line);
    for (const { key, message, mend } of slideHead.flaws) flaw(lineOf(key), message, mend);
    result.push(cutOne(slide, slideHead, h++, { md, read, told, flaw, entries, budget, lineOf }));
  }
  if (budget.listed >= mostListed)
    flaw(
      slides[0]?.line ?? 1,
      `its \`<Toc />\` list more than ${mostListed} slides together: the last of them are not whole`,
      'list the slides in fewer places, or with `maxDepth="1"`',
    );
  return result;
}

/** Keys of the deck's head that are about its first slide too. */
function firstHead(head: FrontMatter): Readonly<Record<string, unknown>> {
  const { layout } = head.data;
  const isOurs = layout === 'slides' || layout === 'article';
  return Object.fromEntries(
    Object.entries(head.data).filter(([key]) => key !== 'transition' && !(key === 'layout' && isOurs)),
  );
}

interface CutOptions {
  readonly md: MarkdownIt;
  readonly read: (path: string) => IncludeRead;
  readonly told: Set<string>;
  readonly flaw: NoteFlaw;
  readonly entries: readonly TocEntry[];
  readonly budget: TocBudget;
  /** The line of a key of its front matter. */
  readonly lineOf: (key: string) => number;
}

function cutOne(slide: PlacedSlide, head: SlideHead, h: number, options: CutOptions): CutSlide {
  const { md, read, told, flaw, entries, budget, lineOf } = options;
  const { lines: own, notes } = takeLastComment(slide.lines);
  // The lines of a formula are not stepped through.
  const text = own.map((line) => ({
    ...line,
    text: line.text.replace(/^\$\$[ \t]*\{[^{}]*\}[ \t]*$/, '$$$$'),
  }));
  const listed = withToc(text, entries, codeLines(md, text), budget);
  const withFiles = importSnippets(listed, slide.folder, read, codeLines(md, listed), flaw);
  const layout = typeof slide.head.layout === 'string' ? slide.head.layout : '';
  const withSlots = slotsToColumns(withFiles, layout, codeLines(md, withFiles));
  const placed = trimmed([...trimmed(withSlots), ...framed(head, lineOf)]);
  const joined = placed.map((line) => line.text).join('\n');
  const starts = lineStartsOf(joined);
  const lineAt = (offset: number): number => placed[positionAt(starts, offset).line - 1]?.line ?? slide.line;
  const still = stillScripts(md, withoutComponents(md, joined, lineAt, told, flaw), (at) => {
    if (!told.has('script'))
      flaw(placed[at]?.line ?? slide.line, '`<script>` needs Vue: it does not run', 'remove it');
    told.add('script');
  });
  const shown = scopeStyles(md, still);
  const sourceLines = placed.map((line) => line.line);
  const line = sourceLines[0] ?? slide.line;
  return {
    h,
    v: 0,
    line,
    endLine: sourceLines.reduce((last, one) => Math.max(last, one), line),
    markdown: placed.length === 0 ? '' : shown,
    sourceLines,
    notes,
    given: head.attributes,
  };
}

/** The picture or the address that a layout would show. */
function framed(head: SlideHead, lineOf: CutOptions['lineOf']): readonly ExpandedLine[] {
  const shown =
    head.picture !== undefined
      ? `![](<${head.picture.replace(/[<>\n]/g, '')}>){alt=""}`
      : head.address !== undefined && isForeign(head.address)
        ? `<${head.address.replace(/[<>\s]/g, '')}>`
        : undefined;
  return shown === undefined
    ? []
    : ['', shown].map((text) => ({
        text,
        line: lineOf(head.picture === undefined ? 'url' : 'image'),
      }));
}

function trimmed(lines: readonly ExpandedLine[]): readonly ExpandedLine[] {
  const isText = (line: ExpandedLine): boolean => line.text.trim() !== '';
  const first = lines.findIndex(isText);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}
