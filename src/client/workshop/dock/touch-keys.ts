import { make } from '../../elements.ts';
import { spoken } from '../../words.ts';

/** A row of keys that a phone's keyboard lacks; the style sheet shows it where there is no mouse. */
export function createTouchKeys(type: (text: string) => void): HTMLElement {
  const keys = [
    ['Esc', 'Esc', '\x1b'],
    ['Tab', 'Tab', '\t'],
    ['^C', 'Ctrl+C', '\x03'],
    ['^D', 'Ctrl+D', '\x04'],
    ['↑', spoken.say('workshop.key-up'), '\x1b[A'],
    ['↓', spoken.say('workshop.key-down'), '\x1b[B'],
    ['←', spoken.say('workshop.key-left'), '\x1b[D'],
    ['→', spoken.say('workshop.key-right'), '\x1b[C'],
  ] as const;
  const element = make('div', 'touch-keys');
  element.setAttribute('role', 'toolbar');
  element.setAttribute('aria-label', spoken.say('workshop.keys'));
  for (const [label, name, text] of keys) {
    const button = make('button', '', label);
    button.type = 'button';
    button.setAttribute('aria-label', name);
    // The terminal keeps the focus, and with it the phone's keyboard.
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('click', () => type(text));
    element.append(button);
  }
  return element;
}
