/** The frame's size in true pixels, and how many of them make one of the slide's. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/**
 * Keeps `frame` filling `host` but free of the slide's scaling. reveal.js scales slides by a CSS transform; xterm.js
 * reckons with untransformed pixels, so inside a scaled slide it would select the wrong cells and look blurred.
 */
export function keepUnscaled(
  host: HTMLElement,
  frame: HTMLElement,
  changed: (size: FrameSize) => void,
): () => void {
  let asked = 0;
  let last = '';
  const apply = (): void => {
    asked = 0;
    // Far slides are not displayed: they are measured when they come near.
    if (host.clientWidth === 0 || host.clientHeight === 0) return;
    const scale = slideScale(host);
    const size = { width: host.clientWidth * scale, height: host.clientHeight * scale, scale };
    if (last === JSON.stringify(size)) return;
    last = JSON.stringify(size);
    frame.style.width = `${size.width}px`;
    frame.style.height = `${size.height}px`;
    frame.style.transform = scale === 1 ? '' : `scale(${1 / scale})`;
    changed(size);
  };
  // Later, because reveal.js tells of a new scale just before it writes it down.
  const ask = (): void => {
    if (asked === 0) asked = requestAnimationFrame(apply);
  };
  const observer = new ResizeObserver(ask);
  observer.observe(host);
  // reveal.js' own `resize` event bubbles up to the window too.
  window.addEventListener('resize', ask);
  apply();
  return () => {
    cancelAnimationFrame(asked);
    observer.disconnect();
    window.removeEventListener('resize', ask);
  };
}

function slideScale(host: HTMLElement): number {
  const value = Number(getComputedStyle(host).getPropertyValue('--slide-scale'));
  return value > 0 ? value : 1;
}
