import { make, pressable } from '../../elements.ts';

/** The notes of the slide that is shown, as large as the speaker wants them. */
export interface SpeakerNotes {
  readonly show: (slide: HTMLElement | undefined) => void;
  /** `+` and `-` make them larger and smaller. */
  readonly key: (key: string) => void;
}

const storageKey = 'piste-notes-size';
const sizes = [14, 16, 18, 20, 22, 25, 28, 32, 36, 42, 48, 56];
const usual = 4;

export function createNotes(place: HTMLElement): SpeakerNotes {
  const head = place.appendChild(make('header', ''));
  head.append(make('h2', '', 'Notes'));
  const page = place.appendChild(make('div', 'notes-page'));
  page.tabIndex = 0;
  page.setAttribute('aria-label', 'Notes');
  let size = keptSize();
  let shown: string | undefined;
  const apply = (): void => place.style.setProperty('--notes-size', `${sizes[size]}px`);
  const grow = (by: number): void => {
    size = Math.min(sizes.length - 1, Math.max(0, size + by));
    apply();
    try {
      localStorage.setItem(storageKey, String(size));
    } catch {
      // Refused in some private windows; the size then lasts as long as the page.
    }
  };
  const smaller = pressable('−', () => grow(-1));
  smaller.setAttribute('aria-label', 'Smaller notes');
  const larger = pressable('+', () => grow(1));
  larger.setAttribute('aria-label', 'Larger notes');
  head.append(smaller, larger);
  apply();
  return {
    show(slide) {
      const notes = [...(slide?.querySelectorAll('aside.notes') ?? [])];
      const attribute = slide?.dataset.notes ?? '';
      const html = notes.map((note) => note.innerHTML).join('\n');
      // A fragment must not scroll the notes back to their top.
      const known = `${slide?.dataset.line} ${html} ${attribute}`;
      if (known === shown) return;
      shown = known;
      const nodes = notes.flatMap((note) => [...note.childNodes].map((node) => node.cloneNode(true)));
      if (attribute !== '') nodes.push(make('p', '', attribute));
      page.replaceChildren(
        ...(nodes.length > 0 ? nodes : [make('p', 'speaker-none', 'No notes for this slide.')]),
      );
      page.scrollTop = 0;
    },
    key(key) {
      if (key === '+' || key === '=') grow(1);
      if (key === '-') grow(-1);
    },
  };
}

function keptSize(): number {
  try {
    const kept = Number(localStorage.getItem(storageKey) ?? usual);
    return Number.isInteger(kept) && kept >= 0 && kept < sizes.length ? kept : usual;
  } catch {
    return usual;
  }
}
