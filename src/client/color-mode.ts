const storageKey = 'piste-theme';

/** Sent on the document when colours change, for what cannot take them from the style sheet. */
export const colorModeEvent = 'piste-color-mode';

/** reveal.js' themes that are dark; its others are light. */
const darkThemes = ['dark', 'black', 'black-contrast', 'blood', 'dracula', 'league', 'moon', 'night'];

/** Takes up the reader's last choice; else what the deck's theme is made for; else the system's wish holds. */
export function restoreColorMode(): void {
  const root = document.documentElement;
  const ofTheme = modeOfTheme(root.dataset.theme || document.body.dataset.theme || '');
  const mode = (followsTheme() ? undefined : stored()) ?? ofTheme;
  const theme = document.body.dataset.theme ?? '';
  root.classList.toggle('own-theme', !['', 'light', 'dark'].includes(theme));
  // One place says it: a theme named on the body would go on to hold against the reader's key.
  delete document.body.dataset.theme;
  if (mode) root.dataset.theme = mode;
  else delete root.dataset.theme;
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', announce);
}

/** Takes up another theme of the deck's on a page that is open. */
export function changeTheme(theme: string | undefined): void {
  delete document.documentElement.dataset.theme;
  if (theme !== undefined) document.body.dataset.theme = theme;
  restoreColorMode();
  announce();
}

/** Whether a theme is dark or light; undefined for none, which leaves it to the reader's system. */
export function modeOfTheme(name: string): 'light' | 'dark' | undefined {
  if (name === '') return undefined;
  return darkThemes.includes(name) ? 'dark' : 'light';
}

/** From dark to light or back, and remembers it; false where the page's theme has only the one. */
export function toggleColorMode(): boolean {
  if (followsTheme()) return false;
  const mode = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = mode;
  try {
    localStorage.setItem(storageKey, mode);
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
  announce();
  return true;
}

/** A theme of reveal.js' is made for one hour: of it only our own parts would change. */
const followsTheme = (): boolean => document.querySelector('link[href*="/reveal-theme/"]') !== null;

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
