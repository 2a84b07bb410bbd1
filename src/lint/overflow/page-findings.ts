import { nearestWord } from '../../cells/nearest-word.ts';
import { counted } from '../../cells/quantities.ts';
import type { Deck, Slide } from '../../deck/deck.ts';
import type { ReadPart } from '../../links/read-parts.ts';
import { fenceOf } from '../../markdown/fences.ts';
import type { Finding } from '../lint-rule.ts';
import type { pageRuleNames } from '../lint-rules.ts';
import type { LintSubject } from '../lint-subject.ts';
import type { PageComplaint, PageLook, SlideLook, UndrawnDiagram } from './look-at-deck.ts';

/** A finding of a browser, and the name of its rule. */
export interface PageFinding {
  readonly rule: (typeof pageRuleNames)[number];
  readonly finding: Finding;
}

const heightPx = 720;
/** Type is 32 px high by design, and code 22; below this share of that the last row can no longer read it. */
const smallestFit = 0.6;

/** What a browser's look at a deck comes to; complaints about an address have the place where the deck names it. */
export function pageFindings(
  { deck, lines, parts }: Pick<LintSubject, 'deck' | 'lines' | 'parts'>,
  look: PageLook,
): readonly PageFinding[] {
  return [
    ...look.slides.flatMap((slide) => slideFindings(deck, parts, slide)),
    ...look.slides.flatMap((slide) =>
      slide.undrawn.map((diagram) => undrawnFinding(diagram, slideOf(deck, slide.line), slide.line, parts)),
    ),
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

function slideFindings(deck: Deck, parts: readonly ReadPart[], look: SlideLook): readonly PageFinding[] {
  const slide = slideOf(deck, look.line);
  const title = titleOf(slide);
  const name = `slide ${look.address}${title === '' ? '' : ` (${title})`}`;
  const found = (
    rule: PageFinding['rule'],
    severity: Finding['severity'],
    message: string,
    mend: string,
    line = look.line,
  ): PageFinding => ({
    rule,
    finding: {
      line,
      column: 1,
      ...(slide === undefined ? {} : { slide }),
      severity,
      message: `${name} ${message}`,
      mend,
    },
  });
  const codeLine = look.cutCode === undefined ? undefined : lineOfCode(look.cutCode, slide, parts);
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
        codeLine,
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
        codeLine,
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

/** Mermaid names lines of the diagram, and its author wants those of the deck. */
function undrawnFinding(
  { source, why }: UndrawnDiagram,
  slide: Slide | undefined,
  slideLine: number,
  parts: readonly ReadPart[],
): PageFinding {
  const [reason = '', excerpt = ''] = why.split('\n');
  const fence = lineOfCode(source, slide, parts);
  const within = Number(/\b(?:Parse|Lexical) error on line (\d{1,4})\b/.exec(reason)?.[1] ?? 0);
  const type = /No diagram type detected/.test(reason) ? /\S+/.exec(source)?.[0] : undefined;
  return {
    rule: 'undrawn-diagram',
    finding: {
      line: fence === undefined ? slideLine : fence + within,
      column: 1,
      ...(slide === undefined ? {} : { slide }),
      severity: 'error',
      ...diagramWords(reason, excerpt.trim(), within > 0, type),
    },
  };
}

function diagramWords(
  reason: string,
  excerpt: string,
  hasLine: boolean,
  type: string | undefined,
): Pick<Finding, 'message' | 'mend'> {
  if (type !== undefined) {
    const near = nearestWord(type, diagramTypes);
    return {
      message: `this diagram cannot be drawn: Mermaid knows no \`${type.slice(0, 40)}\``,
      mend:
        near === undefined ? `begin it with one of ${diagramTypes.join(', ')}` : `did you mean \`${near}\`?`,
    };
  }
  return {
    message: `this diagram cannot be drawn: ${hasLine ? `Mermaid does not understand \`${excerpt}\`` : reason.slice(0, 300).trim()}`,
    mend: 'mend that line; a label with other signs than letters needs quotes: `A["/nix/store"]`',
  };
}

const diagramTypes = [
  ...['flowchart', 'sequenceDiagram', 'classDiagram', 'stateDiagram-v2', 'erDiagram', 'gantt', 'pie'],
  ...['journey', 'gitGraph', 'mindmap', 'timeline', 'quadrantChart', 'xychart-beta', 'sankey-beta'],
  ...['block-beta', 'packet-beta', 'architecture-beta', 'kanban', 'requirementDiagram', 'C4Context'],
];

/** The line of the fence or HTML, on a slide, that holds a text; blanks may be others than on the page. */
function lineOfCode(text: string, slide: Slide | undefined, parts: readonly ReadPart[]): number | undefined {
  const bare = (code: string): string => code.replace(/\s+/g, '');
  const wanted = bare(text);
  for (const part of parts.filter((one) => one.slide === slide && !one.isNotes)) {
    for (const token of part.tokens) {
      const fence = fenceOf(token);
      if (fence !== undefined && bare(fence.body) === wanted) return part.sourceLine(fence.firstLine);
      if (token.type === 'html_block' && bare(token.content).includes(wanted))
        return part.sourceLine(token.map?.[0] ?? 0);
    }
  }
  return undefined;
}

const codeLinePx = (fit: number): number => 20 * fit * 1.5;

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
