import type { RevealApi } from 'reveal.js';
import { showNotice } from '../corner.ts';
import type { DeskCommand } from '../keys/key-command.ts';
import type { PageConfig } from '../page-config.ts';
import { blankSlides, createBlank } from './blank.ts';
import { createPens } from './pens.ts';
import { openSpeaker } from './speaker-window.ts';
import type { StageLink } from './stage-link.ts';

/** What a presenter does beside running cells: each part is fetched when it is first wanted. */
export interface Desk {
  readonly act: (command: DeskCommand) => void;
  readonly isDrawing: () => boolean;
}

export function createDesk(page: {
  readonly reveal: RevealApi;
  readonly link: StageLink;
  readonly config: PageConfig;
  /** What the page does when the screen goes blank, if it must not go blank itself. */
  readonly blanked: Parameters<typeof createBlank>[1] | undefined;
}): Desk {
  const { reveal, link, config } = page;
  const deck = config.name;
  const blank = createBlank(link, page.blanked ?? blankSlides(reveal));
  const pens = createPens({ deck, reveal, link });
  const act: Readonly<Record<DeskCommand, () => void>> = {
    speaker() {
      if (config.published) showNotice('The speaker’s page comes with `piste present`.');
      else if (config.role === 'slides') openSpeaker(deck);
    },
    black: () => blank.toggle('black'),
    white: () => blank.toggle('white'),
    fullscreen: toggleFullscreen,
    search() {
      const typed = holdTyping();
      import('./search/search.ts').then(
        ({ openSearch }) => openSearch(reveal, typed()),
        (error: unknown) => {
          typed();
          lost(error);
        },
      );
    },
    number: () => {
      document.documentElement.classList.toggle('no-slide-number');
    },
    codes: () => void import('./codes.ts').then(({ toggleCodes }) => toggleCodes(link), lost),
    laser: () => pens.do('laser'),
    draw: () => pens.do('draw'),
    'pen-1': () => pens.do('pen-1'),
    'pen-2': () => pens.do('pen-2'),
    'pen-3': () => pens.do('pen-3'),
    eraser: () => pens.do('eraser'),
    undo: () => pens.do('undo'),
    clear: () => pens.do('clear'),
  };
  /** Who follows looks, and changes nothing for others. */
  const ofFollowers: readonly DeskCommand[] = ['fullscreen', 'search', 'number'];
  return {
    act(command) {
      if (config.role !== 'follower' || ofFollowers.includes(command)) act[command]();
    },
    isDrawing: pens.isDrawing,
  };
}

function toggleFullscreen(): void {
  const done = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  done.catch(() => showNotice('This browser does not give the whole screen just now.'));
}

/** Keeps what is typed from the page, where a letter may run a cell, until the search is there to take it. */
function holdTyping(): () => string {
  let text = '';
  const hold = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1) text += event.key;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', hold, true);
  return () => {
    window.removeEventListener('keydown', hold, true);
    return text;
  };
}

function lost(error: unknown): void {
  // For whoever looks into it; the reader is told below.
  console.error(error);
  showNotice('That could not be loaded; is Piste still running?');
}
