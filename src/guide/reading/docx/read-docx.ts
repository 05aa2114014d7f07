import type { Heading, List, ListItem, PhrasingContent, RootContent } from "mdast";
import { toString as wordsOf } from "mdast-util-to-string";
import type { HeadingFacts, LeftOut, Source } from "../source.ts";
import { Numbering } from "./numbering.ts";
import { DocxPackage } from "./package.ts";
import { markerOfBookmark, type RunContext, type Runs, readRuns } from "./runs.ts";
import { Styles } from "./styles.ts";
import { elementIn, elementsIn, textIn, valueIn, type Xml } from "./xml.ts";

/**
 * A Word document as a tree: automatic numbers counted, bookmarks kept as names, changes and comments listed.
 * @throws UnreadableGuide where it is locked, damaged or huge, or holds macros or pictures from elsewhere
 */
export function readDocx(bytes: Uint8Array): Source {
  const file = new DocxPackage(bytes);
  const document = file.part("word/document.xml");
  const reader = new DocxReader(file);
  reader.readBlocks(elementsIn(elementIn(document, "w:body")));
  return reader.finish();
}

interface Item {
  level: number;
  isOrdered: boolean;
  n: number;
  children: PhrasingContent[];
}

const FOREIGN_ANCHOR = /^_(?!Toc|Ref)/;

class DocxReader {
  readonly #file: DocxPackage;
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #context: RunContext;
  readonly #leftOut: LeftOut[] = [];
  readonly #headings = new Map<Heading, HeadingFacts>();
  readonly #notes = new Map<string, Xml>();
  readonly #children: RootContent[] = [];
  #title: string | null = null;
  #items: Item[] = [];
  #bookmarks: string[] = [];
  #footnotes: string[] = [];

  constructor(file: DocxPackage) {
    this.#file = file;
    this.#styles = new Styles(file.part("word/styles.xml"));
    this.#numbering = new Numbering(file.part("word/numbering.xml"));
    this.#context = { styles: this.#styles, links: file.links(), leftOut: this.#leftOut };
    for (const [part, prefix] of [
      ["footnotes", ""],
      ["endnotes", "e"],
    ])
      for (const note of elementsIn(file.part(`word/${part}.xml`)))
        this.#notes.set(`${prefix}${note.attributes["w:id"]}`, note);
  }

  readBlocks(elements: readonly Xml[]): void {
    for (const element of elements) {
      switch (element.name) {
        case "w:p":
          this.#readParagraph(element);
          break;
        case "w:tbl":
          this.#endList();
          this.#readTable(element);
          break;
        case "w:bookmarkStart":
          this.#bookmarks.push(element.attributes["w:name"] ?? "");
          break;
        case "w:del":
        case "w:moveFrom":
          this.#leftOut.push({ why: "deleted", text: textIn(element) });
          break;
        case "w:sdt":
          if (isContents(element)) this.#leftOut.push({ why: "contents", text: textIn(element) });
          else this.readBlocks(elementsIn(elementIn(element, "w:sdtContent")));
          break;
        case "mc:AlternateContent":
          this.readBlocks(elementsIn(elementIn(element, "mc:Choice") ?? elementIn(element, "mc:Fallback")));
          break;
        case "w:sectPr":
          break;
        default:
          this.readBlocks(elementsIn(element));
      }
    }
  }

  finish(): Source {
    this.#endList();
    this.#flushNotes();
    for (const name of this.#file.named(/^word\/(?:header|footer)\d*\.xml$/))
      this.#leftOut.push({ why: "repeated", text: textIn(this.#file.part(name)!) });
    for (const comment of elementsIn(this.#file.part("word/comments.xml"), "w:comment"))
      this.#leftOut.push({
        why: "comment",
        text: [comment.attributes["w:author"], textIn(comment)].filter(Boolean).join(": "),
      });
    const title =
      this.#title ?? (textIn(this.#file.part("docProps/core.xml") ?? NOTHING, ["dc:title"]) || null);
    return {
      root: { type: "root", children: this.#children },
      text: null,
      title,
      headings: this.#headings,
      leftOut: this.#leftOut.filter(({ why, text }) => text !== "" || why === "picture"),
    };
  }

  #readParagraph(paragraph: Xml): void {
    const style = this.#styles.of(valueIn(paragraph, "w:pPr", "w:pStyle"));
    if (/^toc(?: \d| heading)/i.test(style.name)) {
      this.#leftOut.push({ why: "contents", text: textIn(paragraph) });
      return;
    }
    const runs = readRuns(paragraph, this.#context);
    runs.bookmarks.unshift(...this.#bookmarks);
    this.#bookmarks = [];
    this.#footnotes.push(...runs.footnotes);
    const outline = valueIn(paragraph, "w:pPr", "w:outlineLvl");
    const level = outline === undefined ? style.level : Number(outline) < 9 ? Number(outline) + 1 : null;
    const ownList = valueIn(paragraph, "w:pPr", "w:numPr", "w:numId");
    const at = valueIn(paragraph, "w:pPr", "w:numPr", "w:ilvl");
    const list =
      ownList === undefined
        ? style.list
        : { id: ownList, at: at === undefined ? (style.list?.at ?? 0) : Number(at) };
    const isEmpty = wordsOf({ type: "paragraph", children: runs.nodes }).trim() === "";
    // An empty paragraph is not counted, but its bookmarks belong to what follows.
    const counted = list && !isEmpty ? this.#numbering.next(list.id, list.at) : null;
    if (isEmpty && runs.footnotes.length === 0) this.#bookmarks = runs.bookmarks;
    else if (level !== null) this.#addHeading(level, counted?.label ?? "", runs);
    else if (style.name.toLowerCase() === "title" && this.#title === null) this.#title = runs.plain.trim();
    else if (style.isCode) this.#addCode(runs.plain);
    else if (counted) this.#items.push({ level: list!.at, ...counted, children: withMarkers(runs) });
    else this.#addBlock({ type: "paragraph", children: withMarkers(runs) });
    this.readBlocks(runs.boxes);
  }

  #addHeading(level: number, number: string, runs: Runs): void {
    this.#endList();
    this.#flushNotes(runs.footnotes);
    const depth = Math.min(level, 6) as Heading["depth"];
    const heading: Heading = { type: "heading", depth, children: withMarkers(runs) };
    const names = runs.bookmarks.filter((name) => name !== "" && !FOREIGN_ANCHOR.test(name));
    const anchor = names.find((name) => !name.startsWith("_") && !markerOfBookmark(name)) ?? names[0];
    this.#headings.set(heading, { ...(anchor && { anchor }), ...(number !== "" && { number }) });
    this.#children.push(heading);
  }

  #addCode(value: string): void {
    this.#endList();
    const last = this.#children.at(-1);
    // Word has a paragraph for each line of code; a program that makes documents has one for all.
    if (last?.type === "code" && !last.value.includes("\n") && !value.includes("\n"))
      last.value += `\n${value}`;
    else if (last?.type === "code" && this.#isLineWise && !value.includes("\n")) last.value += `\n${value}`;
    else {
      this.#isLineWise = !value.includes("\n");
      this.#children.push({ type: "code", value });
    }
  }
  #isLineWise = false;

  #addBlock(block: RootContent): void {
    this.#endList();
    this.#children.push(block);
  }

  #endList(): void {
    if (this.#items.length === 0) return;
    const items = this.#items;
    this.#items = [];
    let at = 0;
    const listFrom = (level: number): List => {
      const first = items[at]!;
      const list: List = { type: "list", ordered: first.isOrdered, spread: false, children: [] };
      if (first.isOrdered) list.start = first.n;
      while (at < items.length && items[at]!.level >= level) {
        const item = items[at]!;
        const last = list.children.at(-1);
        if (item.level > level && last) last.children.push(listFrom(item.level));
        else {
          if (item.isOrdered !== first.isOrdered && item.level === level) break;
          at++;
          const own: ListItem = { type: "listItem", spread: false, children: [] };
          own.children.push({ type: "paragraph", children: item.children });
          list.children.push(own);
        }
      }
      return list;
    };
    while (at < items.length) this.#children.push(listFrom(items[at]!.level));
  }

  #readTable(table: Xml): void {
    const rows = elementsIn(table, "w:tr").map((row) =>
      elementsIn(row)
        .flatMap((cell) => (cell.name === "w:sdt" ? elementsIn(elementIn(cell, "w:sdtContent")) : [cell]))
        .filter(({ name }) => name === "w:tc"),
    );
    // A table of one box is a frame around text.
    const only = rows.length === 1 && rows[0]!.length === 1 ? rows[0]![0] : undefined;
    if (only) {
      this.#readBox(only, valueIn(table, "w:tblPr", "w:tblStyle") === "Example");
      return;
    }
    const cells = rows.map((row) =>
      row.flatMap((cell) => {
        const span = Number(valueIn(cell, "w:tcPr", "w:gridSpan") ?? 1);
        const empty = Array.from({ length: Math.min(Math.max(span, 1), 50) - 1 }, () => []);
        return [this.#cellOf(cell), ...empty];
      }),
    );
    const width = Math.max(0, ...cells.map((row) => row.length));
    if (width === 0) return;
    this.#children.push({
      type: "table",
      align: [],
      children: cells.map((row) => ({
        type: "tableRow",
        children: Array.from({ length: width }, (_, at) => ({ type: "tableCell", children: row[at] ?? [] })),
      })),
    });
  }

  /** A table of one box is a frame around text; in our own files it is a quotation. */
  #readBox(cell: Xml, isQuotation: boolean): void {
    const at = this.#children.length;
    this.readBlocks(elementsIn(cell));
    this.#endList();
    if (isQuotation)
      this.#children.push({ type: "blockquote", children: this.#children.splice(at) as never });
  }

  /** A cell's paragraphs in one line, which is all that a table of Markdown takes. */
  #cellOf(cell: Xml): PhrasingContent[] {
    const lines: PhrasingContent[][] = [];
    const walk = (parent: Xml) => {
      for (const child of elementsIn(parent)) {
        if (child.name !== "w:p") walk(child);
        else {
          const runs = readRuns(child, this.#context);
          this.#footnotes.push(...runs.footnotes);
          const nodes = runs.nodes.map((node): PhrasingContent => (node.type === "break" ? BREAK : node));
          if (nodes.length > 0) lines.push(nodes);
          for (const box of runs.boxes) walk({ name: "", attributes: {}, children: [box] });
        }
      }
    };
    walk(cell);
    return lines.flatMap((line, at) => (at === 0 ? line : [BREAK, ...line]));
  }

  /** Footnotes stand at the end of what refers to them, as entries are read apart. */
  #flushNotes(later: readonly string[] = []): void {
    const due = this.#footnotes.filter((name) => !later.includes(name));
    this.#footnotes = [...later];
    for (const name of due) {
      const note = this.#notes.get(name);
      if (!note) continue;
      this.#notes.delete(name);
      const paragraphs = elementsIn(note, "w:p").map((paragraph) => ({
        type: "paragraph" as const,
        children: readRuns(paragraph, this.#context).nodes,
      }));
      this.#children.push({
        type: "footnoteDefinition",
        identifier: name,
        label: name,
        children: paragraphs,
      });
    }
  }
}

const NOTHING: Xml = { name: "", attributes: {}, children: [] };
const BREAK: PhrasingContent = { type: "html", value: "<br>" };

const isContents = (sdt: Xml) =>
  valueIn(sdt, "w:sdtPr", "w:docPartObj", "w:docPartGallery") === "Table of Contents";

function withMarkers({ nodes, bookmarks }: Runs): PhrasingContent[] {
  const markers = bookmarks.flatMap((name) => markerOfBookmark(name) ?? []);
  return [...nodes, ...markers];
}
