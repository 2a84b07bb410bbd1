/** One binary package as Debian's index describes it: pool path below the mirror, sha256 in hex, size in bytes. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

export interface IndexEntry extends DebianPackage {
  /** What it needs, each as its alternatives in order. */
  readonly needs: readonly (readonly string[])[];
  readonly provides: readonly string[];
}

const bareName = (relation: string) => relation.trim().replace(/[\s(:[].*$/s, '');

function entryOf(stanza: string): IndexEntry | undefined {
  const fields = new Map<string, string>();
  for (const match of stanza.matchAll(/^([A-Za-z0-9-]+): (.*)$/gm))
    fields.set(match[1] ?? '', match[2] ?? '');
  const name = fields.get('Package');
  const version = fields.get('Version');
  const path = fields.get('Filename');
  const sha256 = fields.get('SHA256');
  if (!name || !version || !path || !sha256) return undefined;
  const needs = [fields.get('Pre-Depends'), fields.get('Depends')]
    .filter((field) => field !== undefined)
    .flatMap((field) => field.split(','))
    .map((group) => group.split('|').map(bareName));
  const provides = (fields.get('Provides') ?? '').split(',').map(bareName).filter(Boolean);
  return { name, version, path, sha256, size: Number(fields.get('Size') ?? 0), needs, provides };
}

/** Reads the text of a `Packages` file; a name's last version wins. */
export function parseIndex(text: string): ReadonlyMap<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  for (const stanza of text.split(/\n\n+/)) {
    const entry = entryOf(stanza);
    if (entry) entries.set(entry.name, entry);
  }
  return entries;
}

/** The roots and all they need, sorted by name; `omit` is neither taken nor followed. Throws on a name nobody provides. */
export function resolveClosure(
  index: ReadonlyMap<string, IndexEntry>,
  roots: readonly string[],
  omit: readonly string[],
): readonly DebianPackage[] {
  const omitted = new Set(omit);
  const providers = new Map<string, IndexEntry>();
  for (const entry of index.values()) {
    for (const virtual of entry.provides) if (!providers.has(virtual)) providers.set(virtual, entry);
  }
  const find = (alternatives: readonly string[]): IndexEntry | 'omitted' => {
    if (alternatives.some((name) => omitted.has(name))) return 'omitted';
    for (const name of alternatives) {
      const entry = index.get(name) ?? providers.get(name);
      if (entry) return omitted.has(entry.name) ? 'omitted' : entry;
    }
    throw new Error(`no package provides ${alternatives.join(' | ')}`);
  };
  const taken = new Map<string, IndexEntry>();
  const open = roots.map((root) => [root] as readonly string[]);
  for (let next = open.pop(); next; next = open.pop()) {
    const entry = find(next);
    if (entry === 'omitted' || taken.has(entry.name)) continue;
    taken.set(entry.name, entry);
    open.push(...entry.needs);
  }
  return [...taken.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, path, sha256, size }) => ({ name, version, path, sha256, size }));
}
