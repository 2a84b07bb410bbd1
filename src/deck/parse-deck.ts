import { createMarkdown } from '../markdown/create-markdown.ts';
import { expandIncludes, type IncludeRead } from '../markdown/include.ts';
import { cutSlide, postTitle } from './cut-slide.ts';
import type { Deck, Slide } from './deck.ts';
import { createDeckCells } from './deck-cells.ts';
import { readDefinitions, withFootnotes } from './definitions.ts';
import { detectDialect } from './dialect.ts';
import { readFrontMatter } from './front-matter.ts';
import { warnOfKeysWithoutEffect } from './not-yet.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { matchesOutside, protectedRegions } from './protected-regions.ts';
import { readSlide } from './read-slide.ts';
import { compileSeparators } from './separators.ts';
import { mergeSettings, readOwnKeys } from './settings.ts';
import { lineStartsOf, normaliseText } from './source-text.ts';
import { splitPost } from './split-post.ts';
import { splitSlides } from './split-slides.ts';

/** What a deck's text is read with: its file as messages name it, its name in addresses, what it may include. */
export interface ParseDeckOptions {
  readonly file: string;
  readonly name: string;
  readonly readInclude: (path: string) => IncludeRead;
}

/** Longer decks are cut off, with a problem: this is text that a person wrote. */
const mostLetters = 2_000_000;
const mostSlides = 2000;
const mostLinesOfOne = 100;

/** Turns a deck's text into data. It never throws: whatever is wrong is in the deck's `problems`. */
export function parseDeck(source: string, options: ParseDeckOptions): Deck {
  const text = normaliseText(source.slice(0, mostLetters));
  const problems = createProblemList(options.file, text);
  if (source.length > mostLetters)
    problems.error({ line: 1, column: 1 }, 'the deck is longer than 2 MB', 'cut it in two');
  const head = readFrontMatter(text, problems);
  const keys = readOwnKeys(head, problems);
  warnOfKeysWithoutEffect(keys, head, problems);
  const textLines = text.split('\n');
  const lines = expandIncludes(
    textLines.slice(head.bodyLine - 1),
    head.bodyLine,
    options.readInclude,
    (line, column, message, mend) => problems.error({ line, column }, message, mend),
  );
  const body = lines.map((line) => line.text).join('\n');

  const md = createMarkdown();
  const quiet = createProblemList(options.file, '');
  const found = detectDialect(head.data, keys.dialect, body, () => {
    const { slide } = compileSeparators(keys, 'reveal', head.positionOf, quiet);
    const regions = protectedRegions(md, body);
    return !matchesOutside(slide.matcher(body), regions, body.length).next().done;
  });
  if (found.dialect === 'slidev') {
    problems.warn(
      head.positionOf(['dialect']),
      `this is a Slidev deck (${found.because}): what is Slidev's own is shown as text for now`,
      'or write `dialect: reveal` in the front matter',
    );
  }
  const separators = compileSeparators(keys, found.dialect, head.positionOf, problems);
  let raw = found.dialect === 'post' ? splitPost(md, body) : splitSlides(md, body, separators);
  if (raw.length > mostSlides) {
    problems.error(
      { line: 1, column: 1 },
      `${raw.length} slides are more than ${mostSlides}`,
      'cut the deck in two',
    );
    raw = raw.slice(0, mostSlides);
  }
  const { references, footnotes } = readDefinitions(md, body, lines);
  const deckCells = createDeckCells(textLines, problems);
  const places: { cell: string; line: number }[] = [];
  let firstHeading: string | undefined;
  const starts = lineStartsOf(body);
  const slides = raw.map((one, index): Slide => {
    const title = index === 0 && found.dialect === 'post' ? postTitle(head, body) : [];
    const cut = withFootnotes(cutSlide(one, body, starts, lines, title), footnotes);
    const parts = readSlide(md, cut.markdown, references);
    firstHeading ??= parts.headings.find((heading) => heading !== '');
    for (const place of parts.outputPlaces)
      places.push({ ...place, line: cut.sourceLines[place.line] ?? cut.line });
    return {
      ...cut,
      cells: deckCells.add(parts.fences, cut.sourceLines),
      outputs: parts.outputPlaces.map((place) => place.cell),
      attributes: parts.attributes,
    };
  });
  const only = slides[0];
  if (only !== undefined && slides.length === 1 && only.sourceLines.length > mostLinesOfOne) {
    problems.warn(
      { line: only.line, column: 1 },
      `nothing separates the slides: all ${only.sourceLines.length} lines are one slide`,
      'put a line `---` between blank lines where a slide ends, or write `dialect: post` to cut it at its headings',
    );
  }
  const { cells, chunks } = deckCells.woven();
  checkOutputPlaces(places, new Set(cells.map((cell) => cell.id)), problems);
  return {
    name: options.name,
    file: options.file,
    settings: mergeSettings(keys, found, keys.title ?? firstHeading ?? options.name),
    slides,
    references,
    cells,
    chunks,
    problems: problems.all(),
  };
}

function checkOutputPlaces(
  places: readonly { readonly cell: string; readonly line: number }[],
  ids: ReadonlySet<string>,
  problems: ProblemList,
): void {
  const taken = new Set<string>();
  for (const { cell, line } of places) {
    const at = { line, column: 1 };
    if (!ids.has(cell))
      problems.error(at, `no cell is named \`${cell}\``, `name one: \`{run name=${cell}}\``);
    else if (taken.has(cell))
      problems.error(at, `the output of \`${cell}\` has a place already`, 'keep one of them');
    taken.add(cell);
  }
}
