import type { Deck } from '../deck/deck.ts';
import type { Problem } from '../errors.ts';
import { escapeHtml } from '../html/escape.ts';
import type { CellLine } from '../runner/cell-line.ts';
import { slideOf } from './slide-of.ts';

/** Whether a cell did not come to what its deck and its record say, or has no record to come to. */
export const isFault = ({ status }: CellLine): boolean =>
  status === 'failed' || status === 'error' || status === 'drifted' || status === 'unrecorded';

/** The slides whose outputs are no longer what is recorded, deck by deck, as a person would look them up. */
export function formatMoved(lines: readonly CellLine[], decks: readonly Deck[]): string {
  return decks
    .flatMap((deck) => {
      const moved = lines.filter(
        (line) => line.file === deck.file && isFault(line) && line.status !== 'unrecorded',
      );
      const slides = new Map<string, string[]>();
      for (const { cell } of moved) {
        const slide = slideOf(deck, cell);
        slides.set(slide, [...(slides.get(slide) ?? []), cell]);
      }
      return [...slides].map(([slide, cells]) => `${deck.name}: slide ${slide}: ${cells.join(', ')}`);
    })
    .join('\n');
}

/** What code hosts read from a log and show beside the line that it is about. */
export function formatAnnotation(found: Problem | { readonly deck: Deck; readonly line: CellLine }): string {
  if (!('deck' in found)) {
    const { severity, file, line, column, message, mend } = found;
    return annotation(severity, { file, line, col: column }, mend ? `${message}\n${mend}` : message);
  }
  const { deck, line } = found;
  const title = `${line.cell} ${line.status}, slide ${slideOf(deck, line.cell)}`;
  const text = [line.reason ?? line.status, ...(line.diff ? [line.diff] : [])].join('\n');
  return annotation('error', { file: deck.file, line: line.line, title }, text);
}

function annotation(
  severity: 'error' | 'warning',
  properties: Readonly<Record<string, string | number>>,
  text: string,
): string {
  const plain = (value: string) =>
    value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const shown = Object.entries(properties).map(
    ([name, value]) => `${name}=${plain(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${severity} ${shown.join(',')}::${plain(text)}`;
}

/** JUnit XML: a suite for each deck, a case for each cell, and one for what is wrong in the deck's own text. */
export function formatJunit(
  decks: readonly Deck[],
  lines: readonly CellLine[],
  problems: readonly Problem[],
): string {
  const suites = decks.map((deck) => {
    const cells = lines.filter((line) => line.file === deck.file).map((line) => caseXml(deck, line));
    const errors = problems.filter((one) => one.file === deck.file);
    const text = elementXml('testcase', { classname: deck.name, name: 'text', time: '0' }, [
      ...errors.map((one) =>
        failureXml('failure', `${one.file}:${one.line}:${one.column}: ${one.message}`, one.excerpt),
      ),
    ]);
    const faults = lines.filter((line) => line.file === deck.file && isFault(line));
    const own = faults.filter(({ status }) => status === 'error').length;
    return elementXml(
      'testsuite',
      {
        name: deck.name,
        file: deck.file,
        tests: cells.length + 1,
        failures: faults.length - own + (errors.length > 0 ? 1 : 0),
        errors: own,
      },
      [text, ...cells],
    );
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementXml('testsuites', { name: 'piste check' }, suites)}\n`;
}

function caseXml(deck: Deck, line: CellLine): string {
  const attributes = {
    classname: `${deck.name}.${line.session}`,
    name: `${line.cell} (${line.kind}), slide ${slideOf(deck, line.cell)}`,
    file: deck.file,
    line: line.line,
    time: (line.durationMs / 1000).toFixed(3),
  };
  if (!isFault(line)) return elementXml('testcase', attributes, []);
  const text = line.diff ?? line.output;
  const kind = line.status === 'error' ? 'error' : 'failure';
  return elementXml('testcase', attributes, [failureXml(kind, line.reason ?? line.status, text)]);
}

const failureXml = (kind: 'failure' | 'error', message: string, text: string): string =>
  `<${kind} message="${xml(message)}">${xml(text)}</${kind}>`;

function elementXml(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[],
): string {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(String(value))}"`);
  if (children.length === 0) return `<${name}${head.join('')}/>`;
  return `<${name}${head.join('')}>\n${children.join('\n')}\n</${name}>`;
}

/** Escaped, and without the control characters that XML has no way to write. */
const xml = (text: string): string =>
  escapeHtml(text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\uFFFE\uFFFF]/g, '�'));
