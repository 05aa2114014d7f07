import type { Interval } from "#stats/index.ts";
import { formatTable } from "../table.ts";

const MOST_ROWS = 200;

/** A result of a method as plain data for JSON: typed arrays and maps become lists and records. */
export function toPlain(value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as Float64Array, finite);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, inner]) => [key, toPlain(inner)]));
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]));
  }
  return finite(value);
}

/** JSON knows no infinity; a word keeps it apart from what is not known. */
const finite = (value: unknown) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;

/** A plain result for people: single values first, then a table for each list of records. */
export function toText(result: unknown): string {
  const single: [string, string][] = [];
  const tables: string[] = [];
  collect("", result, single, tables);
  const width = Math.max(0, ...single.map(([name]) => name.length));
  const lines = single.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  return [lines.join("\n"), ...tables].filter((part) => part !== "").join("\n\n");
}

function collect(name: string, value: unknown, single: [string, string][], tables: string[]): void {
  const title = name === "" ? "result" : name;
  if (isInterval(value) || typeof value !== "object" || value === null) {
    single.push([title, cell(value)]);
    return;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) single.push([title, "none"]);
    else if (value.some(isRecord)) tables.push(table(title, value));
    else if (value.length <= 12) single.push([title, value.map(cell).join(", ")]);
    else single.push([title, `${value.length} values: see --json`]);
    return;
  }
  const entries = Object.entries(value);
  if (entries.length > 1 && entries.every(([, inner]) => isRecord(inner) && !isInterval(inner))) {
    tables.push(
      table(
        title,
        entries.map(([key, inner]) => ({ "": key, ...(inner as object) })),
      ),
    );
    return;
  }
  for (const [key, inner] of entries) collect(name === "" ? key : `${name}.${key}`, inner, single, tables);
}

function table(title: string, rows: unknown[]): string {
  const shown = rows.slice(0, MOST_ROWS).map((row) => (isRecord(row) ? row : { value: row }));
  const headings = [...new Set(shown.flatMap((row) => Object.keys(row)))];
  const body = formatTable(
    headings,
    shown.map((row) => headings.map((heading) => aligned(row[heading]))),
  );
  const rest = rows.length > MOST_ROWS ? `\n… ${rows.length - MOST_ROWS} more: see --json` : "";
  return `${title}\n${body}${rest}`;
}

/** Numbers stay numbers where they are whole, so that the table aligns them. */
const aligned = (value: unknown): string | number =>
  typeof value === "number" && Number.isInteger(value) ? value : cell(value);

function cell(value: unknown): string {
  if (value === null || value === undefined) return "-";
  if (typeof value === "number") return number(value);
  if (isInterval(value)) {
    return `${number(value.low)} to ${number(value.high)} (${number(100 * value.level)} %, ${value.method})`;
  }
  if (Array.isArray(value)) return value.length <= 6 ? value.map(cell).join(" ") : `${value.length} values`;
  if (isRecord(value)) {
    const inner = Object.entries(value).map(([key, part]) => `${key} ${cell(part)}`);
    return inner.length <= 6 ? inner.join(", ") : `${inner.length} values`;
  }
  return String(value);
}

/** Five significant digits, whole numbers in full. */
function number(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(5)));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isInterval = (value: unknown): value is Interval =>
  isRecord(value) && "low" in value && "high" in value && "level" in value && "method" in value;
