/** A store path as Nix's `--dump-db` tells of it. */
export interface StorePath {
  readonly path: string;
  readonly narSize: number;
  readonly references: readonly string[];
}

/**
 * Reads what `nix-store --dump-db` prints: for each path its hash, size, deriver (maybe an empty line), the number of
 * references and the references, a line each.
 */
export function parseRegistration(text: string): ReadonlyMap<string, StorePath> {
  const lines = text.split('\n');
  const paths = new Map<string, StorePath>();
  let at = 0;
  while (lines[at]) {
    const path = lines[at] ?? '';
    const narSize = Number(lines[at + 2]);
    const count = Number(lines[at + 4]);
    if (!path.startsWith('/nix/store/') || !Number.isInteger(narSize) || !Number.isInteger(count))
      throw new Error(`line ${at + 1} of a store's registration cannot be read: ${path}`);
    paths.set(path, { path, narSize, references: lines.slice(at + 5, at + 5 + count) });
    at += 5 + count;
  }
  return paths;
}

/** A path and all that it refers to, each once. */
export function closureOf(paths: ReadonlyMap<string, StorePath>, start: string): ReadonlySet<string> {
  const seen = new Set([start]);
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const reference of paths.get(next)?.references ?? []) {
      if (seen.has(reference)) continue;
      seen.add(reference);
      open.push(reference);
    }
  }
  return seen;
}

/** Bytes of a package's closure, and of that part which no other of these packages has. */
export interface Share {
  readonly name: string;
  readonly closureBytes: number;
  readonly ownBytes: number;
}

export function shares(
  paths: ReadonlyMap<string, StorePath>,
  roots: readonly { readonly name: string; readonly path: string }[],
): readonly Share[] {
  const closures = roots.map(({ name, path }) => ({ name, closure: closureOf(paths, path) }));
  const users = new Map<string, number>();
  for (const { closure } of closures) for (const path of closure) users.set(path, (users.get(path) ?? 0) + 1);
  const bytes = (list: Iterable<string>) =>
    [...list].reduce((sum, path) => sum + (paths.get(path)?.narSize ?? 0), 0);
  return closures.map(({ name, closure }) => ({
    name,
    closureBytes: bytes(closure),
    ownBytes: bytes([...closure].filter((path) => users.get(path) === 1)),
  }));
}
