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
      navigator.clipboard.writeText(sourceOf(shownIn(holder) ?? pre)).then(
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

/** A patch cell has two blocks, its diff and its whole file, of which one is seen. */
function shownIn(holder: HTMLElement): HTMLElement | null {
  return holder.querySelector<HTMLElement>(':scope > pre:not([hidden])');
}

/** What a reader wants to paste: of a transcript the commands alone, without prompts and without what they print. */
function sourceOf(pre: HTMLElement): string {
  const commands = [...pre.querySelectorAll('.line.command')];
  const lines = commands.length > 0 ? commands : [...pre.querySelectorAll('.line')];
  if (lines.length === 0) return pre.textContent ?? '';
  return lines
    .map((line) => {
      const prompt = line.querySelector('.prompt')?.textContent ?? '';
      return (line.textContent ?? '').slice(prompt.length).replace(/\n$/, '');
    })
    .join('\n');
}

function flash(button: HTMLButtonElement, text: string): void {
  button.textContent = text;
  window.setTimeout(() => {
    button.textContent = 'Copy';
  }, 1500);
}
