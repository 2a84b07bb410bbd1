const noticeMs = 8000;

/** Shows one sober line in the corner under a key of its own; an empty text takes it away. */
export function showLine(key: string, text: string): void {
  const corner = cornerElement();
  const old = corner.querySelector(`[data-line-key="${key}"]`);
  if (text === '') {
    old?.remove();
    return;
  }
  const line = old ?? corner.appendChild(document.createElement('p'));
  line.setAttribute('data-line-key', key);
  if (line.textContent !== text) line.textContent = text;
}

/** Tells the reader something that passes. */
export function showNotice(text: string): void {
  const line = document.createElement('p');
  line.textContent = text;
  cornerElement().append(line);
  window.setTimeout(() => line.remove(), noticeMs);
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
