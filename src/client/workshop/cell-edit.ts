import { allCells, cellAround, cellById, cellId } from '../cells/cell-elements.ts';
import type { Player } from '../player/player.ts';
import { spoken } from '../words.ts';
import { type CodeEditor, type EditorStand, openCodeEditor } from './code-editor.ts';
import { markEdited } from './edited-cell.ts';
import type { Edits } from './edits.ts';
import { type AuthorSource, readAuthorSource, showSource } from './source-lines.ts';

/** Cells whose text a visitor may change, on the page. */
export interface CellEdit {
  /** Gives new cells their buttons, and shows the visitor's texts in them. */
  readonly dress: () => void;
  /** The page is about to be exchanged: makes ready that open editors stay in cells that are made anew. */
  readonly hold: () => void;
  /** Something is about to run: what open editors show is what there is, whatever was typed elsewhere. */
  readonly commit: () => void;
  /** Shows these cells' texts anew. */
  readonly show: (cells: readonly string[]) => void;
}

/** A terminal's text is typed in for its reader, and can be changed there. */
const editable = ['run', 'build', 'file', 'patch'];

interface Source {
  readonly pre: HTMLElement;
  readonly author: AuthorSource;
  editor: CodeEditor | undefined;
}

export function createCellEdit(edits: Edits, player: Player, run: (cell: HTMLElement) => void): CellEdit {
  const sources = new WeakMap<HTMLElement, Source>();
  /** The cells with an open editor, by their ids. */
  const editing = new Map<string, HTMLElement>();
  let held: readonly (readonly [string, EditorStand])[] = [];

  const sourceOf = (cell: HTMLElement): Source | undefined => {
    const known = sources.get(cell);
    if (known) return known;
    const pre = cell.querySelector<HTMLElement>('.cell-source > pre:not(.whole-file)');
    if (!pre || !editable.includes(cell.dataset.kind ?? '')) return undefined;
    const source: Source = { pre, author: readAuthorSource(pre), editor: undefined };
    sources.set(cell, source);
    return source;
  };
  const textOf = (cell: HTMLElement, { author }: Source): string =>
    bare(edits.text(cellId(cell)) ?? author.text);

  const show = (cell: HTMLElement): void => {
    const source = sourceOf(cell);
    if (!source) return;
    const text = textOf(cell, source);
    // What is being typed is newer than whatever the server says.
    if (source.editor && !source.editor.isUsed() && source.editor.text() !== text)
      source.editor.setText(text);
    showSource(source.pre, source.author, source.editor?.text() ?? text);
    markEdited(cell, edits.text(cellId(cell)) !== undefined, player);
  };
  const typed = (cell: HTMLElement, source: Source, text: string): void => {
    edits.set(cellId(cell), text === source.author.text ? null : `${text}\n`);
    show(cell);
  };
  const open = (cell: HTMLElement, stand?: EditorStand): void => {
    const source = sourceOf(cell);
    if (!source || source.editor) return;
    const name = cell.querySelector('.cell-title')?.textContent ?? spoken.say('workshop.code');
    const events = {
      typed: (text: string) => typed(cell, source, text),
      left: edits.flush,
      run: () => run(cell),
    };
    source.editor = openCodeEditor(source.pre, textOf(cell, source), name, events, stand);
    editing.set(cellId(cell), cell);
    nameButton(cell, true);
  };
  const close = (cell: HTMLElement): void => {
    const source = sourceOf(cell);
    source?.editor?.close();
    if (source) source.editor = undefined;
    editing.delete(cellId(cell));
    edits.flush();
    nameButton(cell, false);
    show(cell);
  };
  const restore = (cell: HTMLElement): void => {
    const source = sourceOf(cell);
    if (!source) return;
    source.editor?.setText(source.author.text);
    typed(cell, source, source.author.text);
    edits.flush();
    if (source.editor) source.editor.focus();
    else cell.querySelector<HTMLElement>('[data-edit="open"]')?.focus();
  };

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-edit]') : null;
    const cell = cellAround(button);
    if (!button || !cell) return;
    if (button.dataset.edit === 'authors') restore(cell);
    else if (sourceOf(cell)?.editor) close(cell);
    else open(cell);
  });
  // A tab that is closed or put away may not come back.
  window.addEventListener('pagehide', edits.flush);
  document.addEventListener('visibilitychange', edits.flush);

  return {
    dress() {
      for (const cell of allCells()) {
        if (!sourceOf(cell)) continue;
        const isDressed = cell.querySelector('[data-edit]') !== null;
        if (!isDressed) addButtons(cell);
        if (!isDressed || edits.text(cellId(cell)) !== undefined) show(cell);
      }
      for (const [id, stand] of held) {
        if (editing.get(id)?.isConnected) continue;
        editing.delete(id);
        const cell = cellById(id);
        if (cell) open(cell, stand);
      }
      held = [];
    },
    hold() {
      held = [...editing].flatMap(([id, cell]) => {
        const stand = sourceOf(cell)?.editor?.stand();
        return stand ? [[id, stand] as const] : [];
      });
      // What has changed is told by the author's texts alone.
      for (const cell of allCells()) {
        const source = edits.text(cellId(cell)) === undefined ? undefined : sourceOf(cell);
        if (source) showSource(source.pre, source.author, source.author.text);
      }
    },
    commit() {
      for (const cell of editing.values()) {
        const source = sourceOf(cell);
        const text = source?.editor?.text();
        if (source && text !== undefined && text !== textOf(cell, source)) typed(cell, source, text);
      }
      edits.flush();
    },
    show: (cells) =>
      cells.forEach((id) => {
        const cell = cellById(id);
        if (cell) show(cell);
      }),
  };
}

function addButtons(cell: HTMLElement): void {
  const bar = cell.querySelector('.cell-bar');
  const mark = document.createElement('span');
  mark.className = 'edited-mark';
  mark.textContent = spoken.say('workshop.edited');
  const after = bar?.querySelector('[data-action="cancel"]') ?? bar?.querySelector('[data-action="run"]');
  after?.after(
    button('open', spoken.say('workshop.edit')),
    mark,
    button('authors', spoken.say('workshop.authors')),
  );
}

function button(edit: string, words: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.dataset.edit = edit;
  const icon = made.appendChild(document.createElement('span'));
  icon.className = 'icon';
  icon.setAttribute('aria-hidden', 'true');
  const label = made.appendChild(document.createElement('span'));
  label.className = 'label';
  label.textContent = words;
  return made;
}

function nameButton(cell: HTMLElement, isOpen: boolean): void {
  const place = cell.querySelector<HTMLElement>('[data-edit="open"]');
  const label = place?.querySelector('.label');
  if (label) label.textContent = spoken.say(isOpen ? 'workshop.edit-done' : 'workshop.edit');
  place?.toggleAttribute('data-open', isOpen);
}

/** A field shows no last line break. */
const bare = (text: string): string => text.replace(/\n$/, '');
