import { spoken } from '../words.ts';
import { askFirst } from './ask-first.ts';
import type { Step } from './steps.ts';

/** Asks whether a step's beginning is to be had again, saying what is lost; `reset` is called when it is. */
export function askResetStep({ number, title }: Step, reset: () => void): void {
  const asks = title === '' ? 'workshop.reset-untitled' : 'workshop.reset-title';
  const words = { title: spoken.say(asks, { number, title }), loses: spoken.say('workshop.reset-loses') };
  askFirst({ ...words, yes: spoken.say('workshop.reset-yes') }, reset);
}
