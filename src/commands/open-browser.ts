import { spawn } from 'node:child_process';

/** Opens an address in the person's browser, if there is one. */
export function openBrowser(address: string): void {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {
      // No desktop here; the address is on the screen.
    })
    .unref();
}
