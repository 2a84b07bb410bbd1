import { mostDocks } from '../../../serve/workshop/workshop-protocol.ts';
import { showNotice } from '../../corner.ts';
import { make } from '../../elements.ts';
import { spoken } from '../../words.ts';
import { shapeButton } from '../shape-button.ts';
import { listenToDockKeys } from './dock-keys.ts';
import {
  closeTab,
  type DockLayout,
  freeNumber,
  layoutWith,
  showTab,
  splitWith,
  unsplit,
} from './dock-layout.ts';
import { createDockPanes } from './dock-panes.ts';
import { createDockTabs } from './dock-tabs.ts';
import { keepLayout, keptLayout } from './kept-layout.ts';
import { createSeparator } from './separator.ts';
import { createTouchKeys } from './touch-keys.ts';

/** The terminals at the page's foot, or at its side where the window is very wide. */
export interface Dock {
  /** The line by which it is made higher or wider. */
  readonly grip: HTMLElement;
  /** Button, tabs and what else is done with terminals. */
  readonly controls: HTMLElement;
  readonly body: HTMLElement;
  /** Takes what the server says of which terminals live. */
  readonly take: (live: readonly number[]) => void;
}

export interface DockEvents {
  /** A tab was closed: its program is to end. */
  readonly closed: (number: number) => void;
  /** It is open or not, at the bottom or at the side, and takes this part of the window. */
  readonly placed: (place: { isOpen: boolean; isBeside: boolean; share: number }) => void;
}

const wide = '(min-width: 1600px)';
const narrow = '(max-width: 700px)';

export function createDock(deck: string, events: DockEvents): Dock {
  let layout = keptLayout(deck);
  let heard = false;
  const beside = matchMedia(wide);
  const small = matchMedia(narrow);

  const toggle = make('button', 'dock-toggle');
  toggle.type = 'button';
  toggle.setAttribute('aria-controls', 'dock');
  toggle.title = spoken.say('workshop.dock-key');
  toggle.append(make('span', 'icon'), make('span', 'label', spoken.say('workshop.terminals')));
  const add = shapeButton('dock-add', spoken.say('workshop.terminal-add'));
  const split = shapeButton('dock-split', spoken.say('workshop.terminal-split'));
  const close = shapeButton('dock-close', spoken.say('workshop.terminal-close'));

  const between = createSeparator({
    name: spoken.say('workshop.split-line'),
    orientation: () => 'vertical',
    value: () => layout.split,
    set: (value) => set({ ...layout, split: value }),
    at(event) {
      const box = panes.element.getBoundingClientRect();
      return (event.clientX - box.left) / box.width;
    },
    least: () => 0.2,
    most: 0.8,
    settled: () => keep(),
  });
  const panes = createDockPanes(deck, between.element, (number) => {
    if (layout.active !== number) set({ ...layout, active: number });
  });
  const isBeside = (): boolean => beside.matches && layout.isOpen;
  // What stands before the line is the page, at the left of the dock or above it.
  const grip = createSeparator({
    name: spoken.say('workshop.dock-line'),
    orientation: () => (isBeside() ? 'vertical' : 'horizontal'),
    value: () => 1 - (isBeside() ? layout.width : layout.height),
    set: (value) => set({ ...layout, [isBeside() ? 'width' : 'height']: 1 - value }),
    at: (event) => (isBeside() ? event.clientX / window.innerWidth : event.clientY / window.innerHeight),
    // Beside the terminals there has to be room for a text.
    least: () => (isBeside() ? 0.5 : 0.15),
    most: 0.8,
    settled: () => keep(),
  });
  const body = make('div', 'dock');
  body.id = 'dock';
  const empty = make('p', 'dock-empty', spoken.say('workshop.no-terminal'));
  body.append(
    panes.element,
    empty,
    createTouchKeys((text) => {
      if (layout.active !== undefined) panes.type(layout.active, text);
    }),
  );

  const show = (): void => {
    const { isOpen, shown, active, width, height } = layout;
    const seen = small.matches && active !== undefined ? [active] : shown;
    toggle.setAttribute('aria-expanded', String(isOpen));
    body.hidden = !isOpen;
    grip.element.hidden = !isOpen;
    for (const button of [add, split, close]) button.hidden = !isOpen;
    close.hidden ||= active === undefined;
    split.setAttribute('aria-pressed', String(shown.length > 1));
    empty.hidden = shown.length > 0;
    body.style.setProperty('--split', String(layout.split));
    tabs.show(isOpen ? { ...layout, shown: seen } : { ...layout, tabs: [], shown: [] });
    // What stood here at the last visit may be gone: to look is not to ask for a sandbox.
    if (isOpen && heard) panes.show(seen);
    grip.refresh();
    between.refresh();
    events.placed({ isOpen, isBeside: isBeside(), share: isBeside() ? width : height });
  };
  const set = (next: DockLayout): void => {
    layout = next;
    show();
  };
  const keep = (): void => keepLayout(deck, layout);
  const change = (next: DockLayout): void => {
    set(next);
    keep();
  };
  const focus = (): void => {
    if (layout.active !== undefined) panes.focus(layout.active);
  };
  const openNew = (show: (layout: DockLayout, number: number) => DockLayout): void => {
    const number = freeNumber(layout.tabs, mostDocks);
    if (number === undefined) showNotice(spoken.say('workshop.terminals-most', { most: mostDocks }));
    else {
      change(show(layout, number));
      focus();
    }
  };
  const closeOne = (number: number): void => {
    panes.drop(number);
    events.closed(number);
    const next = closeTab(layout, number);
    change(next.tabs.length > 0 ? next : { ...next, isOpen: false });
    if (next.active === undefined) toggle.focus();
    else tabs.focus(next.active);
  };
  const setOpen = (isOpen: boolean): void => {
    change({ ...layout, isOpen });
    if (!isOpen) return;
    if (layout.tabs.length === 0 && heard) openNew(showTab);
    else focus();
  };
  const tabs = createDockTabs((number) => {
    change(showTab(layout, number));
    focus();
  }, closeOne);

  toggle.addEventListener('click', () => setOpen(!layout.isOpen));
  add.addEventListener('click', () => openNew(showTab));
  close.addEventListener('click', () => {
    if (layout.active !== undefined) closeOne(layout.active);
  });
  split.addEventListener('click', () => {
    if (layout.shown.length > 1) {
      change(unsplit(layout));
      return focus();
    }
    const other = layout.tabs.find((number) => !layout.shown.includes(number));
    if (other === undefined) return openNew(splitWith);
    change(splitWith(layout, other));
    focus();
  });
  for (const query of [beside, small]) query.addEventListener('change', show);
  listenToDockKeys({
    toggle() {
      setOpen(!(layout.isOpen && body.contains(document.activeElement)));
      if (!layout.isOpen) toggle.focus();
    },
    leave: () => (layout.active === undefined ? toggle.focus() : tabs.focus(layout.active)),
    body,
  });

  const controls = make('div', 'dock-controls');
  controls.append(toggle, tabs.element, add, split, close);
  show();
  return {
    grip: grip.element,
    controls,
    body,
    take(live) {
      // Later news is of other pages of the visitor's, or of a program that has ended: its last words stay.
      const isFirst = !heard;
      heard = true;
      if (isFirst) set(layoutWith(layout, live));
      else for (const number of live) set({ ...layout, tabs: [...new Set([...layout.tabs, number])] });
    },
  };
}
