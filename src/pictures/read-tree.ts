import { mostParts } from './picture.ts';
import { storePathLength } from './store-name.ts';

/** A line of a tree: `label` as it was printed, `path` what it names as a whole. */
export interface TreeNode {
  label: string;
  readonly path: string;
  readonly children: TreeNode[];
}

export interface ReadTree {
  readonly roots: readonly TreeNode[];
  /** What `tree` says in the end: `7 directories, 2 files`. */
  readonly sum: string | undefined;
  /** Whether there were more lines than a picture shows. */
  readonly isCut: boolean;
}

const deepest = 100;
const branch = /^([\s\u00a0│|]*)(?:[├└╰][─━]*|(?:\||`|\+|\\)-{2,})[\s\u00a0]*(.*)$/;
const sums = /^\d+ director(?:y|ies)(?:, \d+ files?)?$/;

/** Reads `nix-store --query --tree`, `tree` and their like, indented lines, or paths one a line. */
export function readTree(text: string): ReadTree {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const last = lines.at(-1)?.trim() ?? '';
  const sum = lines.length > 1 && sums.test(last) ? last : undefined;
  if (sum !== undefined) lines.pop();
  const kept = lines.slice(0, mostParts);
  const drawn = kept.some((line) => branch.test(line)) || kept.some((line) => /^\s/.test(line));
  const roots = drawn || !kept.some((line) => line.includes('/')) ? byColumn(kept) : byPath(kept);
  return { roots, sum, isCut: lines.length > mostParts };
}

function byColumn(lines: readonly string[]): readonly TreeNode[] {
  const roots: TreeNode[] = [];
  const above: { column: number; node: TreeNode }[] = [];
  for (const line of lines) {
    const found = branch.exec(line);
    const label = (found?.[2] ?? line).trim();
    // A branch begins one column to the right of a line that is merely indented as far.
    const column = found ? (found[1] ?? '').length + 1 : line.length - line.trimStart().length;
    while ((above.at(-1)?.column ?? -1) >= column || above.length >= deepest) above.pop();
    const node = { label, path: label, children: [] };
    (above.at(-1)?.node.children ?? roots).push(node);
    above.push({ column, node });
  }
  return roots;
}

function byPath(lines: readonly string[]): readonly TreeNode[] {
  const root: TreeNode = { label: '', path: '', children: [] };
  const nodes = new Map<string, TreeNode>();
  const listed = new Set<string>();
  for (const line of lines) {
    let parent = root;
    let at = 0;
    for (let depth = 0; at < line.length && depth < deepest; depth++) {
      const from = at;
      at = depth === 0 ? Math.max(storePathLength(line), 1) : at;
      const slash = depth === deepest - 1 ? -1 : line.indexOf('/', at);
      at = slash < 0 ? line.length : slash + 1;
      const path = line.slice(0, at).replace(/(.)\/$/, '$1');
      let node = nodes.get(path);
      if (!node) {
        node = { label: line.slice(from, at), path, children: [] };
        nodes.set(path, node);
        parent.children.push(node);
      }
      parent = node;
    }
    listed.add(parent.path);
  }
  // A folder that holds nothing but one folder, and is not named itself, does not need a line of its own.
  const join = (node: TreeNode): TreeNode => {
    let it = node;
    for (let [only, ...more] = it.children; only && more.length === 0 && !listed.has(it.path); ) {
      it = { label: it.label + only.label, path: only.path, children: only.children };
      [only, ...more] = it.children;
    }
    return { ...it, children: it.children.map(join) };
  };
  return root.children.map(join);
}
