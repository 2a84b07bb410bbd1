import type { PenCommand } from './ink.ts';

/** One of three pens, or the eraser. */
export type PenTool = 0 | 1 | 2 | 'eraser';

/** The row of pens that is there while one is out. */
export interface PenBar {
  readonly show: (tool: PenTool | undefined) => void;
}

const buttons: ReadonlyArray<readonly [PenCommand, string, string]> = [
  ['pen-1', 'First pen', '1'],
  ['pen-2', 'Second pen', '2'],
  ['pen-3', 'Third pen', '3'],
  ['eraser', 'Eraser', 'e'],
  ['undo', 'Undo', 'u'],
  ['clear', 'Clear slide', 'Shift + E'],
  ['draw', 'Done', 'Esc'],
];

export function createPenBar(root: HTMLElement, act: (command: PenCommand) => void): PenBar {
  const bar = root.appendChild(document.createElement('div'));
  bar.className = 'pen-bar';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', 'Pens');
  bar.hidden = true;
  for (const [command, label, key] of buttons) {
    const button = bar.appendChild(document.createElement('button'));
    button.type = 'button';
    button.dataset.pen = command;
    button.title = `${label} (${key})`;
    button.setAttribute('aria-label', label);
    if (!command.startsWith('pen')) button.textContent = label;
    button.addEventListener('click', () => {
      act(command);
      // The next key belongs to the slide again.
      button.blur();
    });
  }
  return {
    show(tool) {
      bar.hidden = tool === undefined;
      const chosen = tool === 'eraser' ? 'eraser' : `pen-${(tool ?? 0) + 1}`;
      for (const button of bar.querySelectorAll<HTMLElement>('button'))
        if (/^(pen-|eraser)/.test(button.dataset.pen ?? ''))
          button.setAttribute('aria-pressed', String(button.dataset.pen === chosen));
    },
  };
}
