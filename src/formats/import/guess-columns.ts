import type { Json } from "#content/index.ts";
import type { Target } from "#contract/imports.ts";
import { type NameReading, readName, weakPromptRank } from "./column-names.ts";
import { conversationOf } from "./messages.ts";
import { own, type Row, share } from "./shape.ts";

/** Targets that one column fills; where several names fit, the plainest gets it. */
const SINGLE = new Set<Target>([
  ...(["prompt", "system", "input", "messages", "chosen", "rejected", "responses"] as const),
  ...(["external-id", "family", "split", "source", "licence", "tools"] as const),
]);

/**
 * What each column becomes, by its name and its values. A column that says nothing known is kept as metadata.
 * @param columns names in the order of the file
 * @param rows some records, to see what the columns hold
 */
export function guessColumns(columns: readonly string[], rows: readonly Row[]): Map<string, Target> {
  const readings = new Map<string, NameReading>();
  for (const column of columns) {
    const reading = readName(column);
    if (reading && holds(reading.target, column, rows)) readings.set(column, reading);
  }
  for (const target of SINGLE) keepPlainest(readings, target);
  const has = (target: Target) => [...readings.values()].some((reading) => reading.target === target);
  const drop = (target: Target) => {
    for (const [column, reading] of readings) if (reading.target === target) readings.delete(column);
  };
  // A dialogue beside chosen and rejected texts that hold it already repeats, and could tell, the chosen one.
  if (has("chosen") && has("messages") && (has("prompt") || isDialogue(readings, "chosen", rows)))
    drop("messages");
  if (has("messages") && has("prompt") && !has("chosen")) drop("prompt");
  if (!has("prompt") && !has("messages") && !isDialogue(readings, "chosen", rows)) {
    const column = weakPrompt(columns, readings, rows);
    if (column !== null) readings.set(column, { target: "prompt", rank: 0, side: null });
  }
  return new Map(columns.map((column) => [column, readings.get(column)?.target ?? "metadata"]));
}

/** Whether a column's values can be what its name says. */
function holds(target: Target, column: string, rows: readonly Row[]): boolean {
  const values = rows.map((row) => own(row, column)).filter((value) => value !== undefined && value !== null);
  if (values.length === 0) return rows.length === 0 || target !== "external-id";
  const every = (test: (value: Json) => boolean) => values.every((value) => test(value!));
  const most = (test: (value: Json) => boolean) =>
    values.filter((value) => test(value!)).length > 0.9 * values.length;
  switch (target) {
    case "external-id":
      return (
        every((value) => ["string", "number"].includes(typeof value) && value !== "") &&
        new Set(values).size >= 0.9 * values.length
      );
    case "messages":
      return values.some((value) => conversationOf(value) !== null);
    case "chosen":
    case "rejected":
    case "response":
    case "prompt":
      return most((value) => typeof value === "string" || typeof value === "object");
    case "responses":
      return every((value) => Array.isArray(value) || (typeof value === "string" && value.startsWith("[")));
    case "system":
    case "context":
    case "input":
      return every((value) => typeof value === "string" || Array.isArray(value));
    default:
      return true;
  }
}

function keepPlainest(readings: Map<string, NameReading>, target: Target): void {
  const rivals = [...readings].filter(([, reading]) => reading.target === target);
  rivals.sort(([, a], [, b]) => a.rank - b.rank);
  for (const [column] of rivals.slice(1)) readings.delete(column);
}

function isDialogue(readings: Map<string, NameReading>, target: Target, rows: readonly Row[]): boolean {
  const column = [...readings].find(([, reading]) => reading.target === target)?.[0];
  return (
    column !== undefined &&
    share(rows, (row) => (conversationOf(own(row, column))?.messages.length ?? 0) > 1) > 0.5
  );
}

/** The column that is the prompt though its name does not say so: a usual weak name, else the longest text. */
function weakPrompt(
  columns: readonly string[],
  readings: Map<string, NameReading>,
  rows: readonly Row[],
): string | null {
  const free = columns.filter((column) => {
    const taken = readings.get(column)?.target;
    return (taken === undefined || taken === "input" || taken === "context") && isText(column, rows);
  });
  const named = free
    .flatMap((column) => {
      const rank = weakPromptRank(column);
      return rank === null ? [] : [{ column, rank }];
    })
    .sort((a, b) => a.rank - b.rank)[0];
  if (named) return named.column;
  const lengths = free.map((column) => ({
    column,
    length: rows.reduce((sum, row) => sum + String(own(row, column) ?? "").length, 0),
  }));
  return lengths.sort((a, b) => b.length - a.length)[0]?.column ?? null;
}

function isText(column: string, rows: readonly Row[]): boolean {
  return share(rows, (row) => typeof own(row, column) === "string") > 0.5;
}
