/** Lets the reader fold away the deck's problems, which otherwise lie over the slide. */
export function foldableProblems(root: ParentNode = document): void {
  for (const problems of root.querySelectorAll<HTMLElement>('.problems')) {
    if (problems.querySelector(':scope > .fold')) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'fold';
    button.textContent = 'Hide';
    button.addEventListener('click', () => {
      problems.hidden = true;
    });
    problems.prepend(button);
  }
}
