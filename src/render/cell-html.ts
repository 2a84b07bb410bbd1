import { type Cell, type CellKind, isTerminal } from '../cells/cell.ts';
import { defaultOptions } from '../cells/read-cell.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
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
}

const runLabels: Readonly<Record<CellKind, string>> = {
  run: 'Run',
  build: 'Build',
  file: 'Write',
  patch: 'Apply',
  repl: 'Open',
  terminal: 'Open',
  check: 'Check',
};

/** Files and patches come to something, but say nothing. */
const prints = (cell: Cell): boolean => cell.kind !== 'file' && cell.kind !== 'patch';

/** The markup of a cell: the contract between the pages and the client. A check is not on the page. */
export function cellHtml(parts: CellParts): string {
  const { cell, title, source, attributes, outputElsewhere, recorded } = parts;
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
    barHtml(cell, wholeFile !== undefined, recorded, parts.published === true),
    ...(stepsToWhole ? ['<span class="fragment" data-whole-step></span>'] : []),
    ...(hasOutput ? [outputHtml(cell, false, options.step && !stepsToWhole, recorded)] : []),
    ...(isTerminal(cell) ? [parts.published ? closedTerminal : terminalHtml(cell)] : []),
    '</figure>',
    '',
  ].join('\n');
}

/** The place of a cell's output; `elsewhere` is outside its cell, and says whose it is; `isStep`: a fragment. */
export function outputHtml(
  cell: Cell,
  elsewhere: boolean,
  isStep = cell.options.step,
  recorded?: RecordedCell,
): string {
  const attributes = htmlAttributes({
    class: `cell-output${isStep ? ' fragment' : ''}`,
    'data-output': true,
    'data-recorded': recorded?.shown && !recorded.ran ? recordedMark(recorded) : undefined,
    'data-for': elsewhere ? cell.id : undefined,
    tabindex: '0',
    role: 'group',
    'aria-label': 'Output',
  });
  return `<div${attributes}>${recorded ? recordedOutputHtml(recorded) : ''}</div>`;
}

function terminalHtml(cell: Cell): string {
  const attributes = htmlAttributes({
    class: 'terminal',
    'data-terminal': true,
    'data-cell': cell.id,
    tabindex: '0',
    role: 'group',
    'aria-label': 'Terminal',
  });
  return `<div${attributes}></div>`;
}

/** Where nothing runs there is no terminal, and no empty box of its size. */
const closedTerminal = '<p class="closed-terminal">A terminal, where this deck is presented</p>';

function barHtml(
  cell: Cell,
  hasWholeFile: boolean,
  recorded: RecordedCell | undefined,
  published: boolean,
): string {
  if (published) return publishedBarHtml(cell, hasWholeFile, recorded);
  const buttons = isTerminal(cell)
    ? [button('run', runLabels[cell.kind]), button('reset', 'Restart')]
    : [
        button('run', cell.options.append ? 'Append' : runLabels[cell.kind]),
        button('cancel', 'Stop'),
        ...(recorded && prints(cell)
          ? [button('replay', 'Replay', `Replay what was ${recordedMark(recorded)}`)]
          : []),
        ...(hasWholeFile ? [button('whole', 'Whole file')] : []),
        button('restore', 'Reset to here'),
        button('reset', 'Reset'),
      ];
  const drift =
    recorded && prints(cell) ? button('diff', 'differs from the record', 'Show how this run differs') : '';
  const words = recorded?.shown ? recordedStatusHtml(recorded) : '';
  const status = `<span class="cell-status" aria-live="polite">${words}</span>`;
  return `<div class="cell-bar">${buttons.join('')}${drift}${status}</div>`;
}

/** Only what needs no session: replaying what is recorded, and looking at the file that a patch makes. */
function publishedBarHtml(cell: Cell, hasWholeFile: boolean, recorded: RecordedCell | undefined): string {
  const plays = recorded !== undefined && prints(cell) && !isTerminal(cell);
  const buttons = [
    ...(plays ? [button('replay', 'Replay', `Replay what was ${recordedMark(recorded)}`)] : []),
    ...(hasWholeFile ? [button('whole', 'Whole file')] : []),
  ].join('');
  const words = plays && recorded.shown ? recordedStatusHtml(recorded) : '';
  return buttons === '' && words === ''
    ? ''
    : `<div class="cell-bar">${buttons}<span class="cell-status" aria-live="polite">${words}</span></div>`;
}

function button(action: string, label: string, title?: string): string {
  const icon = '<span class="icon" aria-hidden="true"></span>';
  const attributes = htmlAttributes({ 'data-action': action, 'aria-label': label, title });
  return `<button type="button"${attributes}>${icon}<span class="label">${label}</span></button>`;
}
