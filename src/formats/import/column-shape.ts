import type { Target } from "#contract/imports.ts";
import { LIMITS } from "../read/record.ts";
import { type Addition, columnParser } from "./build-item.ts";
import { guessColumns } from "./guess-columns.ts";
import { MOST, NotAnItem, type Row, type Shape } from "./shape.ts";

/** How many examples of one record say what its columns are. */
const SAMPLED = 20;

/** What a shape of plain columns says of itself. */
export interface ColumnShape {
  name: string;
  title: string;
  recognise(targets: ReadonlySet<Target>, rows: readonly Row[]): number;
  /** Changes what names and values suggest. */
  adjust?(targets: Map<string, Target>): void;
  /** Lifts nested values to columns of their own before anything else. */
  flatten?(row: Row): Row;
  /** One record may hold several; each is read by itself. */
  unfold?(row: Row): Iterable<Row>;
  add?(row: Row): Addition;
}

/** A shape in which each column of a record becomes one thing. */
export function columnShape({ name, title, recognise, ...of }: ColumnShape): Shape {
  const unfold = (row: Row, most: number) => {
    const rows: Row[] = [];
    for (const one of of.unfold?.(row) ?? [row]) {
      if (rows.length === most) break;
      rows.push(of.flatten?.(one) ?? one);
    }
    return rows;
  };
  const columns = (rows: readonly Row[]) => {
    const flat = rows.flatMap((row) => unfold(row, SAMPLED));
    const targets = guessColumns(namesIn(flat), flat);
    of.adjust?.(targets);
    return targets;
  };
  return {
    name,
    title,
    recognise: (rows) => recognise(new Set(columns(rows).values()), rows),
    columns,
    flatten: (row) => unfold(row, 1)[0] ?? {},
    parser(mapping) {
      const parse = columnParser(mapping, of.add);
      if (!of.unfold && !of.flatten) return parse;
      return (row) => {
        const rows = unfold(row, MOST.examples + 1);
        if (rows.length > MOST.examples)
          throw new NotAnItem(`holds more than ${MOST.examples} examples: give each a line of its own`);
        return rows.flatMap(parse);
      };
    },
  };
}

/**
 * The names that occur in records and can be mapped, in the order of their first appearance. What is beyond the
 * bounds is kept as metadata, as every column without a mapping is.
 */
function namesIn(rows: readonly Row[]): string[] {
  const names = new Set<string>();
  for (const row of rows) {
    for (const name of Object.keys(row)) {
      if (names.size === LIMITS.columns) return [...names];
      if (name.length <= MOST.columnName) names.add(name);
    }
  }
  return [...names];
}
