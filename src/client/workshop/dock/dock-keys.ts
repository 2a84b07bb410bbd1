/** Ctrl+` goes to the dock and back; a terminal is left by the keys of every terminal on a page. */
export function listenToDockKeys(keys: { toggle: () => void; leave: () => void; body: HTMLElement }): void {
  window.addEventListener(
    'keydown',
    (event) => {
      const { key, ctrlKey, altKey, metaKey, target } = event;
      const inTerminal =
        target instanceof Element && keys.body.contains(target) && target.matches('.xterm-helper-textarea');
      const isWhole =
        target instanceof Element &&
        target.closest('[data-terminal]')?.getAttribute('data-screen') === 'alternate';
      const isPlain = !ctrlKey && !altKey && !metaKey;
      if (ctrlKey && (key === '`' || event.code === 'Backquote')) keys.toggle();
      else if (inTerminal && ((ctrlKey && key === '.') || (isPlain && key === 'Escape' && !isWhole)))
        keys.leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
}
