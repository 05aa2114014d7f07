import type { PhrasingContent } from "mdast";
import { type Marked, markerOf } from "../../markers.ts";
import type { LeftOut } from "../source.ts";
import { isOn, type Styles } from "./styles.ts";
import { elementIn, elementsIn, textIn, valueIn, type Xml } from "./xml.ts";

/** What the runs of a paragraph are read with. */
export interface RunContext {
  styles: Styles;
  links: ReadonlyMap<string, string>;
  leftOut: LeftOut[];
}

/** A paragraph's words, and what hangs on it. */
export interface Runs {
  nodes: PhrasingContent[];
  /** The words without formatting, with their line breaks: what code is made of. */
  plain: string;
  bookmarks: string[];
  footnotes: string[];
  /** The paragraphs of text boxes that hang on this one. */
  boxes: Xml[];
}

interface Piece {
  text: string;
  isBold: boolean;
  isItalic: boolean;
  isDeleted: boolean;
  isCode: boolean;
  url: string | null;
  node?: PhrasingContent;
}

const OURS =
  /^(section|rule|term|example)_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** The marker of a bookmark that our own document carries; null for any other. */
export function markerOfBookmark(name: string): PhrasingContent | null {
  const [, kind, ...id] = OURS.exec(name) ?? [];
  return kind === undefined ? null : { type: "html", value: markerOf(kind as Marked, id.join("-")) };
}

/** The words of a paragraph; tracked deletions, pictures and hidden words are listed. */
export function readRuns(paragraph: Xml, context: RunContext): Runs {
  const runs: Runs = { nodes: [], plain: "", bookmarks: [], footnotes: [], boxes: [] };
  const pieces: Piece[] = [];
  walk(paragraph, null, { ...context, runs, pieces });
  runs.nodes = nodesOf(pieces);
  runs.plain = pieces.map(({ text }) => text).join("");
  return runs;
}

type Walking = RunContext & { runs: Runs; pieces: Piece[] };

function walk(parent: Xml, url: string | null, walking: Walking): void {
  const { leftOut, links, runs } = walking;
  for (const child of elementsIn(parent)) {
    switch (child.name) {
      case "w:r":
        readRun(child, url, walking);
        break;
      case "w:hyperlink": {
        const { "r:id": id, "w:anchor": anchor } = child.attributes;
        const to = id === undefined ? "" : (links.get(id) ?? "");
        walk(child, anchor === undefined ? to : `${to}#${anchor}`, walking);
        break;
      }
      case "w:bookmarkStart":
        runs.bookmarks.push(child.attributes["w:name"] ?? "");
        break;
      case "w:del":
      case "w:moveFrom":
        leftOut.push({ why: "deleted", text: textIn(child) });
        break;
      case "w:ins":
        leftOut.push({ why: "inserted", text: textIn(child) });
        walk(child, url, walking);
        break;
      case "m:oMath":
      case "m:oMathPara":
        walking.pieces.push({ ...PLAIN, text: textIn(child, ["m:t"]), url });
        break;
      case "mc:AlternateContent":
        walk(elementIn(child, "mc:Choice") ?? elementIn(child, "mc:Fallback") ?? child, url, walking);
        break;
      case "w:pPr":
      case "w:rPr":
        break;
      default:
        walk(child, url, walking);
    }
  }
}

const PLAIN = { isBold: false, isItalic: false, isDeleted: false, isCode: false, url: null };

function readRun(run: Xml, url: string | null, walking: Walking): void {
  const { styles, leftOut, runs, pieces } = walking;
  const style = styles.of(valueIn(run, "w:rPr", "w:rStyle"));
  if (isOn(run, "w:vanish")) {
    leftOut.push({ why: "deleted", text: textIn(run) });
    return;
  }
  const format = {
    isBold: isOn(run, "w:b") ?? style.isBold,
    isItalic: isOn(run, "w:i") ?? style.isItalic,
    isDeleted: isOn(run, "w:strike") ?? false,
    isCode: style.isCode,
    url,
  };
  const say = (text: string) => pieces.push({ ...format, text });
  const read = (parent: Xml) => {
    for (const child of elementsIn(parent)) {
      switch (child.name) {
        case "w:t":
          say(child.children.join(""));
          break;
        case "w:tab":
          say("\t");
          break;
        case "w:br":
        case "w:cr":
          if (child.attributes["w:type"] === undefined || child.attributes["w:type"] === "textWrapping")
            say("\n");
          break;
        case "w:noBreakHyphen":
          say("-");
          break;
        case "w:sym":
          say(symbolOf(child));
          break;
        case "w:footnoteReference":
        case "w:endnoteReference": {
          const name = `${child.name === "w:endnoteReference" ? "e" : ""}${child.attributes["w:id"]}`;
          runs.footnotes.push(name);
          pieces.push({
            ...PLAIN,
            text: "",
            node: { type: "footnoteReference", identifier: name, label: name },
          });
          break;
        }
        case "w:delText":
          leftOut.push({ why: "deleted", text: textIn(child) });
          break;
        case "mc:AlternateContent":
          read(elementIn(child, "mc:Choice") ?? elementIn(child, "mc:Fallback") ?? child);
          break;
        case "w:drawing":
        case "w:pict":
        case "w:object":
          readDrawing(child, walking);
          break;
      }
    }
  };
  read(run);
}

function symbolOf({ attributes }: Xml): string {
  const code = Number.parseInt(attributes["w:char"] ?? "", 16);
  // Symbol fonts keep their signs where Unicode has none.
  return code > 0 && (code < 0xe000 || code > 0xf8ff) ? String.fromCodePoint(code) : "•";
}

/** A drawing is a picture, or boxes with text. */
function readDrawing(drawing: Xml, { runs, leftOut }: Walking): void {
  let hasText = false;
  let name = "";
  const look = (element: Xml) => {
    for (const child of elementsIn(element)) {
      if (child.name === "w:txbxContent") {
        runs.boxes.push(...elementsIn(child));
        hasText = true;
      } else {
        if (child.name === "wp:docPr") name = child.attributes.descr ?? "";
        look(child);
      }
    }
  };
  look(drawing);
  if (!hasText) leftOut.push({ why: "picture", text: name });
}

function nodesOf(pieces: readonly Piece[]): PhrasingContent[] {
  const merged: Piece[] = [];
  for (const piece of pieces.flatMap(spacesApart)) {
    const last = merged.at(-1);
    if (last && !last.node && !piece.node && isAlike(last, piece)) last.text += piece.text;
    else merged.push({ ...piece });
  }
  return merged.flatMap((piece) => piece.node ?? nodesOfPiece(piece));
}

/** Markdown takes no space just within its marks. */
function spacesApart(piece: Piece): Piece[] {
  if (piece.node || !(piece.isBold || piece.isItalic || piece.isDeleted)) return [piece];
  const [, before, inside, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece.text)!;
  const space = (text: string) => (text === "" ? [] : [{ ...PLAIN, text, url: piece.url }]);
  return [...space(before!), ...(inside === "" ? [] : [{ ...piece, text: inside! }]), ...space(after!)];
}

const isAlike = (one: Piece, other: Piece) =>
  one.isBold === other.isBold &&
  one.isItalic === other.isItalic &&
  one.isDeleted === other.isDeleted &&
  one.isCode === other.isCode &&
  one.url === other.url;

function nodesOfPiece({ text, isBold, isItalic, isDeleted, isCode, url }: Piece): PhrasingContent[] {
  if (text === "") return [];
  let nodes: PhrasingContent[] = isCode
    ? [{ type: "inlineCode", value: text.replaceAll(/\s+/g, " ") }]
    : text
        .replaceAll("\t", " ")
        .split("\n")
        .flatMap((value, at): PhrasingContent[] => [
          ...(at > 0 ? [{ type: "break" } as const] : []),
          ...(value === "" ? [] : [{ type: "text", value } as const]),
        ]);
  if (isDeleted) nodes = [{ type: "delete", children: nodes }];
  if (isItalic) nodes = [{ type: "emphasis", children: nodes }];
  if (isBold) nodes = [{ type: "strong", children: nodes }];
  if (url !== null && url !== "") nodes = [{ type: "link", url, children: nodes as never }];
  return nodes;
}
