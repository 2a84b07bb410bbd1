import type { PocketList } from './lock.ts';
import type { UnitPackage } from './resolve-units.ts';

/** Bytes to fetch for one attribute (`hello`, `python3Packages.numpy`) with all that it needs; undefined for a set. */
export function downloadBytes(
  attribute: string,
  list: PocketList,
  packages: readonly UnitPackage[],
): number | undefined {
  const [first = '', second] = attribute.split('.');
  const names =
    second !== undefined && first.startsWith('python')
      ? list.python3Packages[second]
      : list.attributes[first];
  if (!names) return undefined;
  const byName = new Map(packages.map((one) => [one.name, one]));
  const seen = new Set<string>();
  const open = [...names];
  let bytes = 0;
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const found = byName.get(name);
    if (!found || seen.has(name)) continue;
    seen.add(name);
    bytes += found.size;
    open.push(...found.needs);
  }
  return bytes;
}
