import { stringify } from 'yaml';
import type { Dialect } from '../deck/deck.ts';

/** One slide of the template: its Markdown, and the speaker's notes. */
interface TemplateSlide {
  readonly markdown: string;
  readonly notes: string | undefined;
}

/** What a new deck is made from. `day` is today's, as `2026-11-21`: posts have one. */
export interface NewDeck {
  readonly title: string;
  readonly dialect: Dialect;
  readonly day: string;
}

/** The text of a new deck: the slides of `template`, which is one of the dialect `reveal`, written in another dialect. */
export function newDeckText(template: string, deck: NewDeck): string {
  const [, body = ''] = /^---\n[\s\S]*?\n---\n([\s\S]*)$/.exec(template) ?? [];
  const slides = body.split(/\n---\n/).map(readSlide);
  const heading = `# ${escapeMarkdown(deck.title)}`;
  const titled = slides.map((slide) => ({
    ...slide,
    markdown: slide.markdown.replace(/^# .*$/m, () => heading),
  }));
  return `---\n${stringify(headOf(deck), { lineWidth: 0 })}---\n\n${writers[deck.dialect](titled)}\n`;
}

function readSlide(text: string): TemplateSlide {
  const [markdown = '', notes] = text.split(/^Note:\n/m);
  return { markdown: markdown.trim(), notes: notes?.trim() };
}

function headOf({ title, dialect, day }: NewDeck): Readonly<Record<string, unknown>> {
  switch (dialect) {
    case 'reveal':
      return { title };
    case 'mkslides':
      return { title, slides: { separator_vertical: '^\\s*-v-\\s*$' } };
    case 'slidev':
      return { dialect, title };
    case 'post':
      return { layout: 'post', title, date: day };
  }
}

const separated = (slides: readonly string[]): string => slides.join('\n\n---\n\n');

const withNotes = ({ markdown, notes }: TemplateSlide): string =>
  notes === undefined ? markdown : `${markdown}\n\nNote:\n\n${notes}`;

const writers: Readonly<Record<Dialect, (slides: readonly TemplateSlide[]) => string>> = {
  reveal: (slides) => separated(slides.map(withNotes)),
  mkslides: (slides) => separated(slides.map(withNotes)),
  slidev: (slides) =>
    separated(
      slides.map(({ markdown, notes }) =>
        notes === undefined
          ? markdown
          : `${markdown}\n\n<!--\n${notes.replace('Everything from the line `Note:` on', 'A comment at the end of a slide')}\n-->`,
      ),
    ),
  // A post is read: its title stands in its head, and what a speaker would say of a slide is part of it.
  post: (slides) =>
    slides
      .map(({ markdown, notes }, index) =>
        index === 0 || notes === undefined ? markdown.replace(/^# .*\n*/, '') : `${markdown}\n\n${notes}`,
      )
      .join('\n\n'),
};

/** A title is text, whatever letters are in it. */
const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_[\]<>{}#&$]|:(?=[\w+-]+:)/g, (letter) => `\\${letter}`);
