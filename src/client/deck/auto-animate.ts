import { matchLines } from '../../cells/match-lines.ts';

/** Two elements that reveal.js moves into each other, and what of them it may change. */
export interface AnimatedPair {
  readonly from: HTMLElement;
  readonly to: HTMLElement;
  readonly options?: {
    readonly scale?: boolean;
    readonly styles?: readonly string[];
    readonly measure?: (element: HTMLElement) => { x: number; y: number; width: number; height: number };
  };
}

/** Two blocks of code that are one block at two times, with the lines of both. */
interface BlockPair {
  readonly from: HTMLElement;
  readonly to: HTMLElement;
  readonly lines: readonly (readonly [HTMLElement, HTMLElement])[];
}

/** A frame moves as one; of the code outside of cells that is whatever holds the copy button. */
const frames = '.cell, figure.code, .code-frame:not(figure *), pre.shiki:not(figure *, .code-frame *)';
const codePre = 'pre.shiki:not([hidden])';

/**
 * What of two slides with `data-auto-animate` belongs together, for reveal.js (`autoAnimateMatcher`): by `data-id`,
 * texts and pictures that are the same, and blocks of code of the same `data-id`, title or language, line by line.
 * `scale` is the canvas' on the screen, which reveal.js takes out again.
 */
export function matchSlides(from: HTMLElement, to: HTMLElement, scale: () => number): AnimatedPair[] {
  const whole = { scale: false };
  const blocks = matchBlocks(from, to);
  return [
    ...pairsBy(from, to, '[data-id]:not(pre, figure)', (element) => element.dataset.id),
    ...pairsBy(
      from,
      to,
      'h1, h2, h3, h4, h5, h6, p, li, figcaption',
      (element) => element.textContent?.trim(),
      whole,
    ),
    ...pairsBy(from, to, 'img, video, iframe', (element) => element.getAttribute('src') ?? undefined),
    ...blocks.map((block) => ({ ...block, options: { scale: false, styles: [] } })),
    ...blocks.flatMap(({ lines }) =>
      lines.map(([one, other]) => ({
        from: one,
        to: other,
        options: { scale: false, styles: [], measure: (line: HTMLElement) => placeInBlock(line, scale()) },
      })),
    ),
  ];
}

/** Lets the lines that are not on the new slide fade out on it, where they were; reveal.js would drop them at once. */
export function fadeGoneLines(from: HTMLElement, to: HTMLElement, durationMs: number): void {
  for (const block of matchBlocks(from, to)) {
    const stays = new Set(block.lines.map(([line]) => line));
    const place = block.to.matches(codePre) ? block.to : block.to.querySelector<HTMLElement>(codePre);
    if (!place) continue;
    for (const line of linesOf(block.from).filter((one) => !stays.has(one))) {
      const { x, y, height } = placeInBlock(line, 1);
      // Below the block's end it would only make room for itself.
      if (y + height > place.clientHeight) continue;
      const ghost = document.createElement('span');
      ghost.className = `${line.className} ghost`;
      ghost.setAttribute('aria-hidden', 'true');
      ghost.append(...[...line.childNodes].map((node) => node.cloneNode(true)));
      Object.assign(ghost.style, { left: `${x}px`, top: `${y + place.scrollTop}px` });
      place.append(ghost);
      const fading = ghost.animate([{ opacity: 1 }, { opacity: 0 }], {
        duration: durationMs,
        easing: 'ease',
      });
      fading.onfinish = fading.oncancel = () => ghost.remove();
    }
  }
}

function matchBlocks(from: HTMLElement, to: HTMLElement): readonly BlockPair[] {
  return pairsBy(from, to, frames, blockName).map((pair) => {
    const [before, after] = [linesOf(pair.from), linesOf(pair.to)];
    const textOf = (line: HTMLElement): string => line.textContent?.trimEnd() ?? '';
    const lines = matchLines(before.map(textOf), after.map(textOf)).flatMap(([one, other]) => {
      const [line, successor] = [before[one], after[other]];
      return line && successor ? [[line, successor] as const] : [];
    });
    return { ...pair, lines };
  });
}

function blockName(frame: HTMLElement): string | undefined {
  const pre = frame.matches(codePre) ? frame : frame.querySelector<HTMLElement>(codePre);
  if (!pre) return undefined;
  const title = frame.querySelector(':is(.cell-title, .code-title)')?.textContent;
  const id = frame.dataset.id ?? pre.dataset.id;
  if (id !== undefined) return `id ${id}`;
  return title ? `title ${title}` : `language ${pre.dataset.language ?? ''}`;
}

function linesOf(frame: HTMLElement): HTMLElement[] {
  const pre = frame.matches(codePre) ? frame : frame.querySelector<HTMLElement>(codePre);
  return [...(pre?.querySelectorAll<HTMLElement>('.line:not(.ghost)') ?? [])];
}

/** Where a line is in its frame, as far as it is scrolled; in px of the screen. */
function placeInBlock(
  line: HTMLElement,
  scale: number,
): { x: number; y: number; width: number; height: number } {
  const pre = line.closest('pre');
  return {
    x: (line.offsetLeft - (pre?.scrollLeft ?? 0)) * scale,
    y: (line.offsetTop - (pre?.scrollTop ?? 0)) * scale,
    width: line.offsetWidth * scale,
    height: line.offsetHeight * scale,
  };
}

/** Pairs the elements of two slides that have the same key, the first with the first, the second with the second. */
function pairsBy(
  from: HTMLElement,
  to: HTMLElement,
  selector: string,
  keyOf: (element: HTMLElement) => string | undefined,
  options?: AnimatedPair['options'],
): AnimatedPair[] {
  const waiting = new Map<string, HTMLElement[]>();
  const keyed = (slide: HTMLElement): (readonly [string, HTMLElement])[] =>
    [...slide.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      const key = element.closest('aside.notes, .cell-output') ? undefined : keyOf(element);
      return key ? [[`${element.tagName} ${key}`, element] as const] : [];
    });
  for (const [key, element] of keyed(from)) waiting.set(key, [...(waiting.get(key) ?? []), element]);
  return keyed(to).flatMap(([key, element]) => {
    const partner = waiting.get(key)?.shift();
    if (!partner) return [];
    return [{ from: partner, to: element, ...(options === undefined ? {} : { options }) }];
  });
}
