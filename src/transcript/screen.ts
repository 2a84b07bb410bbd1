import headless, { type IBufferLine } from '@xterm/headless';
import { lineHtml, runsOf } from './screen-html.ts';

/** Lines from `from` on, which replace all that stood there. */
export interface ScreenChange {
  readonly from: number;
  readonly lines: readonly string[];
}

/** A terminal without a window: bytes go in, what a terminal would show comes out, as lines of HTML or plain text. */
export interface Screen {
  /** Resolves when the bytes are on the screen. */
  write(bytes: Uint8Array | string): Promise<void>;
  resize(cols: number, rows: number): void;
  /** What changed since the last call; undefined when nothing did. */
  takeChange(): ScreenChange | undefined;
  /** All lines as they are shown now. */
  lines(): readonly string[];
  /** All lines without style, trailing blanks and blank lines at the end left out. */
  text(): string;
  dispose(): void;
}

/**
 * Lines that a screen remembers above its rows, and cells that these may have: a wide one remembers fewer. What is kept
 * of an output stays below either, with as many rows as its lines wrap to; only sequences that scroll get there.
 */
const scrollbackLines = 24_000;
const cellLimit = 2_000_000;

/**
 * Finals of control sequences that xterm carries out one step at a time, as often as their parameter says: insert and
 * delete lines, scroll, tabs, repeat. A parameter in the thousands of millions would hold up the whole server.
 */
const repeating = ['L', 'M', 'S', 'T', 'I', 'Z', 'b'];
const repeatLimit = 1_000;

export function createScreen(cols: number, rows: number): Screen {
  const terminal = new headless.Terminal({
    cols,
    rows,
    scrollback: Math.max(200, Math.min(scrollbackLines, Math.floor(cellLimit / cols))),
    allowProposedApi: true,
    convertEol: false,
  });
  for (const final of repeating) {
    // `true` says that it has been dealt with: xterm's own handler does not see it.
    terminal.parser.registerCsiHandler({ final }, (parameters) =>
      parameters.flat().some((one) => one > repeatLimit),
    );
  }
  let shown: string[] = [];
  /** Lines that have scrolled off the screen stay as they are: they are walked once. */
  let settled: string[] = [];
  let settledRows = 0;

  const logicalLines = (
    fromRow: number,
  ): { lines: string[]; texts: string[]; settledCount: number; settledRows: number } => {
    const buffer = terminal.buffer.active;
    const lines: string[] = [];
    const texts: string[] = [];
    let settledCount = 0;
    let lastSettledRow = fromRow;
    for (let y = fromRow; y < buffer.length; ) {
      const group: IBufferLine[] = [];
      do {
        const row = buffer.getLine(y);
        if (row) group.push(row);
        y++;
      } while (y < buffer.length && buffer.getLine(y)?.isWrapped);
      const runs = runsOf(group);
      lines.push(lineHtml(runs));
      texts.push(
        runs
          .map((run) => run.text)
          .join('')
          .trimEnd(),
      );
      if (y <= buffer.baseY) {
        settledCount = lines.length;
        lastSettledRow = y;
      }
    }
    while (lines.length > settledCount && lines.at(-1) === '' && texts.at(-1) === '') {
      lines.pop();
      texts.pop();
    }
    return { lines, texts, settledCount, settledRows: lastSettledRow };
  };

  const current = (): string[] => {
    const buffer = terminal.buffer.active;
    if (buffer.type === 'alternate' || buffer.baseY < settledRows) {
      settled = [];
      settledRows = 0;
    }
    const walked = logicalLines(settledRows);
    if (buffer.type === 'alternate') return walked.lines;
    const all = [...settled, ...walked.lines];
    settled = all.slice(0, settled.length + walked.settledCount);
    settledRows = walked.settledRows;
    return all;
  };

  return {
    write: (bytes) => new Promise((done) => terminal.write(bytes, done)),
    resize(newCols, newRows) {
      if (newCols === terminal.cols && newRows === terminal.rows) return;
      settled = [];
      settledRows = 0;
      terminal.resize(newCols, newRows);
    },
    takeChange() {
      const now = current();
      let from = 0;
      while (from < now.length && from < shown.length && now[from] === shown[from]) from++;
      const same = from === now.length && from === shown.length;
      shown = now;
      return same ? undefined : { from, lines: now.slice(from) };
    },
    lines: () => current(),
    text: () => logicalLines(0).texts.join('\n'),
    dispose: () => terminal.dispose(),
  };
}
