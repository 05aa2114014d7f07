import type { Attributes, Hidden, Json, Material } from "#content/index.ts";
import type { Mapping, Target } from "#contract/imports.ts";

/** Bounds on what one record may become; what is beyond them is refused in words. */
export const MOST = { responses: 200, examples: 1_000, columnName: 300 } as const;

/** A record of a file, as its reader gives it. */
export type Row = { [column: string]: Json };

/** An item as an importer reads it: what may be shown, and apart from it what may not. */
export interface Imported {
  externalId: string | null;
  material: Material;
  hidden: Hidden;
  attributes: Attributes;
  family: string | null;
  split: string | null;
  notes: string[];
}

/** A record that makes no item; the message says why, to a person. */
export class NotAnItem extends Error {}

/** One way in which training data is written down. */
export interface Shape {
  name: string;
  title: string;
  /** How surely these records have this shape, 0 to 1. */
  recognise(rows: readonly Row[]): number;
  /** What a lead may map: each column with what it becomes by itself, in the order of the file. */
  columns(rows: readonly Row[]): Map<string, Target>;
  /** A record as its columns have it, for the preview. */
  flatten(row: Row): Row;
  /**
   * Prepares the reading of many records.
   * @returns the items of a record: one, or several where it holds a tree
   * @throws NotAnItem (the function returned does) for a record that makes none
   */
  parser(mapping: Mapping): (row: Row) => Imported[];
}

/** The value under a name that came from outside. */
export function own(row: Row, name: string): Json | undefined {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}

/** An object, as opposed to a list, a text or nothing. */
export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Share of the rows for which something holds. */
export function share(rows: readonly Row[], holds: (row: Row) => boolean): number {
  return rows.length === 0 ? 0 : rows.filter(holds).length / rows.length;
}
