/** A cell's code as its author wrote it. */
export interface AuthorSource {
  readonly text: string;
  /** Its lines as they are shown, in colours, by what stands in them. */
  readonly shown: ReadonlyMap<string, Element>;
  /** All that stands there, to the letter. */
  readonly whole: readonly Node[];
}

/** Reads what the page was made with; to be called before anything is changed in it. */
export function readAuthorSource(pre: HTMLElement): AuthorSource {
  const lines = [...pre.querySelectorAll('.line')].map(copyOf);
  return {
    text: lines.map(textOf).join('\n'),
    shown: new Map(lines.map((line) => [textOf(line), line])),
    whole: [...(pre.querySelector('code') ?? pre).childNodes].map((node) => node.cloneNode(true)),
  };
}

/** Shows a text in the place of the author's. Lines that the author wrote too keep their colours; others are marked. */
export function showSource(pre: HTMLElement, author: AuthorSource, text: string): void {
  const code = pre.querySelector('code') ?? pre;
  if (text === author.text) {
    code.replaceChildren(...author.whole.map((node) => node.cloneNode(true)));
    return;
  }
  const lines = text.split('\n').map((line) => copyOf(author.shown.get(line) ?? ownLine(line)));
  code.replaceChildren(...lines.flatMap((line, index) => (index === 0 ? [line] : ['\n', line])));
}

function ownLine(text: string): Element {
  const line = document.createElement('span');
  line.className = 'line';
  // An empty line has nothing to mark.
  if (text.trim() === '') line.textContent = text;
  else {
    const mark = line.appendChild(document.createElement('span'));
    mark.className = 'own';
    mark.textContent = text;
  }
  return line;
}

const textOf = (line: Element): string => (line.textContent ?? '').replace(/\n$/, '');

function copyOf(line: Element): Element {
  const copy = line.cloneNode(true);
  return copy instanceof Element ? copy : line;
}
