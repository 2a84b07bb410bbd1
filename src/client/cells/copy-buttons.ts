import { cellAround } from './cell-elements.ts';
import { codeText } from './code-text.ts';

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
    button.textContent = 'Copy';
    button.addEventListener('click', (event) => {
      const language = cellAround(pre)?.dataset.language ?? '';
      navigator.clipboard.writeText(codeText(sourceOf(pre), language)).then(
        () => flash(button, 'Copied'),
        () => flash(button, 'Not allowed'),
      );
      if (event.detail > 0) button.blur();
    });
    holder.append(button);
  }
}

function frameAround(pre: HTMLElement): HTMLElement {
  const frame = document.createElement('div');
  frame.className = 'code-frame';
  pre.replaceWith(frame);
  frame.append(pre);
  return frame;
}

function sourceOf(pre: HTMLElement): string {
  const lines = [...pre.querySelectorAll('.line')].map((line) => (line.textContent ?? '').replace(/\n$/, ''));
  return lines.length > 0 ? lines.join('\n') : (pre.textContent ?? '');
}

function flash(button: HTMLButtonElement, text: string): void {
  button.textContent = text;
  window.setTimeout(() => {
    button.textContent = 'Copy';
  }, 1500);
}
