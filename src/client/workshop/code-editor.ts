import { spoken } from '../words.ts';
import { type Change, indent, newLine, outdent } from './typing.ts';

/** A plain editor that stands in the place of a cell's code. */
export interface CodeEditor {
  readonly text: () => string;
  readonly setText: (text: string) => void;
  readonly focus: () => void;
  /** Whether its reader is in it, in this window. */
  readonly isUsed: () => boolean;
  /** What is selected, how it is scrolled and whether it has the focus, for another of the same text to be so. */
  readonly stand: () => EditorStand;
  readonly close: () => void;
}

export interface EditorStand {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly left: number;
  readonly hasFocus: boolean;
}

export interface CodeEditorEvents {
  readonly typed: (text: string) => void;
  readonly left: () => void;
  readonly run: () => void;
}

let editors = 0;

/**
 * Opens an editor over `pre`, which stays below it unseen and gives it its size: `typed` has to keep its lines up. Tab
 * indents; after Esc, Tab goes on to the next thing on the page.
 */
export function openCodeEditor(
  pre: HTMLElement,
  text: string,
  name: string,
  events: CodeEditorEvents,
  stand?: EditorStand,
): CodeEditor {
  const field = document.createElement('textarea');
  field.className = 'code-editor';
  field.wrap = 'off';
  field.spellcheck = false;
  field.setAttribute('autocapitalize', 'off');
  field.setAttribute('autocomplete', 'off');
  field.setAttribute('autocorrect', 'off');
  field.setAttribute('aria-label', name);
  field.value = text;
  const help = document.createElement('p');
  help.className = 'code-editor-help';
  help.id = `code-editor-help-${++editors}`;
  help.textContent = helpFor(pre.closest<HTMLElement>('[data-kind]')?.dataset.kind);
  field.setAttribute('aria-describedby', help.id);
  const holder = pre.parentElement;
  holder?.setAttribute('data-editing', '');
  pre.setAttribute('aria-hidden', 'true');
  const { tabIndex } = pre;
  pre.tabIndex = -1;
  pre.after(field);
  holder?.after(help);

  let tabLeaves = false;
  const apply = ({ from, to, put, select }: Change): void => {
    field.setSelectionRange(from, to);
    // The one way of changing a field's text that its own undo knows of.
    document.execCommand(put === '' ? 'delete' : 'insertText', false, put);
    field.setSelectionRange(...select);
  };
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const typed = { text: field.value, from: field.selectionStart, to: field.selectionEnd };
    const isRun = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key === 'Escape') tabLeaves = true;
    else if (event.key === 'Tab' && tabLeaves) return;
    else if (event.key !== 'Shift') tabLeaves = false;
    if (isRun) events.run();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === 'Enter') apply(newLine(typed));
    else if (event.key === 'Tab') {
      const change = event.shiftKey ? outdent(typed) : indent(typed);
      if (change) apply(change);
    } else return;
    event.preventDefault();
  });
  field.addEventListener('input', () => events.typed(field.value));
  field.addEventListener('blur', () => {
    tabLeaves = false;
    events.left();
  });

  if (stand) {
    field.setSelectionRange(stand.from, stand.to);
    field.scrollTo(stand.left, stand.top);
  }
  if (stand?.hasFocus !== false) field.focus({ preventScroll: stand !== undefined });

  return {
    text: () => field.value,
    setText(next) {
      field.value = next;
    },
    focus: () => field.focus(),
    isUsed: () => document.activeElement === field && document.hasFocus(),
    stand: () => ({
      ...{ from: field.selectionStart, to: field.selectionEnd },
      ...{ top: field.scrollTop, left: field.scrollLeft },
      hasFocus: document.activeElement === field,
    }),
    close() {
      field.remove();
      help.remove();
      pre.removeAttribute('aria-hidden');
      pre.tabIndex = tabIndex;
      holder?.removeAttribute('data-editing');
    },
  };
}

/** What keys do in the editor of a cell of this kind. */
function helpFor(kind: string | undefined): string {
  const does = kind === 'file' || kind === 'patch' ? kind : 'run';
  const keys = isApple() ? '⌘ ⏎' : 'Ctrl+Enter';
  return `${spoken.say(`workshop.editor-${does}`, { keys })} ${spoken.say('workshop.editor-keys')}`;
}

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);
