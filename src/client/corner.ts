const noticeMs = 8000;

/** What a line in the corner offers to do. */
export interface LineAction {
  readonly label: string;
  readonly act: () => void;
  /** What it does, where its label is a sign. */
  readonly name?: string;
}

/** What goes with a line. */
export interface LineOptions {
  readonly actions?: readonly LineAction[];
  /** More about it, for who asks. */
  readonly title?: string;
}

/** Shows one sober line in the corner under a key of its own; an empty text takes it away. */
export function showLine(key: string, text: string, { actions = [], title = '' }: LineOptions = {}): void {
  const corner = cornerElement();
  const old = corner.querySelector(`[data-line-key="${key}"]`);
  if (text === '') {
    old?.remove();
    return;
  }
  const line = old ?? corner.appendChild(document.createElement('p'));
  line.setAttribute('data-line-key', key);
  if (line.firstChild?.textContent === text) return;
  line.textContent = text;
  if (title !== '') line.setAttribute('title', title);
  line.append(...actions.map(actionButton));
}

/** Tells the reader something that passes. */
export function showNotice(text: string): void {
  const line = document.createElement('p');
  line.textContent = text;
  cornerElement().append(line);
  window.setTimeout(() => line.remove(), noticeMs);
}

function actionButton({ label, act, name }: LineAction): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  if (name !== undefined) {
    button.setAttribute('aria-label', name);
    button.title = name;
  }
  button.addEventListener('click', (event) => {
    act();
    // A mouse leaves no focus behind: the next key belongs to the slide again.
    if (event.detail > 0) button.blur();
  });
  return button;
}

function cornerElement(): HTMLElement {
  const found = document.querySelector<HTMLElement>('.corner');
  if (found) return found;
  const corner = document.createElement('div');
  corner.className = 'corner';
  corner.setAttribute('role', 'status');
  document.body.append(corner);
  return corner;
}
