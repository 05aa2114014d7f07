import type { Definition, Nodes, Root } from "mdast";

/** Where `[text][name]` leads, by name; the first definition counts. */
export function definitionsOf(root: Root): Map<string, Definition> {
  const found = new Map<string, Definition>();
  walk(root, (node) => {
    if (node.type === "definition" && !found.has(node.identifier)) found.set(node.identifier, node);
  });
  return found;
}

/**
 * The levels of a text's headings, so that they follow on from the page's own without a gap, whatever levels their
 * author used: the outline that a screen reader offers makes sense.
 * @param under the level of the heading that the text stands under
 */
export function headingLevels(root: Root, under: number): Map<Nodes, number> {
  const levels = new Map<Nodes, number>();
  const open: number[] = [];
  walk(root, (node) => {
    if (node.type !== "heading") return;
    while (open.length > 0 && open.at(-1)! >= node.depth) open.pop();
    open.push(node.depth);
    levels.set(node, Math.min(6, under + open.length));
  });
  return levels;
}

function walk(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ("children" in node) for (const child of node.children) walk(child, visit);
}
