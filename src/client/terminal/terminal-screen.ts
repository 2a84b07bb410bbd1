import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { terminalColors } from './terminal-colors.ts';

/** xterm.js with its addons, dressed and made safe; not yet on the page. */
export interface TerminalScreen {
  readonly xterm: Terminal;
  readonly fit: FitAddon;
  readonly search: SearchAddon;
}

export function createTerminalScreen(host: HTMLElement): TerminalScreen {
  const xterm = new Terminal({
    fontFamily: getComputedStyle(host).fontFamily,
    // The font brings its own leading; terminal.css reckons with it, and lines of boxes join.
    lineHeight: 1,
    scrollback: 5000,
    // Programs choose any pair of colours; this keeps the pair readable.
    minimumContrastRatio: 4.5,
    cursorBlink: false,
    theme: terminalColors(host),
    linkHandler: { activate: (_event, address) => openLink(address), allowNonHttpProtocols: false },
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  xterm.loadAddon(fit);
  xterm.loadAddon(search);
  xterm.loadAddon(new WebLinksAddon((_event, address) => openLink(address)));
  refuse(xterm);
  xterm.attachCustomKeyEventHandler((event) => !isOurKey(event));
  return { xterm, fit, search };
}

/** Keys that are the page's even inside a terminal; paste is left to the browser, which asks nobody. */
function isOurKey(event: KeyboardEvent): boolean {
  return event.ctrlKey && event.shiftKey && ['KeyC', 'KeyV', 'KeyF'].includes(event.code);
}

/** What a program's output must not do: write the reader's clipboard, or have words typed back at it. */
function refuse(xterm: Terminal): void {
  xterm.parser.registerOscHandler(52, () => true);
  // DECRQSS and XTGETTCAP: their answers carry text.
  xterm.parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => true);
  xterm.parser.registerDcsHandler({ intermediates: '+', final: 'q' }, () => true);
}

function openLink(address: string): void {
  if (/^https?:\/\//i.test(address)) window.open(address, '_blank', 'noopener,noreferrer');
}
