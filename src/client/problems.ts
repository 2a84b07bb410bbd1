import { spoken } from './words.ts';

/** What the problems said that the reader has hidden; it lasts as long as the page, through every save of the deck. */
let hidden: string | undefined;

/** Lets the reader fold away the deck's problems, which otherwise lie over the slide, until there are others. */
export function foldableProblems(root: ParentNode = document): void {
  for (const problems of root.querySelectorAll<HTMLElement>('.problems')) {
    if (problems.querySelector(':scope > .fold')) continue;
    const said = wordsOf(problems);
    problems.hidden = said === hidden;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'fold';
    button.textContent = spoken.say('page.hide');
    button.addEventListener('click', () => {
      hidden = said;
      problems.hidden = true;
    });
    problems.prepend(button);
  }
}

/** Without places and excerpts: a line more above a problem makes no other one of it. */
function wordsOf(problems: HTMLElement): string {
  return [...problems.querySelectorAll('.message')].map((message) => message.textContent).join('\n');
}
