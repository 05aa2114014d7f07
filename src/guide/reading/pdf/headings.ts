import type { PageFacts } from "./furniture.ts";
import type { Line } from "./lines.ts";

/** A bookmark of the PDF. */
export interface Bookmark {
  title: string;
  depth: number;
  /** The page that it leads to, from 0; null where that is not known. */
  page: number | null;
}

/** A heading: how many lines it takes, and its depth from 1. */
export interface FoundHeading {
  lines: number;
  depth: number;
}

const lettersOf = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
const MOST_LINES = 4;

/** Where the headings are, by the index of their first line: by bookmarks if there are any, else by size, else by numbers. */
export function findHeadings(
  lines: readonly Line[],
  bookmarks: readonly Bookmark[],
  facts: PageFacts,
): Map<number, FoundHeading> {
  const byBookmark = bookmarks.length > 1 ? ofBookmarks(lines, bookmarks) : new Map<number, FoundHeading>();
  if (byBookmark.size > 1) return byBookmark;
  const bySize = ofSizes(lines, facts);
  return bySize.size > 0 ? bySize : ofNumbers(lines, facts);
}

function ofBookmarks(lines: readonly Line[], bookmarks: readonly Bookmark[]): Map<number, FoundHeading> {
  const found = new Map<number, FoundHeading>();
  let from = 0;
  for (const { title, depth, page } of bookmarks) {
    const wanted = lettersOf(title);
    if (wanted === "") continue;
    let at = Math.max(from, page === null ? 0 : lines.findIndex((line) => line.page >= page));
    const last = page === null ? Number.POSITIVE_INFINITY : page + 1;
    for (; at < lines.length && lines[at]!.page <= last; at++) {
      const count = linesThatSay(wanted, lines, at);
      if (count === 0) continue;
      found.set(at, { lines: count, depth });
      from = at + count;
      break;
    }
  }
  return found;
}

/** How many lines from one on say a title, perhaps behind a number; 0 where they do not. */
function linesThatSay(wanted: string, lines: readonly Line[], from: number): number {
  let said = "";
  for (let count = 1; count <= MOST_LINES && from + count <= lines.length; count++) {
    said += lettersOf(lines[from + count - 1]!.text);
    if (said === wanted) return count;
    if (said.length > wanted.length)
      return said.endsWith(wanted) && /^\d+$/.test(said.slice(0, -wanted.length)) ? count : 0;
  }
  return 0;
}

/** Lines that are larger than the text; the largest stand above the others. */
function ofSizes(lines: readonly Line[], { bodySize, lineGap }: PageFacts): Map<number, FoundHeading> {
  const isLarge = ({ size, text, isMono }: Line) => size >= 1.12 * bodySize && !isMono && /\p{L}/u.test(text);
  const sizes = [...new Set(lines.filter(isLarge).map(({ size }) => size))].sort((one, other) => other - one);
  const found = new Map<number, FoundHeading>();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (!isLarge(line)) continue;
    let count = 1;
    while (count < MOST_LINES && goesOn(lines[at + count - 1]!, lines[at + count], lineGap)) count++;
    found.set(at, { lines: count, depth: Math.min(sizes.indexOf(line.size) + 1, 6) });
    at += count - 1;
  }
  return found;
}

const goesOn = (line: Line, next: Line | undefined, lineGap: number) =>
  next?.size === line.size &&
  next.page === line.page &&
  line.y - next.y < 1.6 * Math.max(lineGap, line.size * 1.2);

/** Short lines that begin with a number and end without a stop, with space above them. */
function ofNumbers(lines: readonly Line[], { lineGap }: PageFacts): Map<number, FoundHeading> {
  const found = new Map<number, FoundHeading>();
  for (const [at, { text, page, y }] of lines.entries()) {
    const [, number] = /^(\d+(?:\.\d+)*)\.?\s+\p{Lu}.{0,80}[^.,;:]$/u.exec(text) ?? [];
    const before = lines[at - 1];
    const isApart = before?.page !== page || before.y - y > 1.25 * lineGap;
    if (number !== undefined && isApart && number.length <= 12)
      found.set(at, { lines: 1, depth: Math.min(number.split(".").length, 6) });
  }
  return found;
}
