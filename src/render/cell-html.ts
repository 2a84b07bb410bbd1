import { type Cell, type CellKind, isTerminal } from '../cells/cell.ts';
import { defaultOptions } from '../cells/read-cell.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import type { Phrases, Word } from '../words/phrases.ts';
import {
  type RecordedCell,
  recordAttributes,
  recordedMark,
  recordedOutputHtml,
  recordedStatusHtml,
} from './recorded-html.ts';

/** A cell and what of it is elsewhere in the page. */
export interface CellParts {
  readonly cell: Cell;
  readonly title: string | undefined;
  /** The highlighted source. */
  readonly source: string;
  /** The highlighted file of a patch, hidden, where it is known. */
  readonly wholeFile: string | undefined;
  /** Attributes that the author gave the fence. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether its output has a place of its own (`<!-- output: x -->`, `output=next`). */
  readonly outputElsewhere: boolean;
  readonly recorded: RecordedCell | undefined;
  /** Whether it is for a page on which nothing runs. */
  readonly published?: boolean;
  /** How the page speaks. */
  readonly phrases: Phrases;
}

const runLabels: Readonly<Record<CellKind, Word>> = {
  run: 'cell.run',
  build: 'cell.build',
  file: 'cell.write',
  patch: 'cell.apply',
  repl: 'cell.open',
  terminal: 'cell.open',
  check: 'cell.check',
};

/** Files and patches come to something, but say nothing. */
const prints = (cell: Cell): boolean => cell.kind !== 'file' && cell.kind !== 'patch';

/** The markup of a cell: the contract between the pages and the client. A check is not on the page. */
export function cellHtml(parts: CellParts): string {
  const { cell, title, source, attributes, outputElsewhere, recorded, phrases } = parts;
  if (cell.kind === 'check') return '';
  const { options } = cell;
  const wholeFile = options.hide ? undefined : parts.wholeFile;
  const stepsToWhole = options.step && wholeFile !== undefined;
  const hasOutput = !isTerminal(cell) && options.output !== 'none' && !outputElsewhere;
  const stepsAsWhole = options.step && !stepsToWhole && (isTerminal(cell) || options.output === 'none');
  const sized =
    isTerminal(cell) || options.cols !== defaultOptions.cols || options.rows !== defaultOptions.rows;
  const figure = htmlAttributes({
    ...attributes,
    class: [
      `cell cell-${cell.kind} output-${options.output}`,
      ...(stepsAsWhole ? ['fragment'] : []),
      ...(attributes.class === undefined ? [] : [attributes.class]),
    ].join(' '),
    'data-cell': cell.id,
    'data-kind': cell.kind,
    'data-language': cell.language,
    'data-session': cell.session,
    'data-state': recorded?.shown ? (recorded.ran ?? 'recorded') : 'idle',
    'data-auto': options.auto,
    'data-live': options.live,
    'data-show': options.show === 'text' ? undefined : options.show,
    'data-cols': sized ? options.cols : undefined,
    'data-rows': sized ? options.rows : undefined,
    ...(recorded && recordAttributes(recorded)),
  });
  const caption = title ?? options.path;
  return [
    `<figure${figure}>`,
    ...(caption === undefined ? [] : [`<figcaption class="cell-title">${escapeHtml(caption)}</figcaption>`]),
    ...(options.hide ? [] : [`<div class="cell-source">${source.trimEnd()}${wholeFile ?? ''}</div>`]),
    barHtml(parts, wholeFile !== undefined),
    ...(stepsToWhole ? ['<span class="fragment" data-whole-step></span>'] : []),
    ...(hasOutput ? [outputHtml(cell, false, phrases, options.step && !stepsToWhole, recorded)] : []),
    ...(isTerminal(cell) ? [parts.published ? closedTerminal(phrases) : terminalHtml(cell, phrases)] : []),
    '</figure>',
    '',
  ].join('\n');
}

/** The place of a cell's output; `elsewhere` is outside its cell, and says whose it is; `isStep`: a fragment. */
export function outputHtml(
  cell: Cell,
  elsewhere: boolean,
  phrases: Phrases,
  isStep = cell.options.step,
  recorded?: RecordedCell,
): string {
  const attributes = htmlAttributes({
    class: `cell-output${isStep ? ' fragment' : ''}`,
    'data-output': true,
    'data-recorded': recorded?.shown && !recorded.ran ? recordedMark(recorded, phrases) : undefined,
    'data-for': elsewhere ? cell.id : undefined,
    tabindex: '0',
    role: 'group',
    'aria-label': phrases.say('cell.output'),
  });
  return `<div${attributes}>${recorded ? recordedOutputHtml(recorded) : ''}</div>`;
}

function terminalHtml(cell: Cell, phrases: Phrases): string {
  const attributes = htmlAttributes({
    class: 'terminal',
    'data-terminal': true,
    'data-cell': cell.id,
    tabindex: '0',
    role: 'group',
    'aria-label': phrases.say('cell.terminal'),
  });
  return `<div${attributes}></div>`;
}

/** Where nothing runs there is no terminal, and no empty box of its size. */
const closedTerminal = ({ say }: Phrases): string =>
  `<p class="closed-terminal">${say('cell.closedTerminal')}</p>`;

function barHtml(parts: CellParts, hasWholeFile: boolean): string {
  const { cell, recorded, phrases } = parts;
  if (parts.published) return publishedBarHtml(parts, hasWholeFile);
  const { say } = phrases;
  const runs = say(cell.options.append ? 'cell.append' : runLabels[cell.kind]);
  const buttons = isTerminal(cell)
    ? [button('run', say(runLabels[cell.kind])), button('reset', say('cell.restart'))]
    : [
        button('run', runs),
        button('cancel', say('cell.stop')),
        ...(recorded && prints(cell) ? [replayButton(recorded, phrases)] : []),
        ...(hasWholeFile ? [button('whole', say('cell.whole'))] : []),
        button('restore', say('cell.restore')),
        button('reset', say('cell.reset')),
      ];
  const drift = recorded && prints(cell) ? button('diff', say('cell.drifts'), say('cell.driftTitle')) : '';
  const words = recorded?.shown ? recordedStatusHtml(recorded, phrases) : '';
  const status = `<span class="cell-status" aria-live="polite">${words}</span>`;
  const origin = prints(cell) ? (recorded?.origin ?? '') : '';
  return `<div class="cell-bar">${buttons.join('')}${drift}${status}${origin}</div>`;
}

/** Only what needs no session: replaying what is recorded, and looking at the file that a patch makes. */
function publishedBarHtml({ cell, recorded, phrases }: CellParts, hasWholeFile: boolean): string {
  const plays = recorded !== undefined && prints(cell) && !isTerminal(cell);
  const buttons = [
    ...(plays ? [replayButton(recorded, phrases)] : []),
    ...(hasWholeFile ? [button('whole', phrases.say('cell.whole'))] : []),
  ].join('');
  const words = plays && recorded.shown ? recordedStatusHtml(recorded, phrases) : '';
  return buttons === '' && words === ''
    ? ''
    : `<div class="cell-bar">${buttons}<span class="cell-status" aria-live="polite">${words}</span>${plays ? (recorded.origin ?? '') : ''}</div>`;
}

const replayButton = (recorded: RecordedCell, phrases: Phrases): string =>
  button(
    'replay',
    phrases.say('cell.replay'),
    phrases.say('cell.replayTitle', { recorded: recordedMark(recorded, phrases) }),
  );

function button(action: string, label: string, title?: string): string {
  const icon = '<span class="icon" aria-hidden="true"></span>';
  const attributes = htmlAttributes({ 'data-action': action, 'aria-label': label, title });
  return `<button type="button"${attributes}>${icon}<span class="label">${label}</span></button>`;
}
