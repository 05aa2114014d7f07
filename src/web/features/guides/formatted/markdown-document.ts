import MarkdownIt from "markdown-it";
import { defaultMarkdownParser, defaultMarkdownSerializer, MarkdownParser, MarkdownSerializer, schema as all } from "prosemirror-markdown";
import { type Node, Schema } from "prosemirror-model";

/** What formatted text is made of: everything of CommonMark but pictures. */
export const schema = new Schema({
  nodes: all.spec.nodes.remove("image").update("heading", { ...all.spec.nodes.get("heading"), content: "text*" }),
  marks: all.spec.marks,
});

/** It knows more than the editor shows, so that what is more is seen. */
const reader = new MarkdownIt("default", { html: true, linkify: false, typographer: false });
const { image: _, ...tokens } = defaultMarkdownParser.tokens;
const parser = new MarkdownParser(schema, reader, tokens);

const { image: __, bullet_list: ___, ...nodes } = defaultMarkdownSerializer.nodes;
const BULLETS = ["-", "*", "+"];
const writers = BULLETS.map(
  (bullet) =>
    new MarkdownSerializer(
      { ...nodes, bullet_list: (state, node) => state.renderList(node, "  ", () => `${bullet} `) },
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
 * @returns null for what the editor could not show, or would write otherwise than it stands: that is edited as source
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

/** @returns null where something is in the text that the editor does not have */
function parse(source: string): Node | null {
  try {
    return parser.parse(source);
  } catch {
    return null;
  }
}
