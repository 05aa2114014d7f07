import type { List, Nodes, PhrasingContent, RootContent, Table } from "mdast";
import type { Markers } from "./tree.ts";

/** Text for XML, without characters that XML does not take. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML refuses
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

interface Format {
  isBold?: boolean;
  isItalic?: boolean;
  isDeleted?: boolean;
  isCode?: boolean;
}

/** Writes a tree as the body of a Word document, and collects what its other parts must say. */
export class DocxBody {
  /** The addresses that links lead to; their ids are `link0`, `link1` … */
  readonly links: string[] = [];
  readonly #markers: Markers;
  readonly #isRightToLeft: boolean;
  readonly #lists: { isOrdered: boolean; start: number }[] = [];
  #bookmarks = 0;

  constructor(markers: Markers, isRightToLeft: boolean) {
    this.#markers = markers;
    this.#isRightToLeft = isRightToLeft;
  }

  blocks(nodes: readonly RootContent[]): string {
    return nodes.map((node) => this.#block(node)).join("");
  }

  /** The definitions of the lists: each is its own, so that each begins to count where it says. */
  numbering(): string {
    const levels = (isOrdered: boolean, start: number) =>
      Array.from({ length: 9 }, (_, at) => {
        const format = isOrdered ? "decimal" : "bullet";
        const text = isOrdered ? `%${at + 1}.` : "•";
        const indent = 360 * (at + 1);
        return `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:pPr><w:ind w:start="${indent}" w:left="${indent}" w:hanging="360"/></w:pPr></w:lvl>`;
      }).join("");
    const abstracts = this.#lists.map(
      ({ isOrdered, start }, n) =>
        `<w:abstractNum w:abstractNumId="${n}">${levels(isOrdered, start)}</w:abstractNum>`,
    );
    const lists = this.#lists.map(
      (_, n) => `<w:num w:numId="${n + 1}"><w:abstractNumId w:val="${n}"/></w:num>`,
    );
    return [...abstracts, ...lists].join("");
  }

  #block(node: RootContent): string {
    switch (node.type) {
      case "heading":
        return this.#paragraph(`Heading${node.depth}`, node.children, node);
      case "paragraph":
        return this.#paragraph(null, node.children, node);
      case "code":
        return this.#xmlParagraph("SourceCode", "", run(node.value, {}));
      case "blockquote":
        // One box, as quotations may hold lists and code; the style tells it from other tables.
        return `<w:tbl><w:tblPr><w:tblStyle w:val="Example"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid><w:gridCol w:w="9638"/></w:tblGrid><w:tr><w:tc>${this.blocks(node.children) || EMPTY}</w:tc></w:tr></w:tbl>${EMPTY}`;
      case "list":
        return this.#list(node, 0);
      case "table":
        return this.#table(node);
      case "thematicBreak":
        return "";
      case "footnoteDefinition":
        return this.blocks(node.children);
      default:
        return this.#paragraph(null, [node as PhrasingContent], node);
    }
  }

  #list(list: List, at: number): string {
    this.#lists.push({ isOrdered: list.ordered ?? false, start: list.start ?? 1 });
    const own = `<w:numPr><w:ilvl w:val="${Math.min(at, 8)}"/><w:numId w:val="${this.#lists.length}"/></w:numPr>`;
    return list.children
      .flatMap(({ children, checked }) =>
        children.map((child, n) => {
          if (child.type === "list") return this.#list(child, at + 1);
          if (child.type !== "paragraph") return this.#block(child);
          const box = n === 0 && typeof checked === "boolean" ? run(checked ? "☑ " : "☐ ", {}) : "";
          const indent = `<w:ind w:start="${360 * (at + 1)}" w:left="${360 * (at + 1)}"/>`;
          return this.#xmlParagraph(null, n === 0 ? own : indent, box + this.#runs(child.children, {}));
        }),
      )
      .join("");
  }

  #table({ children: rows }: Table): string {
    const width = Math.max(1, ...rows.map(({ children }) => children.length));
    const columns = `<w:gridCol w:w="${Math.floor(9638 / width)}"/>`.repeat(width);
    const cells = rows.map(({ children }) => {
      const all = Array.from({ length: width }, (_, at) => this.#runs(children[at]?.children ?? [], {}));
      return `<w:tr>${all.map((cell) => `<w:tc>${this.#xmlParagraph(null, "", cell)}</w:tc>`).join("")}</w:tr>`;
    });
    return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${cells.join("")}</w:tbl>${EMPTY}`;
  }

  #paragraph(style: string | null, children: readonly PhrasingContent[], node: Nodes): string {
    const marker = this.#markers.get(node);
    const words = this.#runs(children, {});
    if (!marker) return this.#xmlParagraph(style, "", words);
    const n = this.#bookmarks++;
    const name = `${marker.kind}_${marker.id.replaceAll("-", "")}`;
    const marked = `<w:bookmarkStart w:id="${n}" w:name="${name}"/>${words}<w:bookmarkEnd w:id="${n}"/>`;
    return this.#xmlParagraph(style, "", marked);
  }

  #xmlParagraph(style: string | null, properties: string, content: string): string {
    const own = style === null ? "" : `<w:pStyle w:val="${style}"/>`;
    const direction = this.#isRightToLeft ? "<w:bidi/>" : "";
    const all = own + properties + direction;
    return `<w:p>${all === "" ? "" : `<w:pPr>${all}</w:pPr>`}${content}</w:p>`;
  }

  #runs(nodes: readonly PhrasingContent[], format: Format): string {
    return nodes.map((node) => this.#run(node, format)).join("");
  }

  #run(node: PhrasingContent, format: Format): string {
    switch (node.type) {
      case "text":
        return run(node.value.replaceAll("\n", " "), format);
      case "inlineCode":
        return run(node.value, { ...format, isCode: true });
      case "break":
        return "<w:r><w:br/></w:r>";
      case "strong":
        return this.#runs(node.children, { ...format, isBold: true });
      case "emphasis":
        return this.#runs(node.children, { ...format, isItalic: true });
      case "delete":
        return this.#runs(node.children, { ...format, isDeleted: true });
      case "link":
        return this.#link(node.url, this.#runs(node.children, format));
      case "footnoteReference":
        return run(`[${node.label ?? node.identifier}]`, format);
      default:
        return "children" in node ? this.#runs(node.children as PhrasingContent[], format) : "";
    }
  }

  #link(url: string, content: string): string {
    if (url.startsWith("#"))
      return `<w:hyperlink w:anchor="${escapeXml(url.slice(1))}">${content}</w:hyperlink>`;
    this.links.push(url);
    return `<w:hyperlink r:id="link${this.links.length - 1}">${content}</w:hyperlink>`;
  }
}

/** Word wants a paragraph between two tables, and as the end of a cell. */
const EMPTY = "<w:p/>";

function run(text: string, { isBold, isItalic, isDeleted, isCode }: Format): string {
  const properties = [
    isCode ? '<w:rStyle w:val="VerbatimChar"/>' : "",
    isBold ? "<w:b/>" : "",
    isItalic ? "<w:i/>" : "",
    isDeleted ? "<w:strike/>" : "",
  ].join("");
  const lines = text
    .split("\n")
    .map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
    .join("<w:br/>");
  return `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}${lines}</w:r>`;
}
