import { make } from '../../elements.ts';
import { spoken } from '../../words.ts';
import type { DockLayout } from './dock-layout.ts';
import { paneId, tabId } from './dock-panes.ts';

/** The row of tabs. Arrow keys go from one to the next, Delete closes. */
export interface DockTabs {
  readonly element: HTMLElement;
  readonly show: (layout: DockLayout) => void;
  readonly focus: (number: number) => void;
}

export function createDockTabs(choose: (number: number) => void, close: (number: number) => void): DockTabs {
  const element = make('div', 'dock-tabs');
  element.setAttribute('role', 'tablist');
  element.setAttribute('aria-label', spoken.say('workshop.terminals'));
  element.setAttribute('aria-multiselectable', 'true');
  const tabs = (): HTMLButtonElement[] => [...element.querySelectorAll('button')];
  const numberOf = (tab: HTMLElement): number => Number(tab.dataset.number);

  element.addEventListener('keydown', (event) => {
    const all = tabs();
    const here = all.find((tab) => tab === document.activeElement);
    const at = here ? all.indexOf(here) : 0;
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: all.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) all[(to + all.length) % all.length]?.focus();
    else if (event.key === 'Delete' && here) close(numberOf(here));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    focus: (number) =>
      tabs()
        .find((tab) => numberOf(tab) === number)
        ?.focus(),
    show({ tabs: numbers, shown, active }) {
      const had = tabs().find((tab) => tab === document.activeElement);
      const focused = had && numberOf(had);
      element.replaceChildren(
        ...numbers.map((number) => {
          const tab = make('button', 'dock-tab', String(number));
          tab.setAttribute('aria-label', spoken.say('workshop.terminal', { number }));
          tab.type = 'button';
          tab.id = tabId(number);
          tab.dataset.number = String(number);
          tab.setAttribute('role', 'tab');
          tab.setAttribute('aria-selected', String(shown.includes(number)));
          if (shown.includes(number)) tab.setAttribute('aria-controls', paneId(number));
          tab.toggleAttribute('data-active', number === active);
          tab.tabIndex = number === active ? 0 : -1;
          tab.addEventListener('click', () => choose(number));
          tab.addEventListener('auxclick', () => close(number));
          return tab;
        }),
      );
      element.hidden = numbers.length === 0;
      if (focused !== undefined)
        tabs()
          .find((tab) => numberOf(tab) === focused)
          ?.focus();
    },
  };
}
