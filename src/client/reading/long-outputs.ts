import { spoken } from '../words.ts';

/** How many times as high as its box an output is at least to be cut. */
const worthAButton = 1.35;

/** How high outputs were before they were opened. */
const heightBefore = new WeakMap<HTMLElement, number>();

let sizes: ResizeObserver | undefined;

/**
 * Gives outputs that are cut a button that opens them, and takes it away when they no longer are: in a page that scrolls,
 * a box that does is a trap.
 */
export function watchLongOutputs(root: ParentNode): void {
  if (sizes === undefined) {
    sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) if (target instanceof HTMLElement) refresh(target);
    });
    // A full box no longer grows with its lines, but it follows them.
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
  }
  for (const output of root.querySelectorAll('main [data-output]')) sizes.observe(output);
}

function onScroll({ target }: Event): void {
  if (target instanceof HTMLElement && target.matches('main [data-output]')) refresh(target);
}

function refresh(output: HTMLElement): void {
  const isOpen = 'whole' in output.dataset;
  const full = output.scrollHeight;
  if (!isOpen && full > output.clientHeight + 1) heightBefore.set(output, output.clientHeight);
  const most = heightBefore.get(output) ?? full;
  const isAtEnd = output.scrollTop > 0 && output.scrollTop + output.clientHeight >= full - 4;
  output.toggleAttribute('data-at-end', isAtEnd);
  // A few lines are not worth a button; while more may come, the box does not change its mind.
  const isLong = full > most * (isRunning(output) ? 1 : worthAButton) + 4;
  const button = buttonOf(output);
  if (isLong && isOpen && !button) delete output.dataset.whole;
  if (isLong) label(button ?? addButton(output), output);
  else button?.remove();
  if (!isLong) output.toggleAttribute('data-whole', full > most + 1);
}

const isRunning = (output: HTMLElement): boolean => output.closest('[data-state="running"]') !== null;

function buttonOf({ nextElementSibling: next }: HTMLElement): HTMLElement | undefined {
  return next instanceof HTMLElement && next.matches('.all-lines') ? next : undefined;
}

function addButton(output: HTMLElement): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'all-lines';
  button.addEventListener('click', () => {
    const isOpen = 'whole' in output.dataset;
    if (isOpen) delete output.dataset.whole;
    else output.dataset.whole = '';
    output.scrollTop = 0;
    label(button, output);
    if (isOpen) button.scrollIntoView({ block: 'nearest' });
  });
  output.after(button);
  return button;
}

function label(button: HTMLElement, output: HTMLElement): void {
  const isOpen = 'whole' in output.dataset;
  const lines = output.querySelectorAll('.line').length;
  const hasPicture = output.querySelector('.picture-place') !== null;
  const words = isOpen
    ? spoken.say('cut.less')
    : hasPicture || lines === 0
      ? spoken.say('cut.whole')
      : spoken.count('cut.all', lines);
  if (button.textContent !== words) button.textContent = words;
  button.setAttribute('aria-expanded', String(isOpen));
}
