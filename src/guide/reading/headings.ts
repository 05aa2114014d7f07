import type { Heading, RootContent } from "mdast";
import { toString as wordsOf } from "mdast-util-to-string";
import { readMarker } from "../markers.ts";
import { type LeftOut, type Source, UnreadableGuide } from "./source.ts";

/** A heading with all that stands below it up to the next one. */
export interface Part {
  depth: number;
  title: string;
  /** The number in front of the title, as readers of the file cite it. */
  number: string | null;
  anchor: string | null;
  marker: ReturnType<typeof readMarker>;
  heading: Heading | null;
  body: RootContent[];
}

const MOST_HEADINGS = 2_000;
const LONGEST_TITLE = 300;
const NUMBER =
  /^(?:(?:section|rule|chapter|part)\s+)?((?:\d+|[A-Z](?=\.\d))(?:\.\d+)*)(?:[.)]|(?=\s))\s*(?=\S)/i;

/**
 * A file cut at its headings. What stands before the first one has a part of depth 0 without a title.
 * @throws UnreadableGuide where there are thousands of headings
 */
export function partsOf({ root, headings, leftOut }: Source): Part[] {
  const first: Part = {
    depth: 0,
    title: "",
    number: null,
    anchor: null,
    marker: null,
    heading: null,
    body: [],
  };
  const parts = [first];
  for (const node of root.children) {
    const part = node.type === "heading" ? partOf(node, headings.get(node) ?? {}, leftOut) : null;
    if (part) parts.push(part);
    else parts.at(-1)!.body.push(node);
  }
  if (parts.length > MOST_HEADINGS)
    throw new UnreadableGuide(
      `The file has ${parts.length - 1} headings, and a guide takes ${MOST_HEADINGS}. Split it, or turn headings that are none into text.`,
    );
  dropNumbers(parts, leftOut);
  return first.body.length === 0 ? parts.slice(1) : parts;
}

/** A heading's own words, ids and number; null for one that is empty or as long as a paragraph. */
function partOf(
  heading: Heading,
  { anchor, number }: { anchor?: string; number?: string },
  leftOut: LeftOut[],
): Part | null {
  let marker: Part["marker"] = null;
  const children = heading.children.filter((child) => {
    const found = child.type === "html" ? readMarker(child.value) : null;
    marker ??= found;
    return !found;
  });
  const words = wordsOf(children).replaceAll(/\s+/g, " ").trim();
  const [tail, attributes] = /\s*\{([^{}]*[#=][^{}]*)\}$/.exec(words) ?? ["", ""];
  const title = words.slice(0, words.length - tail.length);
  if (title === "" || title.length > LONGEST_TITLE) return null;
  const ids = attributes.split(/\s+/).filter((word) => word.startsWith("#"));
  const others = attributes.split(/\s+/).filter((word) => word !== "" && word !== ids[0]);
  if (others.length > 0) leftOut.push({ why: "attribute", text: others.join(" ") });
  const own = ids[0]?.slice(1) ?? anchor ?? null;
  if (number !== undefined) leftOut.push({ why: "number", text: number });
  return {
    depth: heading.depth,
    title,
    number: number?.replace(/[.\s]+$/, "") ?? null,
    anchor: own,
    marker,
    heading,
    body: [],
  };
}

/** Numbers that most headings begin with are no part of their titles: a guide numbers its entries itself. */
function dropNumbers(parts: Part[], leftOut: LeftOut[]): void {
  const withHeading = parts.filter(({ heading }) => heading !== null);
  const numbered = withHeading.filter(({ title }) => NUMBER.test(title));
  const areOurs = withHeading.some(({ marker }) => marker !== null);
  if (!areOurs && numbered.length * 2 < withHeading.length) return;
  const levels = (number: string) => number.split(".").length;
  const ours = numbered.find(({ marker }) => marker !== null);
  const above = ours ? ours.depth - levels(NUMBER.exec(ours.title)![1]!) : 0;
  for (const part of numbered) {
    const [whole, number] = NUMBER.exec(part.title)!;
    leftOut.push({ why: "number", text: whole.trim() });
    part.title = part.title.slice(whole.length);
    part.number = number!;
    // Markdown has six levels only; our own numbers tell deeper ones apart.
    if (part.marker) part.depth = above + levels(number!);
  }
}
