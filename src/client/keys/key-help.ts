import { spoken } from '../words.ts';
import { type KeyPage, keyLists } from './key-list.ts';

/** Opens the table of keys, or closes it. */
export function toggleHelp(page: KeyPage): void {
  const open = document.querySelector<HTMLDialogElement>('dialog.key-help');
  if (open) {
    open.close();
    return;
  }
  const dialog = helpDialog(page);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', ({ target }) => {
    // A click beside the sheet lands on the dialog itself.
    if (target === dialog) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== '?' && event.key !== 'F1') return;
    event.preventDefault();
    dialog.close();
  });
  dialog.showModal();
  // "Close" stands at its end and has the focus, which scrolls to it.
  dialog.scrollTop = 0;
}

function helpDialog(page: KeyPage): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'key-help';
  dialog.setAttribute('aria-label', spoken.say('keys.title'));
  const sheet = dialog.appendChild(document.createElement('div'));
  for (const { title, keys } of keyLists[page]) {
    const part = sheet.appendChild(document.createElement('section'));
    part.appendChild(document.createElement('h2')).textContent = spoken.say(title);
    const list = part.appendChild(document.createElement('dl'));
    for (const [key, does] of keys) {
      const name = list.appendChild(document.createElement('dt'));
      name.appendChild(document.createElement('kbd')).textContent = key;
      list.appendChild(document.createElement('dd')).textContent = spoken.say(does);
    }
  }
  const form = dialog.appendChild(document.createElement('form'));
  form.method = 'dialog';
  form.appendChild(document.createElement('button')).textContent = spoken.say('page.close');
  return dialog;
}
