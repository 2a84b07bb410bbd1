import { spoken } from '../words.ts';
import { make } from './make.ts';
import type { Step } from './steps.ts';
import { downloadLink } from './work-download.ts';

/** Asks whether a step's beginning is to be had again, saying what is lost; `reset` is called when it is. */
export function askResetStep({ number, title }: Step, reset: () => void): void {
  const dialog = make('dialog', 'ask-reset');
  const heading = make('h2', '', spoken.say('workshop.reset-title', { number, title }));
  heading.id = 'ask-reset-title';
  dialog.setAttribute('aria-labelledby', heading.id);
  const form = make('form');
  form.method = 'dialog';
  const stay = make('button', '', spoken.say('workshop.reset-no'));
  const go = make('button', 'act', spoken.say('workshop.reset-yes'));
  go.value = 'reset';
  form.append(downloadLink(), stay, go);
  dialog.append(
    heading,
    make('p', '', spoken.say('workshop.reset-loses')),
    make('p', 'keeps', spoken.say('workshop.reset-keeps')),
    form,
  );
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (dialog.returnValue === 'reset') reset();
  });
  document.body.append(dialog);
  dialog.showModal();
  stay.focus();
}
