import { showNotice } from '../corner.ts';

let speaker: Window | null = null;

/** Opens the speaker's page of a deck in a window of its own, or comes back to the one that is open. */
export function openSpeaker(deck: string): void {
  if (speaker && !speaker.closed) {
    speaker.focus();
    return;
  }
  const address = new URL('speaker', window.location.href);
  address.search = '';
  address.hash = '';
  speaker = window.open(address, `piste-speaker-${deck}`, 'popup,width=1280,height=760');
  if (!speaker) showNotice(`The browser keeps windows from opening; the speaker’s page is ${address.href}`);
}
