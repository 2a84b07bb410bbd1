import type { RevealApi } from 'reveal.js';

let speaker: Window | null = null;

/**
 * Opens the speaker's window: notes, the next slide, the time. Made here, node by node, because reveal.js' notes
 * plugin writes a page with an inline script, which our Content-Security-Policy (rightly) refuses.
 */
export function openSpeakerWindow(reveal: RevealApi): void {
  if (speaker && !speaker.closed) {
    speaker.focus();
    return;
  }
  speaker = window.open('', 'piste-speaker', 'width=1100,height=700');
  if (!speaker) return;
  const page = speaker.document;
  page.title = `Speaker: ${document.title}`;
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.className = 'speaker';
  for (const style of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const link = page.createElement('link');
    link.rel = 'stylesheet';
    link.href = style.href;
    page.head.append(link);
  }
  const place = speakerPlaces(page);
  const began = Date.now();
  const show = (): void => {
    if (!speaker || speaker.closed) return;
    page.documentElement.dataset.theme = document.documentElement.dataset.theme ?? '';
    const slide = reveal.getCurrentSlide();
    place.where.textContent = `${reveal.getSlidePastCount() + 1} / ${reveal.getTotalSlides()}`;
    place.notes.replaceChildren(...notesOf(page, slide));
    place.next.replaceChildren(...preview(page, nextSlide(reveal, slide)));
  };
  const tick = (): void => {
    place.clock.textContent = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    place.elapsed.textContent = elapsed(Date.now() - began);
  };
  const timer = window.setInterval(() => (speaker?.closed ? window.clearInterval(timer) : tick()), 1000);
  for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden', 'slidesync'] as const)
    reveal.on(event, show);
  page.addEventListener('keydown', (event) => moveSlides(event, reveal));
  show();
  tick();
}

/** Only what moves: cells are run where their output can be seen. */
function moveSlides(event: KeyboardEvent, reveal: RevealApi): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'n'].includes(event.key)) reveal.next();
  else if (['ArrowLeft', 'ArrowUp', 'PageUp', 'p'].includes(event.key)) reveal.prev();
  else if (['b', '.'].includes(event.key)) reveal.togglePause();
  else return;
  event.preventDefault();
}

function speakerPlaces(
  page: Document,
): Record<'where' | 'clock' | 'elapsed' | 'notes' | 'next', HTMLElement> {
  const add = (parent: Element, tag: string, name: string): HTMLElement => {
    const element = parent.appendChild(page.createElement(tag));
    element.className = name;
    return element;
  };
  page.body.replaceChildren();
  const bar = add(page.body, 'header', 'speaker-bar');
  const where = add(bar, 'span', 'speaker-where');
  const elapsedPlace = add(bar, 'span', 'speaker-elapsed');
  const clock = add(bar, 'span', 'speaker-clock');
  const notes = add(page.body, 'main', 'speaker-page');
  const next = add(add(page.body, 'aside', 'speaker-next'), 'div', 'reveal');
  return { where, clock, elapsed: elapsedPlace, notes, next };
}

function notesOf(page: Document, slide: HTMLElement | undefined): Node[] {
  const notes = [...(slide?.querySelectorAll(':scope > aside.notes') ?? [])];
  if (notes.length > 0)
    return notes.flatMap((note) => [...note.childNodes].map((node) => page.importNode(node, true)));
  const none = page.createElement('p');
  none.className = 'speaker-none';
  none.textContent = 'No notes for this slide.';
  return [none];
}

function nextSlide(reveal: RevealApi, slide: HTMLElement | undefined): HTMLElement | undefined {
  const slides: HTMLElement[] = reveal.getSlides();
  return slide && slides[slides.indexOf(slide) + 1];
}

/** A still picture of a slide: its nodes without what could act or answer to an id. */
function preview(page: Document, slide: HTMLElement | undefined): Node[] {
  if (!slide) return [];
  const copy = page.importNode(slide, true);
  copy.removeAttribute('style');
  copy.removeAttribute('hidden');
  copy.className = 'present';
  copy.inert = true;
  for (const gone of copy.querySelectorAll('aside.notes, button, .xterm')) gone.remove();
  for (const element of copy.querySelectorAll('[id]')) element.removeAttribute('id');
  for (const fragment of copy.querySelectorAll('.fragment')) fragment.classList.add('visible');
  const slides = page.createElement('div');
  slides.className = 'slides';
  slides.append(copy);
  return [slides];
}

function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
