import { make } from '../elements.ts';
import { spoken } from '../words.ts';

/** A link to the visitor's files, as they are at the moment of the press. */
export function downloadLink(): HTMLAnchorElement {
  const link = make('a', 'download-work');
  link.href = 'work.tar';
  link.download = '';
  const icon = link.appendChild(make('span', 'icon'));
  icon.setAttribute('aria-hidden', 'true');
  link.append(make('span', 'label', spoken.say('workshop.download')));
  return link;
}
