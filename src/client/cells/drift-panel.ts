import { recordedOn } from '../../words/recorded-words.ts';
import { spoken } from '../words.ts';
import { cellRecord } from './cell-record.ts';
import { driftOf } from './drift.ts';

/** Shows how a cell's run differs from its record, in a panel over the page; closing it gives the focus back. */
export function openDrift(cell: HTMLElement): void {
  const diff = driftOf(cell);
  if (diff === undefined || document.querySelector('dialog[open]')) return;
  const record = cellRecord(cell);
  const dialog = document.createElement('dialog');
  dialog.className = 'drift';
  dialog.setAttribute('aria-label', spoken.say('drift.label'));
  const sheet = dialog.appendChild(document.createElement('div'));
  const head = sheet.appendChild(document.createElement('header'));
  head.appendChild(document.createElement('h2')).textContent = spoken.say('drift.title');
  const legend = head.appendChild(document.createElement('p'));
  legend.append(
    signed('removed', '−', record ? recordedOn(record, spoken) : spoken.say('drift.recorded')),
    signed('added', '+', spoken.say('drift.now')),
  );
  const lines = sheet.appendChild(document.createElement('pre'));
  lines.tabIndex = 0;
  lines.append(...diff.split('\n').map(diffLine));
  const form = sheet.appendChild(document.createElement('form'));
  form.method = 'dialog';
  form.appendChild(document.createElement('button')).textContent = spoken.say('page.close');
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', ({ target }) => {
    // A click beside the sheet lands on the dialog itself.
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function diffLine(line: string): HTMLElement {
  const [sign, text] = [line.slice(0, 1), line.slice(1)];
  if (sign === '-') return signed('removed', '−', text, 'div');
  if (sign === '+') return signed('added', '+', text, 'div');
  return signed('same', ' ', text, 'div');
}

function signed(className: string, sign: string, text: string, tag: 'span' | 'div' = 'span'): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  const mark = element.appendChild(document.createElement('b'));
  mark.textContent = sign;
  element.append(tag === 'div' ? `${text}\n` : text);
  return element;
}
