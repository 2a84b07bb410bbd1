import '../theme/codes.css';
import type { StageCode } from '../../serve/stage/stage-protocol.ts';
import type { StageLink } from './stage-link.ts';

/** Shows the addresses that others join by, as QR codes; once more, and they are gone. */
export function toggleCodes(link: StageLink): void {
  const open = document.querySelector<HTMLDialogElement>('dialog.codes');
  if (open) {
    open.close();
    return;
  }
  const dialog = document.createElement('dialog');
  dialog.className = 'codes';
  dialog.setAttribute('aria-label', 'Codes to join by');
  const place = dialog.appendChild(document.createElement('div'));
  place.className = 'codes-list';
  dialog.addEventListener('close', () => dialog.remove());
  for (const type of ['click', 'keydown'] as const)
    dialog.addEventListener(type, (event) => {
      if (event instanceof KeyboardEvent && event.key !== 'q') return;
      dialog.close();
    });
  link.askCodes(({ codes, hint }) => {
    place.replaceChildren(...codes.map(codeSheet), ...(hint === '' ? [] : [hintLine(hint)]));
    if (!dialog.isConnected) {
      document.body.append(dialog);
      dialog.showModal();
    }
  });
}

function codeSheet({ title, address, svg }: StageCode): HTMLElement {
  const sheet = document.createElement('section');
  sheet.appendChild(document.createElement('h2')).textContent = title;
  const picture = sheet.appendChild(document.createElement('div'));
  picture.className = 'code-picture';
  picture.innerHTML = svg;
  sheet.appendChild(document.createElement('p')).textContent = address;
  return sheet;
}

function hintLine(hint: string): HTMLElement {
  const line = document.createElement('p');
  line.className = 'hint';
  line.textContent = hint;
  return line;
}
