import { canonical, type Json } from "#content/index.ts";

/** What a spreadsheet takes for the beginning of a formula, full-width forms included. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * One line of CSV (RFC 4180, line end included). A text that a spreadsheet would run as a formula gets an apostrophe
 * in front; a number stays a number.
 */
export function csvLine(cells: readonly (Json | undefined)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: Json | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : canonical(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The columns of a table by the rows that it will have: those of `first` in their order, then the others sorted. */
export function tableColumns(seen: ReadonlySet<string>, first: readonly string[]): string[] {
  const others = [...seen].filter((name) => !first.includes(name)).sort();
  return [...first.filter((name) => seen.has(name)), ...others];
}
