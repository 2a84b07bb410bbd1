/**
 * Which nodes of a tree are to be open at first: level by level, as long as no more than `lines` lines are seen. The
 * nodes given are seen anyway, and one that is alone is open.
 */
export function openFirst<T>(
  nodes: readonly T[],
  childrenOf: (node: T) => readonly T[],
  lines: number,
): Set<T> {
  const open = new Set<T>();
  let seen = nodes.length;
  let level = nodes;
  while (level.length > 0) {
    const next: T[] = [];
    for (const node of level) {
      const children = childrenOf(node);
      // A line alone says nothing while it is folded.
      const isAlone = level === nodes && nodes.length === 1;
      if (children.length === 0 || (seen + children.length > lines && !isAlone)) continue;
      seen += children.length;
      open.add(node);
      next.push(...children);
    }
    level = next;
  }
  return open;
}
