/**
 * Lets reveal.js make its slides' backgrounds without asking the browser for the colour of each: every such question
 * lays out the styles of the whole page anew, which takes seconds for a thousand slides. One that has neither a class
 * nor a style of its own has no colour to ask for.
 */
export function withPlainBackgrounds<T>(run: () => T): T {
  const ask = window.getComputedStyle;
  const none = document.createElement('div').style;
  const isPlain = (element: Element): boolean =>
    element instanceof HTMLElement &&
    element.className.trim() === 'slide-background' &&
    (element.getAttribute('style') ?? '') === '';
  const answer = (element: Element, pseudo?: string | null): CSSStyleDeclaration =>
    isPlain(element) ? none : ask.call(window, element, pseudo);
  const restore = (): void => {
    if (window.getComputedStyle === answer) window.getComputedStyle = ask;
  };
  window.getComputedStyle = answer;
  const done = run();
  if (done instanceof Promise) void done.finally(restore).catch(() => {});
  else restore();
  return done;
}
