import '../../theme/speaker.css';
import '../../theme/speaker-frames.css';
import '../../theme/speaker-notes.css';
import '../../theme/speaker-cells.css';
import type { RevealApi } from 'reveal.js';
import type { Blank } from '../../../serve/stage/stage-protocol.ts';
import type { CellActions } from '../../cells/cell-actions.ts';
import { make, pressable } from '../../elements.ts';
import type { PageConfig } from '../../page-config.ts';
import type { Player } from '../../player/player.ts';
import type { Desk } from '../desk.ts';
import type { StageLink } from '../stage-link.ts';
import { createCellList } from './cell-list.ts';
import { nextStep, previewOf } from './next-preview.ts';
import { createNotes } from './speaker-notes.ts';
import { createTimeBar } from './time-bar.ts';

/** What the speaker's page is made of, besides its own slides. */
export interface TableParts {
  readonly reveal: RevealApi;
  readonly link: StageLink;
  readonly desk: Desk;
  readonly actions: CellActions;
  readonly player: Player;
  readonly config: PageConfig;
}

/** The speaker's table: the slides of the page stand on it, small, among all else that a speaker needs. */
export interface SpeakerTable {
  readonly open: (parts: TableParts) => void;
  readonly blanked: (blank: Blank) => void;
}

const blankWords: Readonly<Record<Blank, string>> = {
  off: '',
  black: 'The screen is black',
  white: 'The screen is white',
};

/** How often outputs that grow are looked at again. */
const lookMs = 150;

/** Moves the page's slides onto the table. Comes before reveal.js, which measures the room that it is given. */
export function layTable(): SpeakerTable {
  document.documentElement.classList.add('speaker');
  document.title = `Speaker: ${document.title}`;
  const bar = make('header', 'speaker-bar');
  const table = make('main', 'speaker-table');
  const now = make('section', 'speaker-now');
  const frame = now.appendChild(make('div', 'speaker-frame reveal-viewport'));
  const veil = make('p', 'speaker-veil');
  veil.hidden = true;
  const slides = document.querySelector('.reveal');
  if (slides) frame.append(slides);
  now.append(veil);
  const tools = now.appendChild(make('div', 'speaker-tools'));
  const cells = make('section', 'speaker-cells');
  const next = make('section', 'speaker-next');
  const notes = make('section', 'speaker-notes');
  const left = table.appendChild(make('div', 'speaker-side'));
  left.append(now, cells);
  const right = table.appendChild(make('div', 'speaker-side'));
  right.append(next, notes);
  document.body.prepend(bar, table);

  return {
    blanked(blank) {
      veil.textContent = blankWords[blank];
      veil.hidden = blank === 'off';
    },
    open({ reveal, link, desk, actions, player, config }) {
      const { width, height } = canvasOf(reveal);
      document.documentElement.style.setProperty('--ratio', String(width / height));
      const time = createTimeBar(bar, { reveal, link, config });
      const cellList = createCellList(cells, { actions, player });
      const notesPage = createNotes(notes);
      const nextTitle = next.appendChild(make('h2', ''));
      const nextFrame = next.appendChild(make('div', 'speaker-frame'));
      tools.append(
        pressable('Back', () => reveal.prev()),
        pressable('Next', () => reveal.next()),
        pressable('Black', () => desk.act('black')),
        pressable('Laser', () => desk.act('laser')),
        pressable('Pen', () => desk.act('draw')),
        pressable('Search', () => desk.act('search')),
        pressable('Join', () => desk.act('codes')),
      );
      nextFrame.addEventListener('click', () => reveal.next());

      const showNext = (): void => {
        const step = nextStep(reveal);
        nextTitle.textContent = !step ? 'The last slide' : step.isFragment ? 'Next, on this slide' : 'Next';
        nextFrame.replaceChildren(...(step ? [previewOf(reveal, step, { width, height })] : []));
        scale();
      };
      const scale = (): void => {
        const preview = nextFrame.firstElementChild;
        if (preview instanceof HTMLElement) preview.style.scale = String(nextFrame.clientWidth / width);
      };
      const show = (): void => {
        const slide = reveal.getCurrentSlide();
        notesPage.show(slide);
        cellList.show(slide, nextStep(reveal)?.slide);
        time.show();
        showNext();
      };
      let looking: number | undefined;
      const lookAgain = (): void => {
        if (looking !== undefined) return;
        looking = window.setTimeout(() => {
          looking = undefined;
          cellList.refresh();
          showNext();
        }, lookMs);
      };
      new ResizeObserver(() => {
        reveal.layout();
        scale();
      }).observe(table);
      const observer = new MutationObserver(lookAgain);
      const place = reveal.getSlidesElement();
      // Not `style` and `class`: reveal.js writes them at each step, which has its own events.
      if (place)
        observer.observe(place, {
          subtree: true,
          childList: true,
          characterData: true,
          attributeFilter: ['data-state', 'data-open'],
        });
      for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden', 'slidesync'])
        reveal.on(event, show);
      document.addEventListener('keydown', (event) => {
        if (!event.ctrlKey && !event.metaKey && !event.altKey && !player.hasKeys()) notesPage.key(event.key);
      });
      reveal.layout();
      show();
    },
  };
}

/** The canvas in px, where the deck gives it as a share of the window too. */
function canvasOf(reveal: RevealApi): { readonly width: number; readonly height: number } {
  const { width, height } = reveal.getConfig();
  return {
    width: typeof width === 'number' ? width : 1280,
    height: typeof height === 'number' ? height : 720,
  };
}
