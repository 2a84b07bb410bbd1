import type { Cell } from '../../cells/cell.ts';
import { readChunk } from '../../cells/chunk.ts';
import type { Deck, Slide } from '../../deck/deck.ts';
import { slideAddresses } from '../../deck/slide-addresses.ts';
import { createMarkdown } from '../../markdown/create-markdown.ts';
import { envWith } from '../../markdown/env-with.ts';
import type { Fence } from '../../markdown/fences.ts';
import { isMagicMove } from '../../markdown/magic-move.ts';
import type { PageRecords } from '../../records/page-records.ts';
import { phrasesOf } from '../../words/words.ts';
import { fenced, textOfLines } from './fenced.ts';
import { ownLinks } from './own-links.ts';
import { type Weave, wovenSlide } from './woven-slide.ts';

/** A deck as Markdown to be read on a code host, with what is recorded of its cells below them. */
export async function deckMarkdown(deck: Deck, records: PageRecords): Promise<string> {
  const outputs = await outputsOf(deck, records);
  const md = createMarkdown({ lang: deck.settings.lang });
  const placed = new Set(deck.slides.flatMap((slide) => slide.outputs));
  const { say } = phrasesOf(deck.settings.lang);
  const links = ownLinks(deck);
  const sections = [...slideAddresses(deck)].map(([slide, { h, v }]) => {
    const waiting = [...slide.cells];
    const fence = (one: Fence): string => {
      if (one.info.cellGroup === undefined) return plainFence(one);
      const cell = deck.cells.find(({ id }) => id === waiting[0]);
      waiting.shift();
      return cell === undefined
        ? plainFence(one)
        : cellText(cell, one, placed.has(cell.id) ? '' : outputs(cell));
    };
    const output = (id: string): string => {
      const cell = deck.cells.find((one) => one.id === id);
      return cell === undefined ? '' : outputs(cell);
    };
    const read = (markdown: string, weave: Pick<Weave, 'fence' | 'output'>) =>
      wovenSlide(md, markdown, envWith(deck.references), { ...weave, lead: links.lead });
    const text = read(wholeOf(slide), { fence, output });
    const notes =
      deck.settings.articleNotes && slide.notes !== undefined && slide.whole === undefined
        ? quoted(
            `**${say('article.notes')}**\n\n${read(slide.notes, { fence: plainFence, output: () => '' })}`,
          )
        : '';
    const parts = [text, notes].filter((part) => part !== '');
    return [...(parts.length === 0 ? [] : [links.anchor({ h, v })]), ...parts]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  const body = sections.filter((part) => part !== '').join('\n\n');
  const title = /^\s*(?:<a id="[^"]*"><\/a>\s*)*#[ \t]/.test(body) ? '' : `# ${deck.settings.title}\n\n`;
  return `${frontMatter(deck)}${title}${body}\n`;
}

const wholeOf = (slide: Slide): string => slide.whole ?? slide.markdown;

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

/** What a code host shows of it: the rest is for slides. */
function frontMatter({ settings: { title, lang, about } }: Deck): string {
  const lines = [
    ['title', title],
    ...(lang === 'en' ? [] : [['lang', lang]]),
    ...(about.authors.length === 0 ? [] : [['author', about.authors.join(', ')]]),
    ...(about.date === undefined ? [] : [['date', about.date]]),
  ].map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n`;
}

function plainFence(fence: Fence): string {
  if (isMagicMove(fence)) return fence.body.trimEnd();
  const { language, diffOf, title, chunkGroup } = fence.info;
  const chunk = chunkGroup && readChunk(chunkGroup).name;
  return [
    ...captionOf(title ?? (chunk && `\`<<${chunk}>>\``)),
    fenced(fence.body, diffOf === undefined ? language : 'diff'),
  ].join('\n\n');
}

const captionOf = (title: string | undefined): readonly string[] =>
  title === undefined ? [] : [`**${title}**`];

/** A cell's source and below it what it printed; a check is not on pages. */
function cellText(cell: Cell, fence: Fence, output: string): string {
  if (cell.kind === 'check') return '';
  const below = cell.options.output === 'none' || output === '' ? [] : [output];
  const source =
    cell.options.hide || (isDialogue(cell) && below.length > 0)
      ? []
      : [
          ...captionOf(fence.info.title ?? (cell.options.path && `\`${cell.options.path}\``)),
          fenced(
            cell.kind === 'file' ? cell.written : cell.body,
            cell.kind === 'patch' ? 'diff' : cell.language,
          ),
        ];
  return [...source, ...below].join('\n\n');
}

/** What a cell printed, and its status where that is not 0; empty where nothing is recorded or it said nothing. */
async function outputsOf(deck: Deck, records: PageRecords): Promise<(cell: Cell) => string> {
  const { say } = phrasesOf(deck.settings.lang);
  const texts = new Map<string, string>();
  for (const cell of deck.cells) {
    if (cell.kind !== 'run' && cell.kind !== 'build') continue;
    const [record, final] = [records.of(cell.id), await records.final(cell.id)];
    if (record === undefined || final === undefined) continue;
    const printed = textOfLines(final.lines);
    const language = isDialogue(cell) ? 'console' : 'text';
    const parts = printed === '' ? [] : [fenced(printed, language)];
    if (record.exit !== null && record.exit !== 0)
      parts.push(`*${say('recorded.exit', { exit: record.exit })}*`);
    texts.set(cell.id, parts.join('\n\n'));
  }
  return ({ id }) => texts.get(id) ?? '';
}

/** The output of commands with prompts has the commands in it. */
const isDialogue = ({ language }: Cell): boolean => language === 'console';
