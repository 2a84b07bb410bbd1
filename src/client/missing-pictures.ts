import { spoken } from './words.ts';

/**
 * A picture that could not be fetched leaves a quiet frame with its words and its file's name; browsers leave a gap.
 * For pictures to come as well.
 */
export function nameMissingPictures(): void {
  // The event does not bubble, but it can be captured.
  document.addEventListener('error', ({ target }) => name(target), true);
  for (const picture of document.images) if (picture.complete && picture.naturalWidth === 0) name(picture);
}

function name(target: EventTarget | null): void {
  if (!(target instanceof HTMLImageElement) || !target.closest('.slides, main') || target.hidden) return;
  // A picture of slides further on is not asked for yet.
  const address = target.getAttribute('src');
  if (!address) return;
  const frame = document.createElement('span');
  frame.className = 'missing-picture';
  const file = frame.appendChild(document.createElement('code'));
  file.textContent = address.startsWith('data:') ? spoken.say('page.aPicture') : address;
  if (target.alt !== '') frame.prepend(target.alt, ' ');
  target.hidden = true;
  target.after(frame);
}
