import { type OutputRow, tableColumns } from "#formats/export/index.ts";

/** Columns in their order, with the types that Parquet gives them. */
export type ColumnTypes = Record<string, string>;

const FIRST = [
  "item",
  "external_id",
  "family",
  "split",
  "prompt",
  "context",
  "answer",
  "by",
  "form_version",
  "answered_at",
];

/** Finds out which columns the rows of a table have, and what they hold. */
export class TableColumns {
  readonly #types = new Map<string, Set<string>>();

  see(row: OutputRow): void {
    for (const [name, value] of Object.entries(row)) {
      const types = this.#types.get(name) ?? new Set();
      this.#types.set(name, types);
      if (value === null) continue;
      types.add(
        typeof value === "number"
          ? Number.isInteger(value)
            ? "BIGINT"
            : "DOUBLE"
          : (TYPES[typeof value] ?? "VARCHAR"),
      );
    }
  }

  result(): ColumnTypes {
    const names = tableColumns(new Set(this.#types.keys()), FIRST);
    return Object.fromEntries(names.map((name) => [name, typeOf(this.#types.get(name)!)]));
  }
}

const TYPES: Record<string, string> = { boolean: "BOOLEAN" };

function typeOf(seen: ReadonlySet<string>): string {
  if (seen.size === 1) return [...seen][0]!;
  return seen.size === 2 && seen.has("BIGINT") && seen.has("DOUBLE") ? "DOUBLE" : "VARCHAR";
}
