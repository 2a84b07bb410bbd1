import type { KeyPlace } from './key-command.ts';

let tabbed = false;

/** Watches how the focus moves: by Tab, or by something else. */
export function watchFocus(): void {
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Tab') tabbed = true;
    },
    true,
  );
  document.addEventListener(
    'pointerdown',
    () => {
      tabbed = false;
    },
    true,
  );
}

/** After a press or a step back, Enter is no longer meant for what has the focus. */
export function forgetTab(): void {
  tabbed = false;
}

/** Says where a key press lands; `playing`: while a record is being played; `drawing`: while a pen is out. */
export function keyPlace(playing: boolean, drawing: boolean): KeyPlace {
  const element = document.activeElement;
  const box = element instanceof HTMLElement ? element : null;
  return {
    focus: focusKind(box),
    scrollsX: box !== null && box.scrollWidth > box.clientWidth,
    scrollsY: box !== null && box.scrollHeight > box.clientHeight,
    tabbed,
    alternateScreen: box?.closest('[data-terminal]')?.getAttribute('data-screen') === 'alternate',
    playing,
    drawing,
  };
}

/** Browsers that know of no popovers know of no such selector. */
const opened =
  'popover' in HTMLElement.prototype ? 'dialog[open], [role="dialog"]:popover-open' : 'dialog[open]';

function focusKind(element: HTMLElement | null): KeyPlace['focus'] {
  if (document.querySelector(opened)) return 'dialog';
  if (!element || element === document.body) return 'page';
  const inTerminal = element.closest('[data-terminal]') !== null;
  if (inTerminal && element.matches('.xterm-helper-textarea')) return 'terminal';
  if (element.matches('input[type="range"]')) return 'slider';
  if (element.matches('input, textarea, select, [contenteditable]')) return 'field';
  if (element.matches('button, summary')) return element.localName === 'summary' ? 'summary' : 'button';
  if (element.matches('a[href]')) return 'link';
  return element.matches('[data-output], pre, [tabindex]') ? 'scroller' : 'page';
}
