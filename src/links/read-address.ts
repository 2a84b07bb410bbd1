import { nearestWord } from '../cells/nearest-word.ts';
import { decoded } from '../html/decoded.ts';

/** Where an address leads to, seen from a deck's page; nothing is asked of any network. */
export type ReadAddress =
  | { readonly to: 'web' }
  | { readonly to: 'nowhere'; readonly why: string; readonly mend: string }
  /** A place on this deck's slides: an id, or `/h/v`. */
  | { readonly to: 'slides'; readonly fragment: string }
  /** A place in this deck's article. */
  | { readonly to: 'article'; readonly fragment: string }
  /** The list of all decks. */
  | { readonly to: 'index' }
  | { readonly to: 'file'; readonly path: string }
  | { readonly to: 'deck'; readonly name: string; readonly path: string; readonly fragment: string };

const schemes = ['http', 'https', 'mailto', 'tel', 'ftp', 'data', 'file', 'ssh', 'git', 'irc', 'sms'];

/** Reads an address as a browser does that shows the slides of the deck `deckName`. */
export function readAddress(address: string, deckName: string): ReadAddress {
  const trimmed = address.trim();
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme !== undefined) return readWithScheme(trimmed, scheme);
  if (trimmed.startsWith('//')) return readWithScheme(`https:${trimmed}`, 'https');
  if (trimmed === '') return nowhere('it is empty', 'write where it leads to');
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(trimmed) ?? [];
  const steps = path.startsWith('/') ? [] : [deckName];
  for (const step of decoded(path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  const [first, ...rest] = steps;
  if (first === undefined) return { to: 'index' };
  const place = decoded(fragment);
  const inside = rest.join('/') + (rest.length > 0 && path.endsWith('/') ? '/' : '');
  if (first !== deckName) return { to: 'deck', name: first, path: inside, fragment: place };
  if (inside === '') return { to: 'slides', fragment: place };
  return inside === 'article' ? { to: 'article', fragment: place } : { to: 'file', path: inside };
}

function readWithScheme(address: string, scheme: string): ReadAddress {
  if (scheme !== 'http' && scheme !== 'https') {
    const near = schemes.includes(scheme) ? undefined : nearestWord(scheme, ['http', 'https', 'mailto']);
    return near === undefined
      ? { to: 'web' }
      : nowhere(`no browser knows \`${scheme}:\``, `did you mean \`${near}:\`?`);
  }
  const hasHost = /^https?:\/\/[^/?#\s]/i.test(address) && URL.canParse(address);
  return hasHost
    ? { to: 'web' }
    : nowhere('it names no host', `write it as \`${scheme}://example.org/page\``);
}

const nowhere = (why: string, mend: string): ReadAddress => ({ to: 'nowhere', why, mend });
