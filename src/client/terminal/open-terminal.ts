import { showNotice } from '../corner.ts';
import { spoken } from '../words.ts';
import type { TerminalView } from './terminal-view.ts';

const views = new Map<HTMLElement, Promise<TerminalView>>();

/** Opens a cell's terminal, or goes to the one that is open. xterm.js is fetched when the first one opens. */
export function openTerminal(deck: string, host: HTMLElement, { focus }: { readonly focus: boolean }): void {
  let view = views.get(host);
  if (!view) {
    host.setAttribute('data-open', '');
    view = import('./terminal-view.ts').then(({ createTerminalView }) => createTerminalView(deck, host));
    views.set(host, view);
  }
  view.then(
    (terminal) => {
      if (focus) terminal.focus();
    },
    (error: unknown) => {
      // For whoever looks into it; the reader is told below.
      console.error(error);
      views.delete(host);
      host.removeAttribute('data-open');
      showNotice(spoken.say('terminal.failed'));
    },
  );
}

/** Gives each terminal's place the height that its author asked for. */
export function sizeTerminals(root: ParentNode): void {
  for (const host of root.querySelectorAll<HTMLElement>('[data-terminal]')) {
    const rows = Number(host.closest<HTMLElement>('figure.cell')?.dataset.rows);
    if (rows > 0) host.style.setProperty('--rows', String(rows));
  }
}

/** Closes terminals whose place has left the page. */
export function closeLostTerminals(): void {
  for (const [host, view] of views) {
    if (host.isConnected) continue;
    views.delete(host);
    view.then((terminal) => terminal.close()).catch(() => {});
  }
}
