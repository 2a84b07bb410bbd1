import type { DebianPackage, IndexEntry } from './debian-index.ts';

/** A binary package of pocketpkgs: `needs` are names in the same list, `unit` the package whose store path it shares. */
export interface UnitPackage extends DebianPackage {
  readonly needs: readonly string[];
  readonly unit: string;
}

export interface UnitChoice {
  readonly roots: readonly string[];
  /** Never taken, never followed. */
  readonly omit: readonly string[];
  /** Needs of a package that are not followed, because nothing in it refers to them. */
  readonly cut: Readonly<Record<string, readonly string[]>>;
  /** Packages that look for each other's files beside their own, as names in which `*` stands for anything. */
  readonly join: readonly (readonly string[])[];
}

/**
 * The roots and all they need, sorted by name. Packages that need each other cannot have store paths of their own, whose
 * references have to be a tree: they share that of the one that comes first in `join` or `roots`, else of the shortest name. Throws on a root
 * that the index does not have; what has no provider on this architecture is left out.
 */
export function resolveUnits(
  index: ReadonlyMap<string, IndexEntry>,
  choice: UnitChoice,
): readonly UnitPackage[] {
  const find = createFinder(index, new Set(choice.omit));
  const needs = new Map<string, readonly string[]>();
  const open = [...choice.roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needs.has(name)) continue;
    const entry = index.get(name);
    if (!entry) throw new Error(`no package is called ${name}`);
    const cut = choice.cut[name] ?? [];
    const found = entry.needs.map(find).filter((one) => one !== undefined);
    const followed = [...new Set(found)].filter((one) => one !== name && !cut.includes(one)).sort();
    needs.set(name, followed);
    open.push(...followed);
  }
  const unitOf = groupCycles(withJoined(needs, choice.join), [
    ...choice.join.map(([first = '']) => first),
    ...choice.roots,
  ]);
  return [...needs.keys()].sort().map((name) => {
    const entry = index.get(name);
    if (!entry) throw new Error(`no package is called ${name}`);
    const { version, path, sha256, size } = entry;
    return {
      name,
      version,
      path,
      sha256,
      size,
      needs: needs.get(name) ?? [],
      unit: unitOf.get(name) ?? name,
    };
  });
}

/** Which package stands for a relation's alternatives: the first that is there, unless one of them is omitted. */
function createFinder(index: ReadonlyMap<string, IndexEntry>, omitted: ReadonlySet<string>) {
  const providers = new Map<string, string>();
  for (const entry of index.values()) {
    for (const virtual of entry.provides) if (!providers.has(virtual)) providers.set(virtual, entry.name);
  }
  return (alternatives: readonly string[]): string | undefined => {
    if (alternatives.some((name) => omitted.has(name))) return undefined;
    const found = alternatives
      .map((name) => (index.has(name) ? name : providers.get(name)))
      .find((one) => one !== undefined);
    return found === undefined || omitted.has(found) ? undefined : found;
  };
}

/** Joined packages as if they needed each other. */
function withJoined(
  needs: ReadonlyMap<string, readonly string[]>,
  join: UnitChoice['join'],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map(needs);
  for (const patterns of join) {
    const matchers = patterns.map(
      (pattern) => new RegExp(`^${pattern.replace(/[.+]/g, '\\$&').replaceAll('*', '.*')}$`),
    );
    const members = [...needs.keys()].filter((name) => matchers.some((one) => one.test(name)));
    for (const [at, name] of members.entries())
      all.set(name, [...(all.get(name) ?? []), members[(at + 1) % members.length] ?? name]);
  }
  return all;
}

/** Tarjan's strongly connected components: every member's leader, the first of `leading` that is one. */
function groupCycles(
  needs: ReadonlyMap<string, readonly string[]>,
  leading: readonly string[],
): ReadonlyMap<string, string> {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const leaders = new Map<string, string>();
  const visit = (name: string): number => {
    const at = order.size;
    order.set(name, at);
    low.set(name, at);
    stack.push(name);
    for (const next of needs.get(name) ?? []) {
      if (leaders.has(next)) continue;
      const reach = order.get(next) ?? visit(next);
      low.set(name, Math.min(low.get(name) ?? at, low.get(next) ?? reach, reach));
    }
    if (low.get(name) === at) {
      const members = stack
        .splice(stack.indexOf(name))
        .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
      const leader = leading.find((one) => members.includes(one)) ?? members[0] ?? name;
      for (const member of members) leaders.set(member, leader);
    }
    return low.get(name) ?? at;
  };
  for (const name of [...needs.keys()].sort()) if (!order.has(name)) visit(name);
  return leaders;
}
