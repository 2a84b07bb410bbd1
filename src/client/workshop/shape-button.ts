import { make } from '../elements.ts';

/** A button that says what it does by a shape, and in words for who hovers or listens. */
export function shapeButton(className: string, name: string): HTMLButtonElement {
  const button = make('button', className);
  button.type = 'button';
  button.setAttribute('aria-label', name);
  button.title = name;
  const icon = button.appendChild(make('span', 'icon'));
  icon.setAttribute('aria-hidden', 'true');
  return button;
}
