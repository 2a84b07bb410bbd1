import type { Deck, Slide } from '../../deck/deck.ts';
import type { Finding } from '../lint-rule.ts';
import type { pageRuleNames } from '../lint-rules.ts';
import type { PageComplaint, PageLook, SlideLook } from './look-at-deck.ts';

/** A finding of a browser, and the name of its rule. */
export interface PageFinding {
  readonly rule: (typeof pageRuleNames)[number];
  readonly finding: Finding;
}

const heightPx = 720;
/** Type is 32 px high by design, and code 22; below this share of that the last row can no longer read it. */
const smallestFit = 0.6;

/** What a browser's look at a deck comes to; complaints about an address have the place where the deck names it. */
export function pageFindings(deck: Deck, lines: readonly string[], look: PageLook): readonly PageFinding[] {
  return [
    ...look.slides.flatMap((slide) => slideFindings(deck, slide)),
    ...look.complaints.map(
      (complaint): PageFinding => ({
        rule: 'page-error',
        finding: {
          ...placeOf(complaint, deck, lines),
          severity: 'error',
          message: `the page complains: ${complaint.text.slice(0, 500)}`,
          mend: 'mend or remove what it names',
        },
      }),
    ),
  ];
}

function slideFindings(deck: Deck, look: SlideLook): readonly PageFinding[] {
  const slide = slideOf(deck, look.line);
  const title = titleOf(slide);
  const name = `slide ${look.address}${title === '' ? '' : ` (${title})`}`;
  const found = (
    rule: PageFinding['rule'],
    severity: Finding['severity'],
    message: string,
    mend: string,
  ): PageFinding => ({
    rule,
    finding: {
      line: look.line,
      column: 1,
      ...(slide === undefined ? {} : { slide }),
      severity,
      message: `${name} ${message}`,
      mend,
    },
  });
  const findings: PageFinding[] = [];
  if (look.overflowPx > 0) {
    const percent = Math.round((100 * look.overflowPx) / heightPx);
    findings.push(
      found(
        'overflow',
        'error',
        `is cut off at the bottom: ${look.overflowPx} px of it (${percent} % of a slide) are out of sight`,
        'make two slides of it, or say less',
      ),
    );
  }
  if (look.codeBelowPx > 0) {
    const lines = Math.max(1, Math.round(look.codeBelowPx / codeLinePx(look.fit)));
    findings.push(
      found(
        'overflow',
        'warning',
        `shows its code without the last ${counted(lines, 'line')}`,
        'shorten it, or show it in two parts',
      ),
    );
  }
  if (look.codeRightPx > 0) {
    findings.push(
      found(
        'overflow',
        'warning',
        `cuts lines of its code off at the right, by ${look.codeRightPx} px`,
        'break the longest lines',
      ),
    );
  }
  if (findings.length === 0 && look.fit < smallestFit) {
    const percent = Math.round(100 * look.fit);
    findings.push(
      found(
        'small-type',
        'warning',
        `is so full that its type shrinks to ${percent} %`,
        'make two slides of it, or say less',
      ),
    );
  }
  return findings;
}

const codeLinePx = (fit: number): number => 20 * fit * 1.5;
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The slide that begins on a line, or holds the cell that does. */
const slideOf = (deck: Deck, line: number): Slide | undefined =>
  deck.slides.find((slide) => slide.line === line) ??
  deck.slides.find((slide) => slide.line <= line && line <= slide.endLine);

const titleOf = (slide: Slide | undefined): string =>
  /^#{1,6}\s+(.+?)\s*(?:\{[^{}]*\}|#+)?\s*$/m.exec(slide?.markdown ?? '')?.[1] ?? '';

function placeOf(
  complaint: PageComplaint,
  deck: Deck,
  lines: readonly string[],
): { line: number; column: number } {
  const path =
    complaint.url === undefined
      ? ''
      : (complaint.url.split(`/${encodeURIComponent(deck.name)}/`)[1] ?? complaint.url);
  const line = path === '' ? -1 : lines.findIndex((one) => one.includes(path));
  return line < 0
    ? { line: 1, column: 1 }
    : { line: line + 1, column: (lines[line] ?? '').indexOf(path) + 1 };
}
