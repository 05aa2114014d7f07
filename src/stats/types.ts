/** One judgement: a rater gave an item a value. Missing data is simply an absent row. */
export type Label<V = string> = { item: string; rater: string; value: V };

/** One vote between two things. The order of `a` and `b` is the order in which they were shown. */
export type Comparison = { a: string; b: string; outcome: "a" | "b" | "tie"; weight?: number };

/** One ranking: best tier first, ties within a tier. */
export type Ranking = { rater?: string; tiers: string[][] };

/** How sure a number is. `method` names the construction, e.g. "wilson" or "percentile bootstrap". */
export type Interval = { low: number; high: number; level: number; method: string };

export type StatisticsErrorCode =
  /** No rows at all, or none that the method can use. */
  | "no_data"
  /** The method compares items, raters or groups, and there are too few of them. */
  | "too_few_items"
  | "too_few_raters"
  /** Chance agreement is certain (everyone always used one category), so the coefficient is 0 / 0. */
  | "no_variation"
  /** A value outside the domain of the method: NaN, a negative where only a size makes sense, and so on. */
  | "bad_value"
  | "bad_option"
  /** One rater labelled one item twice where the method has a place for one label. */
  | "duplicate_label"
  /** The data cannot determine what is asked, e.g. a comparison graph in several parts. */
  | "not_identified"
  /** A balanced design is needed and some cells are missing. */
  | "incomplete_design";

/** Thrown where a method is undefined for its input; a number is never NaN in silence. */
export class StatisticsError extends Error {
  override readonly name = "StatisticsError";
  readonly code: StatisticsErrorCode;

  constructor(code: StatisticsErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
