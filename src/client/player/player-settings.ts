import { isObject } from '../page-config.ts';
import { speeds } from './play-clock.ts';

/** A silence in a recording is shortened to this, unless its reader wants all of it. */
export const shortSilenceMs = 1000;

/** How replays go on this page: set in the player, kept for as long as the tab is open. */
export interface PlayerSettings {
  /** As a multiple of the recorded speed. */
  readonly speed: number;
  readonly shortSilences: boolean;
}

const storageKey = 'piste-player';

let settings: PlayerSettings | undefined;

export function playerSettings(): PlayerSettings {
  settings ??= stored();
  return settings;
}

export function changeSettings(change: Partial<PlayerSettings>): PlayerSettings {
  settings = { ...playerSettings(), ...change };
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
  return settings;
}

function stored(): PlayerSettings {
  let value: unknown;
  try {
    value = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}');
  } catch {
    value = {};
  }
  const { speed, shortSilences } = isObject(value) ? value : {};
  return { speed: speeds.find((known) => known === speed) ?? 1, shortSilences: shortSilences !== false };
}
