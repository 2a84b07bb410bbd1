import { createMarkdown } from '../markdown/create-markdown.ts';
import { expandIncludes, type IncludeRead } from '../markdown/include.ts';
import { cutDeck, dialectOf } from './cut-deck.ts';
import type { Deck, Slide } from './deck.ts';
import { createDeckCells } from './deck-cells.ts';
import { readDefinitions, withFootnotes } from './definitions.ts';
import { readFrontMatter } from './front-matter.ts';
import { warnOfUnknownTheme } from './known-themes.ts';
import { warnOfForeignStyles, warnOfKeysWithoutEffect, warnOfSlidevTheme } from './not-yet.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { readSlide } from './read-slide.ts';
import { mergeSettings, readOwnKeys } from './settings.ts';
import { normaliseText } from './source-text.ts';

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
  const problems = createProblemList(options.file, text, options.readInclude);
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
  const columnOf = (line: number, written: string): number =>
    Math.max(1, (textLines[line - 1]?.indexOf(written) ?? 0) + 1);
  const deckText = { md, head, keys, lines, body, read: options.readInclude, columnOf, problems };
  const found = dialectOf(deckText);
  let cuts = cutDeck(found.dialect, deckText);
  if (cuts.length > mostSlides) {
    problems.error(
      { line: 1, column: 1 },
      `${cuts.length} slides are more than ${mostSlides}`,
      'cut the deck in two',
    );
    cuts = cuts.slice(0, mostSlides);
  }
  const { references, footnotes } = readDefinitions(md, body, lines);
  const deckCells = createDeckCells(textLines, problems);
  const places: { cell: string; line: number }[] = [];
  let firstHeading: string | undefined;
  const slides = cuts.map((one): Slide => {
    const { given, ...cut } = withFootnotes(one, footnotes);
    const whole = one.whole && withFootnotes({ markdown: one.whole, sourceLines: [] }, footnotes).markdown;
    const parts = readSlide(md, cut.markdown, references);
    firstHeading ??= parts.headings.find((heading) => heading !== '');
    for (const { line, column, message, mend } of parts.notices)
      problems.warn({ line: cut.sourceLines[line] ?? cut.line, column }, message, mend);
    for (const place of parts.outputPlaces)
      places.push({ ...place, line: cut.sourceLines[place.line] ?? cut.line });
    return {
      ...cut,
      ...(whole === undefined ? {} : { whole }),
      cells: deckCells.add(parts.fences, cut.sourceLines),
      outputs: parts.outputPlaces.map((place) => place.cell),
      attributes: joinAttributes(given, parts.attributes),
    };
  });
  if (found.guessed)
    problems.warn(
      { line: head.bodyLine, column: 1 },
      `${found.because}: they are cut like a post, at headings and where a slide is full`,
      'put a line `---` between blank lines where a slide ends, or write `dialect: post`',
    );
  const only = slides[0];
  if (only !== undefined && slides.length === 1 && only.sourceLines.length > mostLinesOfOne) {
    problems.warn(
      { line: only.line, column: 1 },
      `nothing separates the slides: all ${only.sourceLines.length} lines are one slide`,
      'put a line `---` between blank lines where a slide ends, or take `dialect: reveal` out',
    );
  }
  const { cells, chunks } = deckCells.woven();
  checkOutputPlaces(places, new Set(cells.map((cell) => cell.id)), problems);
  const settings = mergeSettings(keys, found, keys.title ?? firstHeading ?? options.name);
  warnOfSlidevTheme(settings, head, problems);
  warnOfUnknownTheme(settings, head, problems);
  warnOfForeignStyles(settings, head, problems);
  return {
    name: options.name,
    file: options.file,
    settings,
    slides,
    references,
    cells,
    chunks,
    problems: problems.all(),
  };
}

/** A comment's attributes go over those of the slide's front matter; classes are joined. */
function joinAttributes(given: Slide['attributes'], own: Slide['attributes']): Slide['attributes'] {
  const classes = [given.class, own.class].filter((one) => one !== undefined && one !== '');
  return { ...given, ...own, ...(classes.length === 0 ? {} : { class: classes.join(' ') }) };
}

function checkOutputPlaces(
  places: readonly { readonly cell: string; readonly line: number }[],
  ids: ReadonlySet<string>,
  problems: ProblemList,
): void {
  const taken = new Set<string>();
  for (const { cell, line } of places) {
    const at = { line, column: 1, written: `output: ${cell}` };
    if (!ids.has(cell))
      problems.error(at, `no cell is named \`${cell}\``, `name one: \`{run name=${cell}}\``);
    else if (taken.has(cell))
      problems.error(at, `the output of \`${cell}\` has a place already`, 'keep one of them');
    taken.add(cell);
  }
}
