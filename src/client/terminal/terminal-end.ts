import { spoken } from '../words.ts';

/** Says under a terminal that its program has ended, and offers to start it again. */
export function showEnd(
  host: HTMLElement,
  { exit, reason }: { readonly exit: number | null; readonly reason?: string },
  restart: () => void,
): void {
  hideEnd(host);
  const bar = document.createElement('div');
  bar.className = 'terminal-end';
  bar.setAttribute('role', 'status');
  const words = bar.appendChild(document.createElement('span'));
  words.textContent =
    reason ?? (exit === null ? spoken.say('terminal.ended') : spoken.say('terminal.endedExit', { exit }));
  const button = bar.appendChild(document.createElement('button'));
  button.type = 'button';
  button.textContent = spoken.say('cell.restart');
  button.addEventListener('click', restart);
  host.append(bar);
}

export function hideEnd(host: HTMLElement): void {
  host.querySelector(':scope > .terminal-end')?.remove();
}
