/** A run of text as the PDF places it. */
export interface TextItem {
  str: string;
  dir: string;
  width: number;
  transform: number[];
  fontName: string;
}

/** A line of a page, or of a column of it. */
export interface Line {
  text: string;
  page: number;
  x: number;
  /** From the bottom of the page. */
  y: number;
  end: number;
  size: number;
  isMono: boolean;
  /** Whether the words stand in a slant or upright, as watermarks and margins do. */
  isTurned: boolean;
}

interface Placed extends TextItem {
  x: number;
  y: number;
  size: number;
}

/** The lines of a page in the order in which a person reads them: column by column, from the top. */
export function linesOf(
  items: readonly TextItem[],
  page: number,
  width: number,
  isMono: (font: string) => boolean,
): Line[] {
  const placed = items.filter(({ str }) => str.trim() !== "").map(place);
  const straight = placed.filter((item) => !isTurned(item));
  const lines = rowsOf(straight).flatMap((row) => cutAtGaps(row).map((part) => lineOf(part, page, isMono)));
  const turned = placed.filter(isTurned).map((item) => ({ ...lineOf([item], page, isMono), isTurned: true }));
  return [...inColumns(lines, width), ...turned];
}

function place(item: TextItem): Placed {
  const [a = 0, b = 0, , , x = 0, y = 0] = item.transform;
  return { ...item, x, y, size: Math.hypot(a, b) || 1 };
}

const isTurned = ({ transform: [, b = 0] }: TextItem) => Math.abs(b) > 0.01;

/** Items that stand beside each other; a raised footnote number is beside what it is raised from. */
function rowsOf(items: readonly Placed[]): Placed[][] {
  const rows: { y: number; size: number; items: Placed[] }[] = [];
  for (const item of [...items].sort((one, other) => other.y - one.y)) {
    const row = rows.at(-1);
    if (row && row.y - item.y < 0.45 * Math.min(row.size, item.size)) {
      row.items.push(item);
      row.size = Math.max(row.size, item.size);
    } else rows.push({ y: item.y, size: item.size, items: [item] });
  }
  return rows.map(({ items: row }) => row.sort((one, other) => one.x - other.x));
}

/** A row cut where the space between two items is as wide as that between columns. */
function cutAtGaps(row: readonly Placed[]): Placed[][] {
  const parts: Placed[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of row) {
    if (item.x - end > Math.max(1.6 * item.size, 14)) parts.push([]);
    parts.at(-1)!.push(item);
    end = Math.max(end, item.x + item.width);
  }
  return parts;
}

function lineOf(items: readonly Placed[], page: number, isMono: (font: string) => boolean): Line {
  const weight = (test: (item: Placed) => boolean) =>
    items.filter(test).reduce((sum, { str }) => sum + str.length, 0);
  const isRightToLeft = weight(({ dir }) => dir === "rtl") * 2 > weight(() => true);
  const read = isRightToLeft ? [...items].reverse() : items;
  let text = "";
  for (const [at, item] of read.entries()) {
    const last = read[at - 1];
    const [left, right] = isRightToLeft ? [item, last] : [last, item];
    const gap = left && right ? right.x - left.x - left.width : 0;
    const isApart = gap > 0.15 * item.size && !/\s$/.test(text) && !/^\s/.test(item.str);
    text += (isApart ? " " : "") + item.str;
  }
  const longest = items.reduce((most, item) => (item.str.length > most.str.length ? item : most));
  return {
    text: text.replaceAll(/\s+/g, " ").trim(),
    page,
    x: Math.min(...items.map(({ x }) => x)),
    y: longest.y,
    end: Math.max(...items.map(({ x, width }) => x + width)),
    size: Math.round(longest.size * 2) / 2,
    isMono: items.every(({ fontName }) => isMono(fontName)),
    isTurned: false,
  };
}

/** Lines of two columns one after the other, between lines that go across the page; a row's parts of any other page joined. */
function inColumns(lines: readonly Line[], width: number): Line[] {
  const middle = width / 2;
  const sideOf = ({ x, end }: Line) => (end <= middle + 8 ? "left" : x >= middle - 8 ? "right" : "across");
  const count = (side: string) => lines.filter((line) => sideOf(line) === side).length;
  const [left, right, across] = [count("left"), count("right"), count("across")];
  if (left < 6 || right < 6 || across > 0.35 * lines.length || right < 0.25 * lines.length)
    return joinRows(lines);
  const ordered: Line[] = [];
  let waiting: Line[] = [];
  const flush = () => {
    for (const side of ["left", "right"]) ordered.push(...waiting.filter((line) => sideOf(line) === side));
    waiting = [];
  };
  for (const line of lines) {
    if (sideOf(line) !== "across") waiting.push(line);
    else {
      flush();
      ordered.push(line);
    }
  }
  flush();
  return ordered;
}

function joinRows(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last && Math.abs(last.y - line.y) < 0.45 * Math.min(last.size, line.size) && line.x >= last.end) {
      last.text += ` ${line.text}`;
      last.end = line.end;
      last.isMono &&= line.isMono;
    } else joined.push({ ...line });
  }
  return joined;
}
