import type { Heading, List, RootContent } from "mdast";
import type { PageFacts } from "./furniture.ts";
import type { FoundHeading } from "./headings.ts";
import type { Line } from "./lines.ts";

const BULLET = /^[•◦▪‣●○■·–—*-]\s+(?=\S)/;
const ORDERED = /^(\d{1,3})[.)]\s+(?=\S)/;

/** Lines as headings, paragraphs, lists and code. */
export function blocksOf(
  lines: readonly Line[],
  headings: ReadonlyMap<number, FoundHeading>,
  facts: PageFacts,
): RootContent[] {
  const join = joinerOf(lines);
  const blocks: RootContent[] = [];
  for (let at = 0; at < lines.length; ) {
    const heading = headings.get(at);
    let end = at + (heading?.lines ?? 1);
    if (!heading)
      while (end < lines.length && !headings.has(end) && goesOn(lines[end - 1]!, lines[end]!, facts)) end++;
    const own = lines.slice(at, end);
    if (heading) {
      const depth = Math.min(heading.depth, 6) as Heading["depth"];
      blocks.push({ type: "heading", depth, children: [{ type: "text", value: join(own) }] });
    } else if (own[0]!.isMono) addCode(blocks, own);
    else addText(blocks, join(own));
    at = end;
  }
  return blocks;
}

/** Whether a line belongs to the paragraph of the one before it. */
function goesOn(line: Line, next: Line, { lineGap, bodySize }: PageFacts): boolean {
  if (line.isMono !== next.isMono) return false;
  if (next.isMono) return true;
  if (BULLET.test(next.text) || ORDERED.test(next.text) || Math.abs(line.size - next.size) > 0.1 * bodySize)
    return false;
  const drop = line.y - next.y;
  if (line.page === next.page && drop > 0) return drop <= 1.25 * lineGap;
  // At the end of a page or column a sentence may go on.
  return !/[.!?:;]["”’)]?$/.test(line.text) && /^[\p{Ll}\p{N}(]/u.test(next.text);
}

function addText(blocks: RootContent[], text: string): void {
  const mark = BULLET.exec(text) ?? ORDERED.exec(text);
  const last = blocks.at(-1);
  if (!mark) blocks.push({ type: "paragraph", children: [{ type: "text", value: text }] });
  else {
    const ordered = mark[1] !== undefined;
    const list: List =
      last?.type === "list" && last.ordered === ordered
        ? last
        : { type: "list", ordered, ...(ordered && { start: Number(mark[1]) }), spread: false, children: [] };
    if (list !== last) blocks.push(list);
    const value = text.slice(mark[0].length);
    const paragraph = { type: "paragraph" as const, children: [{ type: "text" as const, value }] };
    list.children.push({ type: "listItem", spread: false, children: [paragraph] });
  }
}

function addCode(blocks: RootContent[], lines: readonly Line[]): void {
  const left = Math.min(...lines.map(({ x }) => x));
  const value = lines
    .map(({ text, x, size }) => " ".repeat(Math.min(40, Math.round((x - left) / (0.6 * size)))) + text)
    .join("\n");
  blocks.push({ type: "code", value });
}

/**
 * Joins lines, and words that were parted at the end of one: with their hyphen where the text has the word with it
 * elsewhere, without it where it has it without; and else as most of the text does.
 */
function joinerOf(lines: readonly Line[]): (own: readonly Line[]) => string {
  const words = new Set(
    lines.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []),
  );
  const parted = (line: string, next: string) => {
    const [, head] = /([\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)-$/u.exec(line) ?? [];
    const [tail] = /^\p{Ll}[\p{L}\p{N}]*/u.exec(next) ?? [];
    return head === undefined || tail === undefined
      ? null
      : ([head.toLowerCase(), tail.toLowerCase()] as const);
  };
  let kept = 0;
  for (const [at, { text }] of lines.entries()) {
    const pair = at > 0 && parted(lines[at - 1]!.text, text);
    if (!pair) continue;
    if (words.has(`${pair[0]}-${pair[1]}`)) kept++;
    if (words.has(pair[0] + pair[1])) kept--;
  }
  return (own) =>
    own.reduce((text, { text: next }) => {
      if (text === "") return next;
      if (text.endsWith("\u00AD")) return text.slice(0, -1) + next;
      const pair = parted(text, next);
      if (!pair)
        return /[\p{L}\p{N}]-$/u.test(text) && /^\p{L}/u.test(next) ? text + next : `${text} ${next}`;
      const [joined, hyphened] = [words.has(pair[0] + pair[1]), words.has(`${pair[0]}-${pair[1]}`)];
      const isKept = joined === hyphened ? kept > 0 : hyphened;
      return (isKept ? text : text.slice(0, -1)) + next;
    }, "");
}
