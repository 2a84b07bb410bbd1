/** The ids of a page. Share them among its slides to keep them unique. */
export interface UsedIds {
  /** An id of its own for a slug: `build`, `build-2`, .. */
  readonly take: (slug: string) => string;
  /** An author's own id, which stays as it is. */
  readonly claim: (id: string) => void;
}

/** Ids of which some are taken already. `mark` remembers how they stand, and returns how to go back to that. */
export function createUsedIds(taken: Iterable<string> = []): UsedIds & { readonly mark: () => () => void } {
  const ids = new Set(taken);
  const lastNumber = new Map<string, number>();
  const undos: (() => void)[] = [];
  const add = (id: string): void => {
    if (ids.has(id)) return;
    ids.add(id);
    undos.push(() => ids.delete(id));
  };
  return {
    take(slug) {
      const last = lastNumber.get(slug);
      let number = last ?? 1;
      let id = number === 1 ? slug : `${slug}-${number}`;
      while (ids.has(id)) id = `${slug}-${++number}`;
      lastNumber.set(slug, number);
      undos.push(() => (last === undefined ? lastNumber.delete(slug) : lastNumber.set(slug, last)));
      add(id);
      return id;
    },
    claim: add,
    mark() {
      const length = undos.length;
      return () => {
        while (undos.length > length) undos.pop()?.();
      };
    },
  };
}
