const storageKey = 'piste-theme';

/** Sent on the document when colours change, for what cannot take them from the style sheet. */
export const colorModeEvent = 'piste-color-mode';

/** Takes up the reader's last choice, if there was one. */
export function restoreColorMode(): void {
  const kept = stored();
  if (kept) document.documentElement.dataset.theme = kept;
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', announce);
}

/** From dark to light or back, and remembers it. */
export function toggleColorMode(): void {
  const mode = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = mode;
  try {
    localStorage.setItem(storageKey, mode);
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
  announce();
}

export function isDark(): boolean {
  const forced = document.documentElement.dataset.theme;
  if (forced === 'dark' || forced === 'light') return forced === 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

function stored(): 'light' | 'dark' | undefined {
  try {
    const value = localStorage.getItem(storageKey);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined;
  }
}

function announce(): void {
  document.dispatchEvent(new Event(colorModeEvent));
}
