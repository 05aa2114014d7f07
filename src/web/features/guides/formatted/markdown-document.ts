import MarkdownIt from "markdown-it";
import {
  schema as all,
  defaultMarkdownParser,
  defaultMarkdownSerializer,
  MarkdownParser,
  MarkdownSerializer,
} from "prosemirror-markdown";
import { type Node, Schema } from "prosemirror-model";

type BlockName =
  | "blockquote"
  | "bullet_list"
  | "code_block"
  | "doc"
  | "hard_break"
  | "heading"
  | "horizontal_rule"
  | "list_item"
  | "ordered_list"
  | "paragraph"
  | "text";

/** What formatted text is made of: everything of CommonMark but pictures. Line breaks inside a paragraph stay. */
export const schema = new Schema<BlockName, "code" | "em" | "link" | "strong">({
  nodes: all.spec.nodes
    .remove("image")
    .update("heading", { ...all.spec.nodes.get("heading"), content: "text*" })
    .update("paragraph", { ...all.spec.nodes.get("paragraph"), whitespace: "pre" }),
  marks: all.spec.marks,
});

/** It reads more than the editor shows, so that tables, HTML and the like are noticed rather than taken for text. */
const reader = new MarkdownIt("default", { html: true, linkify: false, typographer: false });
reader.core.ruler.push("keep-lines", ({ tokens }) => {
  for (const child of tokens.flatMap(({ children }) => children ?? []))
    if (child.type === "softbreak") Object.assign(child, { type: "text", content: "\n" });
});
const { image: _, ...tokens } = defaultMarkdownParser.tokens;
const parser = new MarkdownParser(schema, reader, tokens);

/** What is text stays text: nothing at the beginning of its lines is taken for a list, a heading or code. */
function writeText(...[state, node, parent, index]: Parameters<Writer>): void {
  const text = node.text!;
  const isFirst = index === 0;
  if (!isFirst && !text.includes("\n")) defaultMarkdownSerializer.nodes.text!(state, node, parent, index);
  else
    for (const [n, line] of text.split("\n").entries()) {
      if (n > 0) state.write("\n");
      const begins = n > 0 || isFirst;
      const escaped = state.esc(begins ? line.trimStart() : line, begins);
      state.write(begins ? escaped.replace(/^(\d+)\)(?=\s|$)/, "$1\\)").replace(/^=/, "\\=") : escaped);
    }
}

type Writer = MarkdownSerializer["nodes"][string];
const { image: __, ...nodes } = defaultMarkdownSerializer.nodes;
const writers = ["-", "*", "+"].map(
  (bullet) =>
    new MarkdownSerializer(
      {
        ...nodes,
        text: writeText,
        bullet_list: (state, node) => state.renderList(node, "  ", () => `${bullet} `),
      },
      defaultMarkdownSerializer.marks,
    ),
);

/** A text that can be edited as formatted, and how it is written. */
export interface Formatted {
  document: Node;
  write(document: Node): string;
}

/**
 * Reads Markdown for the editor.
 * @returns null for what the editor can't show, or would write back differently: that is edited as source
 */
export function readFormatted(source: string): Formatted | null {
  if (/\[\^/.test(source)) return null; // a footnote
  const document = parse(source);
  if (!document) return null;
  const [end] = /\s*$/.exec(source)!;
  for (const writer of writers) {
    const write = (node: Node) => writer.serialize(node) + end;
    if (write(document) === source) return { document, write };
  }
  return null;
}

/** @returns null where the text has something that the editor doesn't */
function parse(source: string): Node | null {
  try {
    return parser.parse(source);
  } catch {
    return null;
  }
}
