import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import { openFirst } from './open-first.ts';
import { type Draw, mostParts, openLines } from './picture.ts';
import { pictureOf } from './picture-html.ts';
import { printedText } from './printed-text.ts';
import { readTree, type TreeNode } from './read-tree.ts';
import { withoutHashes } from './store-name.ts';

/** Lines that hang together, in folds: store paths by their names, and whole for whoever points at one. */
export const treePicture: Draw = (data, { say }) => {
  const { roots, sum, isCut } = readTree(printedText(data));
  if (roots.length === 0)
    return {
      problem:
        'show=tree expects lines, such as `nix-store --query --tree` or `find` print, and there are none',
    };
  let left = mostParts;
  const lines: string[] = [];
  const keep = (nodes: readonly TreeNode[], indent: string): readonly TreeNode[] => {
    const kept: TreeNode[] = [];
    for (const node of nodes) {
      if (left-- <= 0) break;
      lines.push(`${indent}${withoutHashes(node.label)}`);
      kept.push({ ...node, children: [...keep(node.children, `${indent}  `)] });
    }
    return kept;
  };
  const kept = keep(roots, '');
  const open = openFirst(kept, (node) => node.children, openLines);
  const cut = isCut || left < 0 ? say('picture.firstLines', { count: mostParts }) : undefined;
  return pictureOf({
    show: 'tree',
    body: listHtml(kept, open),
    text: lines.join('\n'),
    note: cut ?? sum,
  });
};

function listHtml(nodes: readonly TreeNode[], open: ReadonlySet<TreeNode>): string {
  const items = nodes.map((node) => {
    const line = `<span${htmlAttributes({ class: 'tree-name', title: titleOf(node) })}>${labelHtml(node.label)}</span>`;
    if (node.children.length === 0) return `<li><div class="fold-line">${line}</div></li>`;
    const inside = listHtml(node.children, open);
    return `<li><details class="fold"${open.has(node) ? ' open' : ''}><summary class="fold-line">${line}</summary>${inside}</details></li>`;
  });
  return `<ul class="tree">${items.join('')}</ul>`;
}

const titleOf = ({ label, path }: TreeNode): string | undefined =>
  withoutHashes(label) === path ? undefined : path;

// Nix ends a line so whose subtree stands further up.
function labelHtml(label: string): string {
  const again = / ?\[\.\.\.\]$/.exec(label);
  const name = escapeHtml(withoutHashes(again === null ? label : label.slice(0, again.index)));
  return again === null ? name : `${name} <span class="tree-again">[...]</span>`;
}
