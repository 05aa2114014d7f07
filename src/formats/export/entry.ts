import type { Attributes, Hidden, Json, Material } from "#content/index.ts";
import type { ReleasePolicy } from "#contract/releases.ts";
import type { StoredAnswer } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";

/** One version of an answer as it is stored, with its form. Candidates are numbered as in the item. */
export interface EntryAnswer extends StoredAnswer {
  id: string;
  parentId: string | null;
  stage: string;
  /** Who answered: a number that means nothing outside the product. */
  by: string;
  n: number;
  formVersion: number;
  guideVersion: number | null;
  form: Form;
  confidence: number | null;
  /** `shownOrder[place]` = candidate. */
  shownOrder: number[];
  spans: Json;
  late: boolean;
  hash: string;
  at: string;
}

export interface EntryReview {
  id: string;
  answerId: string;
  by: string;
  decision: string;
  reason: string;
  score: number | null;
  fixedAnswerId: string | null;
  formVersion: number;
  at: string;
}

/** An item with what was decided about it: everything that a row of a release may be made of. */
export interface Entry {
  item: {
    id: string;
    position: number;
    externalId: string | null;
    family: string | null;
    split: string | null;
    attributes: Attributes;
    material: Material;
    hidden: Hidden | null;
    import: { id: string; line: number | null } | null;
    hash: string;
    at: string;
  };
  /** Which part of the release it belongs to. */
  split: string | null;
  /** The answers that count, one for each that was asked for, in the order in which they were given. */
  answers: EntryAnswer[];
  /** Versions before those. */
  earlier: EntryAnswer[];
  reviews: EntryReview[];
}

/** A row of a file: what one line holds. */
export type OutputRow = { [column: string]: Json };

/** A training or exchange format that a release can be written in. */
export interface Format {
  name: string;
  title: string;
  /** How the rows are written down. */
  container: "jsonl" | "csv" | "parquet";
  /** Its rows hold answers as they were given, whatever version of their form a release reads them as. */
  asAnswered?: true;
  /** Whether answers to a form can make rows at all. */
  fits(form: Form): boolean;
  rows(entry: Entry, policy: ReleasePolicy): OutputRow[];
  /** The columns and their types as DuckDB writes them; null: those that the rows turn out to have. */
  columns: { [column: string]: string } | null;
}

export const FILE_TYPES = {
  jsonl: "application/jsonl",
  csv: "text/csv; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
} as const satisfies Record<Format["container"], string>;
