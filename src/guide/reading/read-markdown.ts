import type { Nodes } from "mdast";
import { parseMarkdown } from "#content/parse-markdown.ts";
import { refusePicture } from "./pictures.ts";
import type { Source } from "./source.ts";

/**
 * A Markdown file as a tree.
 * @throws UnreadableGuide where it shows pictures from elsewhere
 */
export function readMarkdown(text: string): Source {
  const own = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const root = parseMarkdown(own);
  refusePictures(root);
  return { root, text: own, title: null, headings: new Map(), leftOut: [] };
}

function refusePictures(node: Nodes): void {
  if (node.type === "image") refusePicture(node.url);
  if ("children" in node) for (const child of node.children) refusePictures(child);
}
