import { throttle } from '../throttle.ts';

const tellMs = 33;

/** A pad for a finger: where it is, in shares of the slide; null when it is lifted. */
export function watchPad(pad: HTMLElement, tell: (at: [number, number] | null) => void): void {
  const told = throttle(tellMs, tell);
  const at = (event: PointerEvent): [number, number] => {
    const box = pad.getBoundingClientRect();
    const within = (value: number): number => Math.min(1, Math.max(0, value));
    return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
  };
  pad.addEventListener('pointerdown', (event) => {
    pad.setPointerCapture(event.pointerId);
    told.sayNow(at(event));
  });
  pad.addEventListener('pointermove', (event) => {
    if (event.buttons !== 0) told.say(at(event));
  });
  for (const type of ['pointerup', 'pointercancel'] as const)
    pad.addEventListener(type, () => told.sayNow(null));
}
