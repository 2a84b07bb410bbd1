import { showNotice } from '../../corner.ts';
import { make } from '../../elements.ts';
import type { TerminalView } from '../../terminal/terminal-view.ts';
import { spoken } from '../../words.ts';

/** The dock's terminals, each in a pane of its own. */
export interface DockPanes {
  readonly element: HTMLElement;
  /** Shows these, in this order, and opens them if they are not yet. */
  readonly show: (numbers: readonly number[]) => void;
  readonly focus: (number: number) => void;
  readonly type: (number: number, text: string) => void;
  readonly drop: (number: number) => void;
}

interface Pane {
  readonly element: HTMLElement;
  readonly view: Promise<TerminalView>;
}

export const paneId = (number: number): string => `dock-pane-${number}`;
export const tabId = (number: number): string => `dock-tab-${number}`;

/** `used`: the reader is in this terminal now. */
export function createDockPanes(
  deck: string,
  between: HTMLElement,
  used: (number: number) => void,
): DockPanes {
  const element = make('div', 'dock-panes');
  const panes = new Map<number, Pane>();
  element.append(between);

  const paneOf = (number: number): Pane => {
    const known = panes.get(number);
    if (known) return known;
    const pane = make('div', 'dock-pane');
    pane.id = paneId(number);
    pane.setAttribute('role', 'tabpanel');
    pane.setAttribute('aria-labelledby', tabId(number));
    const host = pane.appendChild(make('div', 'terminal'));
    for (const mark of ['data-terminal', 'data-open']) host.setAttribute(mark, '');
    host.dataset.dock = String(number);
    host.dataset.fontPx = String(matchMedia('(max-width: 620px)').matches ? 13 : 15);
    pane.addEventListener('focusin', () => used(number));
    element.append(pane);
    // xterm.js is fetched when the first terminal is wanted.
    const view = import('../../terminal/terminal-view.ts').then(({ createTerminalView }) =>
      createTerminalView(deck, host),
    );
    const made = { element: pane, view };
    panes.set(number, made);
    view.catch((error: unknown) => {
      console.error(error);
      panes.delete(number);
      pane.remove();
      showNotice(spoken.say('workshop.terminal-lost'));
    });
    return made;
  };

  return {
    element,
    show(numbers) {
      for (const number of numbers) paneOf(number);
      for (const [number, pane] of panes) {
        const at = numbers.indexOf(number);
        pane.element.hidden = at < 0;
        pane.element.style.order = String(at * 2);
        pane.element.toggleAttribute('data-second', at === 1);
      }
      between.hidden = numbers.length < 2;
    },
    focus: (number) => void panes.get(number)?.view.then((view) => view.focus()),
    type: (number, text) => void panes.get(number)?.view.then((view) => view.type(text)),
    drop(number) {
      const pane = panes.get(number);
      panes.delete(number);
      pane?.element.remove();
      pane?.view.then((view) => view.close()).catch(() => {});
    },
  };
}
