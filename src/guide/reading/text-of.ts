import type { PhrasingContent, RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { type Options, toMarkdown } from "mdast-util-to-markdown";

/** Gives nodes back as Markdown: as they were written where the file was Markdown, else as they would be written. */
export class TextOf {
  readonly #source: string | null;

  constructor(source: string | null) {
    this.#source = source;
  }

  /** Blocks of the top level, in order; between two of them others may have been taken out. */
  blocks(nodes: readonly RootContent[]): string {
    if (nodes.length === 0) return "";
    if (this.#source === null) return written(nodes).trim();
    let text = "";
    let last = 0;
    for (const node of nodes) {
      const [start, end] = this.#rangeOf(node, this.#source);
      const between = this.#source.slice(last, start);
      if (text !== "") text += between.trim() === "" ? between : "\n\n";
      text += this.#source.slice(start, end);
      last = end;
    }
    return text.trimEnd();
  }

  /** Words within a block. */
  inline(nodes: readonly PhrasingContent[]): string {
    const [first, last] = [nodes[0], nodes.at(-1)];
    if (!first || !last) return "";
    if (this.#source === null) return written([{ type: "paragraph", children: [...nodes] }]).trim();
    return this.#source.slice(first.position!.start.offset!, last.position!.end.offset!).trim();
  }

  #rangeOf({ type, position }: RootContent, source: string): [number, number] {
    let start = position!.start.offset!;
    // The indentation of code is part of it.
    while (type === "code" && start > 0 && (source[start - 1] === " " || source[start - 1] === "\t")) start--;
    return [start, position!.end.offset!];
  }
}

const OPTIONS: Options = {
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  bullet: "-",
  emphasis: "*",
  rule: "-",
  listItemIndent: "one",
};

const written = (nodes: readonly RootContent[]) =>
  toMarkdown({ type: "root", children: [...nodes] }, OPTIONS);
