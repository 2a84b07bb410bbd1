import { make } from '../elements.ts';
import { spoken } from '../words.ts';
import { downloadLink } from './work-download.ts';

/** Asks before files are lost, says which, and offers them for download; `act` is called when it is to be. */
export function askFirst(words: { title: string; loses: string; yes: string }, act: () => void): void {
  const dialog = make('dialog', 'ask-reset');
  const heading = make('h2', '', words.title);
  heading.id = 'ask-reset-title';
  dialog.setAttribute('aria-labelledby', heading.id);
  const form = make('form');
  form.method = 'dialog';
  const stay = make('button', '', spoken.say('workshop.reset-no'));
  const go = make('button', 'act', words.yes);
  go.value = 'go';
  form.append(downloadLink(), stay, go);
  const keeps = make('p', 'keeps', spoken.say('workshop.reset-keeps'));
  dialog.append(heading, make('p', '', words.loses), keeps, form);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (dialog.returnValue === 'go') act();
  });
  document.body.append(dialog);
  dialog.showModal();
  stay.focus();
}
