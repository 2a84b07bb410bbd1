import type { ITheme } from '@xterm/xterm';

const names = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const;

/** The style sheet's colours as they now are, so that outputs and terminals look alike in both modes. */
export function terminalColors(host: HTMLElement): ITheme {
  const probe = host.appendChild(document.createElement('span'));
  probe.hidden = true;
  const color = (variable: string): string => {
    // Asking for the variable itself would give back `light-dark(…)` unresolved.
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const theme: ITheme = {
    background: color('--terminal'),
    foreground: color('--terminal-text'),
    cursor: color('--accent'),
    cursorAccent: color('--terminal'),
    selectionBackground: color('--selection'),
    scrollbarSliderBackground: color('--line'),
  };
  names.forEach((name, index) => {
    theme[name] = color(`--ansi-${index}`);
  });
  probe.remove();
  return theme;
}
