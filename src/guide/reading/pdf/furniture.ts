import type { LeftOut, LeftOutWhy } from "../source.ts";
import type { Line } from "./lines.ts";

/** What the pages of a PDF have in common. */
export interface PageFacts {
  pages: number;
  height: number;
  /** The size of most of the text, and the distance between two of its lines. */
  bodySize: number;
  lineGap: number;
}

const PAGE_NUMBER = /^\W*(?:(?:page|seite|p\.|página)\s*)?#+(?:\s*(?:of|von|de|\/)\s*#+)?\W*$/i;
const CONTENTS = /(?:\.\s?){8,}\s*(?:\d+|[ivxlc]+)$|^\d+\s*(?:\.\s?){8,}/;

/** The lines that are text of the guide; headers, page numbers, watermarks and the table of contents are listed. */
export function withoutFurniture(lines: readonly Line[], facts: PageFacts, leftOut: LeftOut[]): Line[] {
  const pagesOf = new Map<string, Set<number>>();
  for (const line of lines) {
    const key = keyOf(line);
    pagesOf.set(key, (pagesOf.get(key) ?? new Set()).add(line.page));
  }
  const why = new Map<Line, LeftOutWhy>();
  for (const [at, line] of lines.entries()) {
    const reason = reasonFor(line, lines[at - 1], lines[at + 1], pagesOf.get(keyOf(line))!.size, facts);
    if (reason) why.set(line, reason);
  }
  addContentsTitles(lines, why);
  for (const [{ text }, reason] of why) leftOut.push({ why: reason, text });
  return lines.filter((line) => !why.has(line));
}

const numbersAlike = (text: string) => text.replaceAll(/\d/g, "#");
const keyOf = ({ text, y, isTurned }: Line) =>
  `${isTurned ? "turned" : Math.round(y / 3)} ${numbersAlike(text)}`;

function reasonFor(
  line: Line,
  before: Line | undefined,
  after: Line | undefined,
  pages: number,
  facts: PageFacts,
): LeftOutWhy | null {
  const often = pages >= 3 && pages >= 0.4 * facts.pages;
  if (line.isTurned) return "watermark";
  if (CONTENTS.test(line.text)) return "contents";
  if (often && line.size >= 2.5 * facts.bodySize) return "watermark";
  const isEdge = line.y > 0.88 * facts.height || line.y < 0.12 * facts.height;
  if (!isEdge) return null;
  const isAlone = [before, after].every(
    (other) =>
      other?.page !== line.page || Math.abs(other.y - line.y) > 1.5 * facts.lineGap || other.y === line.y,
  );
  if (isAlone && PAGE_NUMBER.test(numbersAlike(line.text))) return "number";
  return often || (pages >= 3 && isAlone) ? "repeated" : null;
}

/** "Contents", above the first line of one. */
function addContentsTitles(lines: readonly Line[], why: Map<Line, LeftOutWhy>): void {
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    if (next && why.get(next) === "contents" && !why.has(line) && line.text.split(" ").length <= 3)
      why.set(line, "contents");
  }
}
