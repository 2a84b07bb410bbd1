import { showStatus } from '../cells/cell-status.ts';
import { colorModeEvent } from '../color-mode.ts';
import { showLine } from '../corner.ts';
import { isTerminalAnswer } from './terminal-answer.ts';
import { terminalColors } from './terminal-colors.ts';
import { hideEnd, showEnd } from './terminal-end.ts';
import { openTerminalLink } from './terminal-link.ts';
import { createTerminalScreen } from './terminal-screen.ts';
import { openTerminalSearch } from './terminal-search.ts';
import { type FrameSize, keepUnscaled } from './unscaled-frame.ts';

/** On a terminal's place: its session is being reset, and its program is wanted again. */
export const restartMark = 'data-restart';

/** An open terminal. */
export interface TerminalView {
  readonly focus: () => void;
  /** Sends what a key would have sent, for who has no such key. */
  readonly type: (text: string) => void;
  readonly close: () => void;
}

/** Size of the slide's terminal type, in the slide's pixels; and the smallest that is still read, in true ones. */
const fontPx = 19;
const smallestFontPx = 9;

/** Opens a terminal in its place on the page. */
export async function createTerminalView(deck: string, host: HTMLElement): Promise<TerminalView> {
  const { cell = '', dock, fontPx: fixedFontPx } = host.dataset;
  const line = `terminal-${cell}${dock ?? ''}`;
  // Measured with the wrong font, every column would be off.
  await document.fonts.load(`16px ${getComputedStyle(host).fontFamily}`);
  const { xterm, fit, search } = createTerminalScreen(host);
  const frame = document.createElement('div');
  frame.className = 'terminal-frame';
  host.replaceChildren(frame);
  // The keys go to xterm.js' own field; two stops for Tab would be one too many.
  host.tabIndex = -1;
  xterm.open(frame);

  let replaying = 0;
  const link = openTerminalLink(deck, dock === undefined ? { cell } : { dock }, {
    output(bytes, replayed, done) {
      if (replayed) replaying++;
      xterm.write(bytes, () => {
        if (replayed) replaying--;
        done();
      });
    },
    started(fresh) {
      if (fresh) xterm.reset();
      hideEnd(host);
      showOpen(host);
    },
    exited(message) {
      if (host.hasAttribute(restartMark)) {
        host.removeAttribute(restartMark);
        link.restart();
        return;
      }
      const exit = message.exit === null ? {} : { exit: message.exit };
      const reason = message.reason === undefined ? {} : { reason: message.reason };
      const state = message.reset ? 'idle' : message.exit === 0 ? 'ok' : 'failed';
      showStatus({ cell, state, ...exit, ...reason });
      showEnd(host, message, () => {
        link.restart();
        xterm.focus();
      });
    },
    opened: () => showLine(line, ''),
    dropped: () => showLine(line, 'Terminal: reconnecting…'),
  });

  xterm.onData((data) => {
    if (replaying > 0 && isTerminalAnswer(data)) return;
    link.input(new TextEncoder().encode(data));
  });
  xterm.onBinary((data) => link.input(Uint8Array.from(data, (char) => char.charCodeAt(0))));
  xterm.onResize(({ cols, rows }) => link.resize(cols, rows));
  xterm.buffer.onBufferChange(({ type }) => host.setAttribute('data-screen', type));

  const resized = ({ width, scale }: FrameSize): void => {
    const cols = Number(host.dataset.cols ?? host.closest('figure')?.dataset.cols ?? 80) || 80;
    const widest = (width - 36 * scale) / (cols * 0.602);
    xterm.options.fontSize =
      fixedFontPx === undefined
        ? Math.max(smallestFontPx, Math.min(fontPx * scale, widest))
        : Number(fixedFontPx);
    fit.fit();
  };
  const stopScaling = keepUnscaled(host, frame, resized);
  link.resize(xterm.cols, xterm.rows);
  const recolor = (): void => {
    xterm.options.theme = terminalColors(host);
  };
  document.addEventListener(colorModeEvent, recolor);
  frame.addEventListener('keydown', (event) => {
    if (!event.ctrlKey || !event.shiftKey) return;
    if (event.code === 'KeyC') document.execCommand('copy');
    else if (event.code === 'KeyF') openTerminalSearch(host, search, () => xterm.focus());
    else return;
    event.preventDefault();
  });

  return {
    focus: () => xterm.focus(),
    type: (text) => link.input(new TextEncoder().encode(text)),
    close() {
      stopScaling();
      document.removeEventListener(colorModeEvent, recolor);
      link.close();
      xterm.dispose();
    },
  };
}

function showOpen(host: HTMLElement): void {
  const figure = host.closest<HTMLElement>('figure.cell');
  if (!figure) return;
  figure.dataset.state = 'running';
  const status = figure.querySelector('.cell-status');
  if (status) status.textContent = 'open';
}
