import type { Target } from "#contract/imports.ts";
import { type Addition, columnParser } from "./build-item.ts";
import { guessColumns } from "./guess-columns.ts";
import { own, type Row, type Shape } from "./shape.ts";

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
  unfold?(row: Row): Row[];
  add?(row: Row): Addition;
}

/** A shape in which each column of a record becomes one thing. */
export function columnShape({ name, title, recognise, ...of }: ColumnShape): Shape {
  const unfold = (row: Row) => (of.unfold?.(row) ?? [row]).map((one) => of.flatten?.(one) ?? one);
  const columns = (rows: readonly Row[]) => {
    const flat = rows.flatMap(unfold);
    const targets = guessColumns(namesIn(flat), flat);
    of.adjust?.(targets);
    return targets;
  };
  return {
    name,
    title,
    recognise: (rows) => recognise(new Set(columns(rows).values()), rows),
    columns,
    read: (row, column) => own(unfold(row)[0] ?? {}, column),
    parser(mapping) {
      const parse = columnParser(mapping, of.add);
      if (!of.unfold && !of.flatten) return parse;
      return (row) => unfold(row).flatMap(parse);
    },
  };
}

/** All names that occur in records, in the order of their first appearance. */
export function namesIn(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}
