import { matchLines } from '../../cells/match-lines.ts';

const moveMs = 600;
const fadeMs = 260;

/** Shows each magic move as its fragments say, without a movement; to be called before a slide is measured. */
export function showMagicMoves(root: ParentNode): void {
  for (const move of root.querySelectorAll<HTMLElement>('.magic-move')) {
    const states = statesOf(move);
    const current = Math.min(stepsOf(move), states.length - 1);
    for (const [index, state] of states.entries()) {
      state.toggleAttribute('data-current', index === current);
      // What is not shown is not there for who listens or tabs either; reveal.js sets no state of its own here.
      state.inert = index !== current;
    }
    move.dataset.state = String(current);
  }
}

/** Plays the step to the states whose fragments have just come up or gone, from what was shown before. */
export function playMagicMoves(fragments: readonly Element[], isForward: boolean): void {
  for (const mark of fragments) {
    const move = mark.matches('[data-magic-step]') ? mark.closest<HTMLElement>('.magic-move') : null;
    const states = move ? statesOf(move) : [];
    const now = states.findIndex((state) => state.hasAttribute('data-current'));
    const [from, to] = [states[isForward ? now - 1 : now + 1], states[now]];
    if (from && to) playMove(from, to);
  }
}

function playMove(from: HTMLElement, to: HTMLElement): void {
  const pre = to.querySelector<HTMLElement>('pre');
  const before = from.querySelector<HTMLElement>('pre');
  if (!pre || !before) return;
  for (const animation of pre.getAnimations({ subtree: true })) animation.cancel();
  for (const ghost of pre.querySelectorAll('.ghost')) ghost.remove();
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const [oldLines, newLines] = [linesOf(before), linesOf(pre)];
  const textOf = (line: HTMLElement): string => line.textContent?.trim() ?? '';
  const pairs = matchLines(oldLines.map(textOf), newLines.map(textOf));
  const stays = new Set(pairs.map(([old]) => old));
  const came = new Map(pairs.map(([old, now]) => [now, old]));
  const letter = letterWidth(pre);
  for (const [index, line] of newLines.entries()) {
    const old = oldLines[came.get(index) ?? -1];
    if (!old) {
      line.animate([{ opacity: 0 }, { opacity: 1 }], timing(fadeMs, moveMs / 2));
      continue;
    }
    // Lines are paired by their words: one that moved in moves in.
    const x = (blanksOf(old) - blanksOf(line)) * letter;
    const y = placeOf(old, before) - placeOf(line, pre);
    if (Math.abs(x) + Math.abs(y) > 0.5)
      line.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], timing(moveMs, 0));
  }
  for (const [index, line] of oldLines.entries()) {
    if (!stays.has(index)) fadeGhost(line, before, pre);
  }
}

/** A line that is gone fades where it was. */
function fadeGhost(line: HTMLElement, before: HTMLElement, pre: HTMLElement): void {
  const top = placeOf(line, before);
  if (top + line.offsetHeight > pre.clientHeight) return;
  const ghost = document.createElement('span');
  ghost.className = `${line.className} ghost`;
  ghost.setAttribute('aria-hidden', 'true');
  ghost.append(...[...line.childNodes].map((node) => node.cloneNode(true)));
  Object.assign(ghost.style, { left: `${line.offsetLeft}px`, top: `${top + pre.scrollTop}px` });
  pre.append(ghost);
  const fading = ghost.animate([{ opacity: 1 }, { opacity: 0 }], timing(fadeMs, 0));
  fading.onfinish = fading.oncancel = () => ghost.remove();
}

function statesOf(move: HTMLElement): HTMLElement[] {
  return [...move.querySelectorAll<HTMLElement>('.magic-state')];
}

function stepsOf(move: HTMLElement): number {
  return move.querySelectorAll('[data-magic-step].visible').length;
}

function linesOf(pre: HTMLElement): HTMLElement[] {
  return [...pre.querySelectorAll<HTMLElement>('.line:not(.ghost)')];
}

/** In px of the slide, which are not those of the screen: a slide is scaled. */
function placeOf(line: HTMLElement, pre: HTMLElement): number {
  return line.offsetTop - pre.scrollTop;
}

const blanksOf = (line: HTMLElement): number => /^ */.exec(line.textContent ?? '')?.[0].length ?? 0;

function letterWidth(pre: HTMLElement): number {
  const probe = pre.appendChild(document.createElement('span'));
  Object.assign(probe.style, { position: 'absolute', width: '100ch' });
  const width = probe.offsetWidth / 100;
  probe.remove();
  return width;
}

const timing = (duration: number, delay: number): KeyframeAnimationOptions => ({
  duration,
  delay,
  easing: 'cubic-bezier(0.3, 0, 0.2, 1)',
  fill: 'backwards',
});
