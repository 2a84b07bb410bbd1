import { showNotice } from '../corner.ts';
import { spoken } from '../words.ts';
import type { LivePage } from './live-page.ts';

/** The line of a page that no server stands behind: what would run is played from its record. */
export function publishedPage(): LivePage {
  let told = false;
  return {
    canRun: () => false,
    isOut: () => true,
    whenKnown: (work) => work(),
    tellInstead() {
      if (told) return;
      told = true;
      showNotice(spoken.say('live.published'));
    },
    forget() {},
    refresh() {},
    tellSlide() {},
    tell: () => false,
    send() {
      showNotice(spoken.say('live.publishedOnly'));
    },
  };
}
