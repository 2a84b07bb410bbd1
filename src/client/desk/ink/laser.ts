import { throttle } from '../throttle.ts';

/** A dot of light. */
export interface Laser {
  readonly set: (on: boolean) => void;
  readonly isOn: () => boolean;
  readonly show: (at: readonly [number, number] | null) => void;
}

const tellMs = 33;
/** A light that nobody moves goes out. */
const restMs = 2500;

/** `tell`: where it is, in shares of the canvas, for the other pages. */
export function createLaser(
  root: HTMLElement,
  slides: HTMLElement,
  tell: (at: readonly [number, number] | null) => void,
): Laser {
  const dot = root.appendChild(document.createElement('div'));
  dot.className = 'laser';
  dot.hidden = true;
  let on = false;
  const told = throttle(tellMs, tell);
  let resting: number | undefined;

  const show = (at: readonly [number, number] | null): void => {
    window.clearTimeout(resting);
    dot.hidden = at === null;
    if (!at) return;
    const outer = root.getBoundingClientRect();
    const inner = slides.getBoundingClientRect();
    const left = inner.left - outer.left + at[0] * inner.width;
    const top = inner.top - outer.top + at[1] * inner.height;
    dot.style.translate = `${left}px ${top}px`;
    resting = window.setTimeout(() => {
      dot.hidden = true;
    }, restMs);
  };
  root.addEventListener('pointermove', (event) => {
    if (!on) return;
    const box = slides.getBoundingClientRect();
    const at = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height] as const;
    if (at.some((share) => share < -1 || share > 2)) return;
    show(at);
    told.say(at);
  });
  return {
    set(wanted) {
      if (on && !wanted) {
        show(null);
        told.sayNow(null);
      }
      on = wanted;
      root.classList.toggle('is-pointing', wanted);
    },
    isOn: () => on,
    show,
  };
}
