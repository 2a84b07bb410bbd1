/**
 * Gives each of reveal.js' `r-fit-text` a line of its own: reveal.js makes it as wide as its parent, and a slide of
 * ours has an edge and stretches what stands in it.
 */
export function giveFitLines(root: ParentNode): void {
  for (const text of root.querySelectorAll<HTMLElement>('.slides .r-fit-text, section .r-fit-text')) {
    if (text.parentElement?.matches('.fit-line')) continue;
    const line = document.createElement('div');
    line.className = 'fit-line';
    text.replaceWith(line);
    line.append(text);
  }
}
