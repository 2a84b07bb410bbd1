import type { Cell, CellKind } from '../cells/cell.ts';
import { defaultOptions } from '../cells/read-cell.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';

/** A cell and what of it is elsewhere in the page. */
export interface CellParts {
  readonly cell: Cell;
  readonly title: string | undefined;
  /** The highlighted source. */
  readonly source: string;
  /** Attributes that the author gave the fence. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether its output has a place of its own (`<!-- output: x -->`, `output=next`). */
  readonly outputElsewhere: boolean;
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

/** Whether a cell is a terminal on the page, and not a source with an output. */
const isTerminal = (cell: Cell): boolean => cell.kind === 'terminal' || cell.kind === 'repl';

/** The markup of a cell: the contract between the pages and the client. A check is not on the page. */
export function cellHtml({ cell, title, source, attributes, outputElsewhere }: CellParts): string {
  if (cell.kind === 'check') return '';
  const { options } = cell;
  const hasOutput = !isTerminal(cell) && options.output !== 'none' && !outputElsewhere;
  const stepsAsWhole = options.step && (isTerminal(cell) || options.output === 'none');
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
    'data-state': 'idle',
    'data-auto': options.auto,
    'data-live': options.live,
    'data-show': options.show === 'text' ? undefined : options.show,
    'data-cols': sized ? options.cols : undefined,
    'data-rows': sized ? options.rows : undefined,
  });
  const caption = title ?? options.path;
  return [
    `<figure${figure}>`,
    ...(caption === undefined ? [] : [`<figcaption class="cell-title">${escapeHtml(caption)}</figcaption>`]),
    ...(options.hide ? [] : [`<div class="cell-source">${source.trimEnd()}</div>`]),
    barHtml(cell),
    ...(hasOutput ? [outputHtml(cell, false)] : []),
    ...(isTerminal(cell) ? [terminalHtml(cell)] : []),
    '</figure>',
    '',
  ].join('\n');
}

/** The place of a cell's output; `elsewhere` is outside its cell, and says whose it is. */
export function outputHtml(cell: Cell, elsewhere: boolean): string {
  const attributes = htmlAttributes({
    class: `cell-output${cell.options.step ? ' fragment' : ''}`,
    'data-output': true,
    'data-for': elsewhere ? cell.id : undefined,
    tabindex: '0',
    'aria-label': 'Output',
  });
  return `<div${attributes}></div>`;
}

function terminalHtml(cell: Cell): string {
  const attributes = htmlAttributes({
    class: 'terminal',
    'data-terminal': true,
    'data-cell': cell.id,
    tabindex: '0',
    'aria-label': 'Terminal',
  });
  return `<div${attributes}></div>`;
}

function barHtml(cell: Cell): string {
  const buttons = isTerminal(cell)
    ? [button('run', runLabels[cell.kind]), button('reset', 'Restart')]
    : [button('run', runLabels[cell.kind]), button('cancel', 'Stop'), button('reset', 'Reset')];
  return `<div class="cell-bar">${buttons.join('')}<span class="cell-status" aria-live="polite"></span></div>`;
}

function button(action: string, label: string): string {
  const icon = '<span class="icon" aria-hidden="true"></span>';
  return `<button type="button" data-action="${action}" aria-label="${label}">${icon}<span class="label">${label}</span></button>`;
}
