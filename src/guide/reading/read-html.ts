import type { Element, ElementContent, Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { type Handle, toMdast } from "hast-util-to-mdast";
import type { Heading, RootContent as MdastContent, Root as MdastRoot } from "mdast";
import { readMarker } from "../markers.ts";
import { labelOf } from "./labels.ts";
import { refusePicture } from "./pictures.ts";
import type { HeadingFacts, LeftOut, Source } from "./source.ts";

/** What a browser never shows as text. */
const SILENT = new Set(["script", "style", "template", "noscript", "head", "svg", "link", "meta"]);
/** What helps to move around a page, and is no text of the guide. */
const AROUND = new Set(["nav", "button", "select", "textarea", "input", "dialog", "iframe", "object"]);
const BLOCKS = new Set(["div", "p", "ul", "ol", "section", "table"]);

/**
 * An HTML page as a tree: its main part, without navigation.
 * @throws UnreadableGuide where it shows pictures from elsewhere
 */
export function readHtml(text: string): Source {
  const page = fromHtml(text);
  const title = textOf(find(page, "title")).trim();
  const leftOut: LeftOut[] = [];
  const body = find(page, "body") ?? page;
  const main = mainOf(body);
  if (main !== body) leftOut.push({ why: "navigation", text: shownText(body, main) });
  clean(main, leftOut, main === body);
  moveOutOfHeadings(main);
  const anchors = anchorsOf(main);
  const root = toMdast({ type: "root", children: main.children as RootContent[] } satisfies Root, {
    document: true,
    handlers: { dl: definitions },
  }) as MdastRoot;
  const headings = new Map<Heading, HeadingFacts>();
  const found = headingsOf(root);
  for (const [at, heading] of found.entries())
    if (anchors[at]) headings.set(heading, { anchor: anchors[at] });
  return {
    root,
    text: null,
    title: title === "" ? null : title,
    headings,
    leftOut: leftOut.filter(({ text }) => text !== ""),
  };
}

type Parent = Element | Root;

/** The part of a page that its author calls the main one, if the headings are in it. */
function mainOf(body: Parent): Parent {
  const main = find(body, "main") ?? find(body, "article");
  return main && countOf(main) * 2 > countOf(body) ? main : body;
}

const countOf = (node: Parent): number => elementsOf(node).filter(isHeading).length;
const isHeading = ({ tagName }: Element) => /^h[1-6]$/.test(tagName);

/** Takes out what is no text of the guide, and turns the ids of our own files into markers. */
function clean(parent: Parent, leftOut: LeftOut[], isTop: boolean): void {
  const kept = parent.children.filter((node) => {
    if (node.type === "comment")
      return isTelling(node.value) || !leftOut.push({ why: "comment", text: node.value.trim() });
    if (node.type !== "element") return node.type === "text";
    if (SILENT.has(node.tagName)) return false;
    if (node.tagName === "img") return keepPicture(node, leftOut);
    const { role, hidden, ariaHidden } = node.properties;
    const isAround =
      AROUND.has(node.tagName) ||
      role === "navigation" ||
      ariaHidden === "true" ||
      (hidden !== undefined && hidden !== false && hidden !== null) ||
      (isTop && (node.tagName === "header" || node.tagName === "footer") && countOf(node) === 0);
    if (isAround) leftOut.push({ why: "navigation", text: spaced(shownText(node)) });
    else clean(node, leftOut, false);
    return !isAround;
  });
  parent.children = kept as ElementContent[];
  const [, kind, id] = /^(section|rule|term|example)-([0-9a-f-]{36})$/.exec(ownId(parent)) ?? [];
  if (kind) (parent.children as ElementContent[]).push({ type: "comment", value: ` ${kind} ${id} ` });
}

const ownId = (node: Parent) => (node.type === "element" ? String(node.properties.id ?? "") : "");

/** Whether a comment says what our markers or "GOOD: short" say. */
function isTelling(value: string): boolean {
  return readMarker(`<!--${value}-->`) !== null || labelOf(/^\s*([A-Z]+)\b/.exec(value)?.[1] ?? "") !== null;
}

function keepPicture({ properties }: Element, leftOut: LeftOut[]): boolean {
  refusePicture(String(properties.src ?? ""));
  leftOut.push({ why: "picture", text: String(properties.alt ?? "") });
  return false;
}

/** Blocks within a heading, such as badges, are no words of its title: they stand behind it. */
function moveOutOfHeadings(parent: Parent): void {
  const children: ElementContent[] = [];
  for (const node of parent.children as ElementContent[]) {
    children.push(node);
    if (node.type !== "element") continue;
    if (!isHeading(node)) moveOutOfHeadings(node);
    else {
      const isBlock = (child: ElementContent) => child.type === "element" && BLOCKS.has(child.tagName);
      children.push(...node.children.filter(isBlock));
      node.children = node.children.filter((child) => !isBlock(child));
    }
  }
  parent.children = children;
}

/** The name for links of each heading: its own, that of a link in it, or that of the part that it opens. */
function anchorsOf(main: Parent): (string | null)[] {
  const anchors: (string | null)[] = [];
  const walk = (node: Parent, around: string | null) => {
    let given = around;
    for (const child of node.children) {
      if (child.type !== "element") continue;
      const { id, name } = child.properties;
      const own = id ?? (child.tagName === "a" ? name : undefined);
      if (isHeading(child)) {
        const inside = elementsOf(child).find(({ properties }) => properties.id ?? properties.name);
        anchors.push(String(own ?? inside?.properties.id ?? inside?.properties.name ?? given ?? "") || null);
        given = null;
      } else walk(child, own === undefined ? given : String(own));
    }
  };
  walk(main, null);
  return anchors;
}

const definitions: Handle = (state, node) => {
  const paragraphs: MdastContent[] = [];
  for (const child of elementsOf(node).filter(({ tagName }) => tagName === "dt" || tagName === "dd")) {
    const children = state.all(child) as never[];
    if (child.tagName === "dt")
      paragraphs.push({ type: "paragraph", children: [{ type: "strong", children }] });
    else {
      const last = paragraphs.at(-1);
      const flow = state.toFlow(state.all(child)) as MdastContent[];
      const [first] = flow;
      if (last?.type === "paragraph" && first?.type === "paragraph") {
        last.children.push({ type: "text", value: ": " }, ...first.children);
        paragraphs.push(...flow.slice(1));
      } else paragraphs.push(...flow);
    }
  }
  return paragraphs as never;
};

function headingsOf(root: MdastRoot): Heading[] {
  const found: Heading[] = [];
  const walk = (node: MdastContent | MdastRoot) => {
    if (node.type === "heading") found.push(node);
    else if ("children" in node) for (const child of node.children) walk(child);
  };
  walk(root);
  return found;
}

function elementsOf(node: Parent): Element[] {
  return node.children.flatMap((child) => (child.type === "element" ? [child, ...elementsOf(child)] : []));
}

const find = (node: Parent, name: string) => elementsOf(node).find(({ tagName }) => tagName === name);

function textOf(node: Parent | ElementContent | RootContent | undefined): string {
  if (!node) return "";
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(textOf).join(" ") : "";
}

/** The text of a part that a browser would show, without another part of it. */
function shownText(node: Parent, without?: Parent): string {
  return spaced(
    node.children
      .map((child) => {
        if (child.type === "text") return child.value;
        if (child.type !== "element" || child === without || SILENT.has(child.tagName)) return "";
        return shownText(child, without);
      })
      .join(" "),
  );
}

const spaced = (text: string) => text.replaceAll(/\s+/g, " ").trim();
