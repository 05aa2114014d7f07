import type { z } from "zod";
import type { Attributes, Json, Material, Message } from "#content/index.ts";

/** How values of a question may be compared: which agreement coefficient fits, and whether a mean makes sense. */
export type Scale = "nominal" | "ordinal" | "interval" | "ranking" | "text";

/** What a value may refer to: how many candidates the reader was shown. */
export interface Shape {
  candidates: number;
}

/** What a form may refer to of an item. */
export interface AskedOf extends Shape {
  attributes: Attributes;
}

/** One judgement between two candidates (numbers as stored in the item). A tie names both sides all the same. */
export interface Pair {
  better: number;
  worse: number;
  tie: boolean;
  /** How much better, 1 = slightly; ties have 0. */
  strength: number;
  /** Neither side is acceptable. */
  bothBad?: boolean;
}

/** What training data can be made of the values of a question. */
export type Gift = "completion" | "pairs" | "verdict";

/** An option or a step of a scale as it is stored, and how people read it. */
export type Single = string | number;
export interface Choice {
  value: Single;
  label: string;
}

/** Something to answer. Everything that other code may want to know of a kind is a property of it. */
export interface QuestionKind<Settings = unknown, Value = unknown> {
  /** Version of the stored value; `migrate` lifts older ones. */
  version: number;
  scale: Scale;
  /** What a lead can set; parsing an empty object gives usable defaults. */
  settings: z.ZodType<Settings>;
  /** The schema of a complete answer, with messages that a trainer understands. */
  value(settings: Settings, shape: Shape): z.ZodType<Value>;
  /**
   * Rewrites references to candidates, so that what a reader saw first can be stored as what it is. Drafts pass
   * through here too: parts of the value may be missing.
   */
  remap?(value: Value, map: (candidate: number) => number): Value;
  /**
   * Flat columns for tables: CSV, Parquet, filters; strings, numbers, booleans or null. A key is what follows the
   * question's name and a dot; "" is the plain value under the name alone.
   */
  columns(value: Value, settings: Settings): Record<string, Json>;
  /** The text in a value, for word diffs and search. */
  text(value: Value): string;
  /** Which of the next three its values have under these settings; nothing where left out. */
  gives?(settings: Settings): Gift[];
  /** Messages that a model could be trained on. */
  completion?(value: Value, settings: Settings): Message[];
  /**
   * What a condition of a later question may name; without it, the value itself or each member of a list. Never a
   * candidate's number, since the same condition is asked before and after `remap`. The value may be a draft.
   */
  facets?(value: Value): Json[];
  /** Judgements between candidates. */
  pairs?(value: Value, settings: Settings): Pair[];
  /** Whether the (first) response is good, bad or neither, for unpaired preference. */
  verdict?(value: Value, settings: Settings): boolean | null;
  /** The single values that an answer is made of, where they are few: options, or the steps of a scale. */
  choices?(settings: Settings): Choice[];
  /** Rewrites each single value; null where one has no counterpart. The rest of the value stays. */
  mapChoices?(value: Value, map: (single: Single) => Single | null): unknown;
  /** Lifts a stored value of an older version. */
  migrate(version: number, value: unknown): unknown;
}

/** Something to read. */
export interface FieldKind<Settings = unknown, Value = unknown> {
  version: number;
  settings: z.ZodType<Settings>;
  /** Picks what is shown out of the item; null where the item has none, and then the field is left out. */
  read(settings: Settings, material: Material, attributes: Record<string, unknown>): Value | null;
}
