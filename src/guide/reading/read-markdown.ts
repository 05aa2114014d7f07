import { parseMarkdown } from "#content/parse-markdown.ts";
import type { Source } from "./source.ts";

/** A Markdown file as a tree. */
export function readMarkdown(text: string): Source {
  const own = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  return { root: parseMarkdown(own), text: own, title: null, headings: new Map(), leftOut: [] };
}
