import { currentStep, isLineInStep, parseLineSteps } from './line-steps.ts';

/** Lights up the lines of each code block's current step; to be called when a slide or a fragment shows. */
export function showSteps(root: ParentNode): void {
  for (const pre of root.querySelectorAll<HTMLElement>('pre[data-steps]')) {
    const marks = stepMarks(pre);
    const visible = marks.filter((mark) => mark.classList.contains('visible')).length;
    const step = currentStep(parseLineSteps(pre.dataset.steps ?? ''), marks.length, visible) ?? [];
    const lines = [...pre.querySelectorAll<HTMLElement>('.line')];
    const lit = lines.filter((_, index) => isLineInStep(index + 1, step));
    pre.toggleAttribute('data-stepping', lit.length > 0);
    for (const line of lines) line.classList.toggle('lit', lit.includes(line));
    scrollToLines(pre, lit);
  }
}

/** Numbers each block's lines from where its author says. */
export function numberLines(root: ParentNode): void {
  for (const pre of root.querySelectorAll<HTMLElement>('pre[data-line-start]')) {
    pre.style.setProperty('--line-start', String(Number(pre.dataset.lineStart) || 1));
  }
}

/** The fragments that follow a block: up to the next block with steps, within the same slide. */
function stepMarks(pre: HTMLElement): Element[] {
  const scope = pre.closest('section, figure, article') ?? document;
  const all = [...scope.querySelectorAll('pre[data-steps], .fragment[data-code-step]')];
  const after = all.slice(all.indexOf(pre) + 1);
  const next = after.findIndex((element) => element.tagName === 'PRE');
  return next < 0 ? after : after.slice(0, next);
}

/** Scrolls a block so that these of its lines are in its middle. */
export function scrollToLines(
  pre: HTMLElement,
  lit: readonly HTMLElement[],
  behavior: ScrollBehavior = 'smooth',
): void {
  const [first] = lit;
  const last = lit.at(-1);
  if (!first || !last || pre.scrollHeight <= pre.clientHeight) return;
  // Offsets, not rectangles: those are scaled with the slide.
  const middle = (first.offsetTop + last.offsetTop + last.offsetHeight) / 2;
  const tooTall = last.offsetTop + last.offsetHeight - first.offsetTop > pre.clientHeight;
  const top = tooTall ? first.offsetTop : middle - pre.clientHeight / 2;
  pre.scrollTo({ top, behavior });
}
