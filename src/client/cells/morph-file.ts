/** How long the file as it was is seen, and how long each part of the change takes. */
const holdMs = 350;
const leaveMs = 300;
const slideMs = 550;

/**
 * Plays the step from before to after in a whole file that is shown: lines that are gone fade out, lines that stay
 * slide to their new place, new ones fade in. Nothing moves for who asked for less motion.
 */
export function morphFile(pre: HTMLElement): void {
  endMorph(pre);
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const lines = [...pre.querySelectorAll<HTMLElement>('.line')];
  const added = lines.filter((line) => line.matches('.add'));
  const kept = lines.filter((line) => !line.matches('.add'));
  const gone = [...pre.querySelectorAll<HTMLElement>('.gone')];

  const scrollTop = pre.scrollTop;
  pre.dataset.moment = 'before';
  const oldTops = kept.map((line) => line.offsetTop);
  const goneTops = gone.map((line) => line.offsetTop);
  pre.dataset.moment = 'moving';
  for (const [index, line] of gone.entries()) line.style.top = `${goneTops[index] ?? 0}px`;
  pre.scrollTop = scrollTop;

  const slideAt = holdMs + (gone.length > 0 ? leaveMs : 0);
  const moves = kept.flatMap((line, index) => {
    const distance = (oldTops[index] ?? 0) - line.offsetTop;
    if (distance === 0) return [];
    const from = { transform: `translateY(${distance}px)` };
    return [line.animate([from, { transform: 'none' }], timing(slideMs, slideAt))];
  });
  const leaves = gone.map((line) => line.animate([{ opacity: 1 }, { opacity: 0 }], timing(leaveMs, holdMs)));
  const comesAt = slideAt + (moves.length > 0 ? slideMs / 2 : 0);
  const comes = added.map((line) =>
    line.animate([{ opacity: 0 }, { opacity: 1 }], timing(slideMs / 2, comesAt)),
  );
  Promise.all([...moves, ...leaves, ...comes].map((animation) => animation.finished)).then(
    () => endMorph(pre),
    // A morph that was cut short has been ended by whoever cut it.
    () => {},
  );
}

/** Leaves the file as it is after the change, whatever was moving. */
export function endMorph(pre: HTMLElement): void {
  for (const animation of pre.getAnimations({ subtree: true })) animation.cancel();
  delete pre.dataset.moment;
}

const timing = (duration: number, delay: number): KeyframeAnimationOptions => ({
  duration,
  delay,
  easing: 'ease',
  fill: 'both',
});
