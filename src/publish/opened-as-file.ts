/**
 * Browsers start no module scripts in a page that is opened as a file. Such a page is read as one is without scripts,
 * by this style sheet of its own; links to folders then name the page in them, which nobody else would find.
 */
export const openedAsFileScript = `'use strict';
if (location.protocol === 'file:') {
  var style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = document.currentScript.src.replace(/\\.js$/, '.css');
  document.addEventListener('DOMContentLoaded', function () {
    document.head.append(style);
    document.querySelectorAll('a[href]').forEach(function (link) {
      var address = new URL(link.href);
      if (address.protocol !== 'file:' || !address.pathname.endsWith('/')) return;
      address.pathname += 'index.html';
      link.href = address.href;
    });
    if (!document.querySelector('.reveal')) return;
    var line = document.createElement('p');
    line.className = 'opened-as-file';
    line.textContent =
      'Opened as a file, this deck is a page to read. Browsers show its slides when a server hands it out: ' +
      'python3 -m http.server in the folder of the site.';
    document.body.prepend(line);
  });
}
`;

const ownStyle = `body {
  margin: 0;
}

.opened-as-file {
  margin: 0;
  padding: 0.7rem 1.5rem;
  background: var(--sheet);
  color: var(--muted);
  font: 400 1rem/1.5 var(--sans);
}
`;

/** The rules that a style sheet of ours has for pages without scripts, for all pages. */
export function openedAsFileStyle(css: string): string {
  return `${[...withoutScripts(css)].join('\n')}\n${ownStyle}`;
}

function* withoutScripts(css: string): Generator<string> {
  const query = /@media\s*\(scripting:\s*none\)\s*\{/g;
  for (let found = query.exec(css); found !== null; found = query.exec(css)) {
    const start = query.lastIndex;
    let depth = 1;
    let end = start;
    for (; end < css.length && depth > 0; end++) {
      if (css[end] === '{') depth++;
      else if (css[end] === '}') depth--;
    }
    yield css.slice(start, end - 1).trim();
    query.lastIndex = end;
  }
}
