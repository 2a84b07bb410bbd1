import type { Machinery } from '../session/live-deck.ts';
import type { MachineryOptions } from './machinery.ts';
import { once } from './once.ts';

/** Machinery that is found, and read in at all, when something must run; what killed processes have left goes first. */
export const lazyMachinery = (options: MachineryOptions): (() => Promise<Machinery>) =>
  once(async () => {
    const { findMachinery } = await import('./machinery.ts');
    const found = await findMachinery(options);
    await found.engine.clear();
    return found;
  });
