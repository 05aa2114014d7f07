import type { Nodes, PhrasingContent, Root, RootContent } from "mdast";
import { parseMarkdown } from "#content/parse-markdown.ts";
import { type MarkdownOptions, type WrittenEntry, writeMarkdown } from "../markdown.ts";
import { readMarker } from "../markers.ts";

/** Blocks that a marker names: the heading of an entry, or the first line of an example. */
export type Markers = Map<Nodes, NonNullable<ReturnType<typeof readMarker>>>;

/**
 * A guide as a tree for formats other than Markdown: raw HTML is the text that it is, pictures are their words, and
 * links lead to addresses of the web or within the guide.
 */
export function treeOf(
  entries: readonly WrittenEntry[],
  options: MarkdownOptions,
): { root: Root; markers: Markers } {
  const root = parseMarkdown(writeMarkdown(entries, { ...options, markers: true }));
  const markers: Markers = new Map();
  root.children = root.children.map((node) => safe(node, markers) as RootContent);
  return { root, markers };
}

function safe(node: Nodes, markers: Markers): Nodes {
  if (node.type === "html") return textOf(node.value);
  if (node.type === "image" || node.type === "imageReference") return textOf(node.alt ?? "");
  if (!("children" in node)) return node;
  const children: Nodes[] = [];
  for (const child of node.children) {
    const marker = child.type === "html" ? readMarker(child.value) : null;
    if (marker) {
      markers.set(node, marker);
      trimEnd(children);
    } else if (child.type === "link" && !/^(?:https?:|mailto:|#)/i.test(child.url))
      children.push(...child.children.map((each) => safe(each, markers)));
    else children.push(safe(child, markers));
  }
  node.children = children as never;
  return node;
}

const textOf = (value: string): PhrasingContent => ({ type: "text", value });

function trimEnd(nodes: Nodes[]): void {
  const last = nodes.at(-1);
  if (last?.type === "text") last.value = last.value.trimEnd();
}
