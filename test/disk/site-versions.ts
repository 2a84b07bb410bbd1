import { writeSite } from '../../src/disk/write-site.ts';

const names = ['ants', 'bees', 'cats', 'dogs', 'eels', 'frogs'];

/** A site that is another with each number: decks come and go, and all pages load what only their version has. */
export function siteOf(version: number): ReadonlyMap<string, Uint8Array> {
  const assets = `assets/${version}`;
  const decks = names.filter((_, place) => (version >> (place % 3)) % 2 === 0);
  const files: Record<string, string> = {
    [`${assets}/app.js`]: `start(${version})`,
    [`${assets}/app.css`]: `/* ${version} */`,
    'index.html': `<script src="${assets}/app.js"></script>${decks.map((name) => `<a href="${name}/index.html">`).join('')}`,
    'search-index.js': decks.join(),
  };
  for (const name of decks) {
    const page = `<link href="../${assets}/app.css"><script src="../${assets}/app.js"></script><img src="${version}.png">`;
    files[`${name}/index.html`] = `${page}<a href="article.html">`;
    files[`${name}/article.html`] = `${page}<a href="../index.html">`;
    files[`${name}/${version}.png`] = `picture ${version} of ${name}`;
  }
  return new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
}

/** As a process of its own: writes one version after the other, from the one that it is told, until it is ended. */
async function writeOn(folder: string, from: number): Promise<never> {
  for (let version = from; ; version++) {
    await writeSite(folder, siteOf(version), false);
    if (version === from) process.stdout.write('written\n');
  }
}

const [, script, folder, from] = process.argv;
if (script === import.meta.filename && folder !== undefined) await writeOn(folder, Number(from));
