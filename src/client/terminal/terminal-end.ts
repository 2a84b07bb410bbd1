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
  words.textContent = reason ?? (exit === null ? 'The terminal has ended' : `Ended: exit status ${exit}`);
  const button = bar.appendChild(document.createElement('button'));
  button.type = 'button';
  button.textContent = 'Restart';
  button.addEventListener('click', restart);
  host.append(bar);
}

export function hideEnd(host: HTMLElement): void {
  host.querySelector(':scope > .terminal-end')?.remove();
}
