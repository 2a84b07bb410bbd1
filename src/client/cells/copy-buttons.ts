import { spoken } from '../words.ts';
import { allCells, cellId, cellOutput } from './cell-elements.ts';

/** Gives each code block a button that copies it. */
export function addCopyButtons(root: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const pre of root.querySelectorAll<HTMLElement>('pre.shiki')) {
    const frame = pre.parentElement;
    if (!frame || frame.querySelector(':scope > .copy')) continue;
    // Code outside of a cell has no frame to hang the button on.
    const holder = frame.classList.contains('cell-source') ? frame : frameAround(pre);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = spoken.say('cell.copy');
    onPress(button, () => sourceOf(shownIn(holder) ?? pre), button);
    holder.append(button);
  }
}

/** Gives each cell that prints a button that copies what it has printed. */
export function addOutputCopyButtons(root: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const cell of allCells(root)) {
    const status = cell.querySelector('.cell-bar > .cell-status');
    if (
      !status ||
      saysNothing(cell) ||
      !cellOutput(cellId(cell)) ||
      cell.querySelector('[data-action="copy"]')
    )
      continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.action = 'copy';
    button.title = spoken.say('cell.copyOutput');
    button.appendChild(document.createElement('span')).className = 'icon';
    const label = button.appendChild(document.createElement('span'));
    label.className = 'label';
    label.textContent = button.title;
    onPress(button, () => outputText(cell), label);
    // Before those that show themselves only to a hand that comes near, or they would leave a hole.
    const shy = cell.querySelector('.cell-bar > :is([data-action="restore"], [data-action="reset"])');
    (shy ?? status).before(button);
  }
}

const saysNothing = ({ dataset }: HTMLElement): boolean =>
  dataset.kind === 'file' || dataset.kind === 'patch';

function onPress(button: HTMLButtonElement, text: () => string, label: HTMLElement): void {
  button.addEventListener('click', (event) => {
    navigator.clipboard.writeText(text()).then(
      () => flash(button, label, spoken.say('cell.copied')),
      () => flash(button, label, spoken.say('cell.notCopied')),
    );
    if (event.detail > 0) button.blur();
  });
}

/** What stands in a cell's output, as text: blanks and empty lines at its end are nobody's. */
function outputText(cell: HTMLElement): string {
  const lines = cellOutput(cellId(cell))?.querySelectorAll('.line') ?? [];
  return [...lines]
    .map((line) => (line.textContent ?? '').trimEnd())
    .join('\n')
    .trimEnd();
}

function frameAround(pre: HTMLElement): HTMLElement {
  const frame = document.createElement('div');
  frame.className = 'code-frame';
  pre.replaceWith(frame);
  frame.append(pre);
  return frame;
}

/** A patch cell has two blocks, its diff and its whole file, of which one is seen. */
function shownIn(holder: HTMLElement): HTMLElement | null {
  return holder.querySelector<HTMLElement>(':scope > pre:not([hidden])');
}

/** What a reader wants to paste: of a transcript the commands alone, without prompts and without what they print. */
function sourceOf(pre: HTMLElement): string {
  const commands = [...pre.querySelectorAll('.line.command')];
  const lines = commands.length > 0 ? commands : [...pre.querySelectorAll('.line')];
  if (lines.length === 0) return typedCommands(pre.textContent ?? '');
  const text = lines
    .map((line) => {
      const prompt = line.querySelector('.prompt')?.textContent ?? '';
      return (line.textContent ?? '').slice(prompt.length).replace(/\n$/, '');
    })
    .join('\n');
  return commands.length > 0 ? text : typedCommands(text);
}

/** Posts show what is typed in blocks of Bash too: where the first line has a prompt, all commands have one. */
function typedCommands(text: string): string {
  if (!text.startsWith('$ ')) return text;
  const kept: string[] = [];
  let goesOn = false;
  for (const line of text.split('\n')) {
    const isTyped: boolean = goesOn || line.startsWith('$ ');
    if (isTyped) kept.push(line.replace(goesOn ? /^> / : /^\$ /, ''));
    goesOn = isTyped && line.endsWith('\\');
  }
  return kept.join('\n');
}

function flash(button: HTMLButtonElement, label: HTMLElement, text: string): void {
  if ('copied' in button.dataset) return;
  const before = label.textContent;
  label.textContent = text;
  button.dataset.copied = '';
  window.setTimeout(() => {
    label.textContent = before;
    delete button.dataset.copied;
  }, 1500);
}
