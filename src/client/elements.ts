/** An element with a class, and text if there is any. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  if (text !== '') made.textContent = text;
  return made;
}

/** A button that leaves no focus behind: the next key belongs to the slides. */
export function pressable(label: string, act: () => void): HTMLButtonElement {
  const button = make('button', '', label);
  button.type = 'button';
  button.addEventListener('click', (event) => {
    act();
    if (event.detail > 0) button.blur();
  });
  return button;
}
