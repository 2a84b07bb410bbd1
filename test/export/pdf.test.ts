import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { articlePdf } from '../../src/export/article-pdf.ts';
import type { ExportDeck } from '../../src/export/export-deck.ts';
import { notesPdf } from '../../src/export/notes-pdf.ts';
import { slidesPdf } from '../../src/export/slides-pdf.ts';
import { openBrowser } from '../support/browser.ts';
import { exportDeckAt } from '../support/export-decks.ts';
import { readPdfText } from '../support/pdf-text.ts';

let browser: Browser;
let fixture: ExportDeck;
before(async () => {
  browser = await openBrowser();
  fixture = await exportDeckAt('test/fixtures/export/deck.md');
});
after(() => browser.close());

const common = {
  isMeant: () => true,
  base: undefined,
  creator: 'Piste',
  paper: 'a4',
  fragments: 'flat',
} as const;

describe('the slides as a PDF', () => {
  it('has a page a slide, in the size of slides, with an outline of titles', async () => {
    const { bytes, pages } = await slidesPdf(browser, fixture, common);
    const { info, outline, pages: texts } = readPdfText(bytes);
    assert.equal(pages, 5);
    assert.deepEqual(
      [info.Title, info.Author, info.Creator, info.Pages, info['Page size'], info.Tagged],
      ['Small things', 'Ada Lovelace', 'Piste', '5', '960 x 540 pts', 'yes'],
    );
    assert.deepEqual(outline, ['Small things 1', 'Steps 2', 'A file 3', '  Below 4', 'x2 on the left 5']);
    assert.match(texts[1] ?? '', /one[\s\S]*two/);
    assert.doesNotMatch(texts.join(), /Say this|Hidden/);
  });

  it('leads where its links lead; to other decks only where it knows the site', async () => {
    const linksOf = async (base: URL | undefined) => {
      const { bytes } = await slidesPdf(browser, fixture, { ...common, base });
      return [...new Set(readPdfText(bytes).links)].sort();
    };
    // A file leads to the chunk that it is woven from.
    const within = ['https://example.org/?a=1&b=2', 'page 2', 'page 3', 'page 4'];
    assert.deepEqual(await linksOf(undefined), within);
    assert.deepEqual(
      await linksOf(new URL('https://talks.example/')),
      [...within, 'https://talks.example/other/#/3', 'https://talks.example/other/article.html'].sort(),
    );
  });

  it('has a page for each step, where that is wished', async () => {
    const { bytes, pages } = await slidesPdf(browser, fixture, { ...common, fragments: 'pages' });
    const { info, outline, links } = readPdfText(bytes);
    assert.deepEqual([pages, info.Pages], [8, '8']);
    assert.deepEqual(outline.slice(0, 4), ['Small things 1', 'Steps 2', 'A file 6', '  Below 7']);
    assert.ok(links.includes('page 7'));
  });

  it('has only the slides that are meant', async () => {
    const { bytes } = await slidesPdf(browser, fixture, {
      ...common,
      isMeant: (number) => number === 2 || number === 4,
    });
    const { info, outline } = readPdfText(bytes);
    assert.deepEqual([info.Pages, outline], ['2', ['Steps 1', 'Below 2']]);
  });

  it('goes on over further pages where a slide is longer than one', async () => {
    const { deck } = fixture;
    const long = `## Long\n\n${'- a point\n'.repeat(60)}`;
    const slides = deck.slides.map((slide, index) => (index === 1 ? { ...slide, markdown: long } : slide));
    const { bytes, pages } = await slidesPdf(browser, { ...fixture, deck: { ...deck, slides } }, common);
    const { info, outline } = readPdfText(bytes);
    assert.ok(pages > 5);
    assert.equal(info.Pages, String(pages));
    assert.deepEqual(outline.slice(1, 3), ['Long 2', `A file ${pages - 2}`]);
  });

  it('has all of a slide whose hint is open on paper', async () => {
    const { deck } = fixture;
    const points = '- a point\n'.repeat(6);
    const hint = `## Task[^1]\n\n${points}\n::: hint Look\n${points}\nmarzipan\n:::\n\n[^1]: pumpernickel\n`;
    const slides = deck.slides.map((slide, index) => (index === 1 ? { ...slide, markdown: hint } : slide));
    const { bytes } = await slidesPdf(browser, { ...fixture, deck: { ...deck, slides } }, common);
    assert.match(readPdfText(bytes).pages[1] ?? '', /marzipan[\s\S]*pumpernickel/);
  });

  it('is the same file when it is made again', async () => {
    const [one, other] = [
      await slidesPdf(browser, fixture, common),
      await slidesPdf(browser, fixture, common),
    ];
    assert.ok(Buffer.from(one.bytes).equals(other.bytes));
  });

  it('has all fonts inside it, and what is recorded', async () => {
    const talk = await exportDeckAt('decks/nix-talk');
    const { bytes, pages } = await slidesPdf(browser, talk, common);
    const { info, fonts, pages: texts, outline } = readPdfText(bytes);
    assert.equal(Number(info.Pages), pages);
    assert.ok(fonts.length > 0 && fonts.every(({ embedded }) => embedded));
    assert.match(texts[1] ?? '', /nix \(Nix\) 2\./);
    assert.ok(outline.length >= 60);
  });
});

describe('the notes as a PDF', () => {
  it('has each slide with its notes below it, on sheets', async () => {
    const { bytes, pages } = await notesPdf(browser, fixture, common);
    const { info, pages: texts, outline } = readPdfText(bytes);
    // Of the five, the last three have no notes.
    assert.deepEqual([pages, info.Pages], [4, '4']);
    assert.match(info['Page size'] ?? '', /^59\d(?:\.\d+)? x 84[12](?:\.\d+)? pts \(A4\)$/);
    assert.match(texts[1] ?? '', /Steps[\s\S]*two[\s\S]*Say this slowly\.\s+2\s*$/);
    assert.deepEqual(outline, ['Small things 1', 'Steps 2', 'A file 3', 'Below 3']);
  });

  it('goes on over the next sheet where a slide is long, in type that can be read', async () => {
    const { deck } = fixture;
    const long = `## Long\n\n${'- a point\n'.repeat(60)}`;
    const slides = deck.slides.map((slide, index) => (index === 1 ? { ...slide, markdown: long } : slide));
    const { bytes } = await notesPdf(browser, { ...fixture, deck: { ...deck, slides } }, common);
    const { pages } = readPdfText(bytes);
    assert.equal(
      pages
        .slice(1, 3)
        .join('')
        .match(/a point/g)?.length,
      60,
    );
    assert.match(pages[2] ?? '', /a point[\s\S]*Say this slowly\./);
  });

  it('has the other paper where that is wished', async () => {
    const { bytes } = await notesPdf(browser, fixture, { ...common, paper: 'letter' });
    assert.match(readPdfText(bytes).info['Page size'] ?? '', /^612 x 792 pts/);
  });
});

describe('the article as a PDF', () => {
  it('has its headings as outline, numbers on its pages, and no slides', async () => {
    const { bytes, pages } = await articlePdf(browser, fixture, common);
    const { info, pages: texts, outline, links } = readPdfText(bytes);
    assert.deepEqual([String(pages), info.Title, info.Author], [info.Pages, 'Small things', 'Ada Lovelace']);
    assert.deepEqual(
      outline.map((line) => line.replace(/ \d+$/, '').trim()),
      ['Small things', 'Steps', 'A file', 'Below'],
    );
    for (const [index, text] of texts.entries()) assert.match(text, new RegExp(`\\s${index + 1}\\s*$`));
    assert.ok(
      links.some((link) => link.startsWith('page ')) && links.includes('https://example.org/?a=1&b=2'),
    );
  });
});

describe('a deck of many slides', () => {
  it('is printed whole', async () => {
    const slide = fixture.deck.slides[1];
    assert.ok(slide);
    const slides = Array.from({ length: 400 }, (_, h) => ({
      ...slide,
      h,
      v: 0,
      markdown: `## Slide ${h + 1}\n\n- one\n- two\n\n\`\`\`nix\n{ a = ${h}; }\n\`\`\``,
    }));
    const many = { ...fixture, deck: { ...fixture.deck, slides } };
    const { bytes, pages } = await slidesPdf(browser, many, common);
    const { info, outline } = readPdfText(bytes);
    assert.deepEqual([pages, info.Pages, outline.at(-1)], [400, '400', 'Slide 400 400']);
  });
});
