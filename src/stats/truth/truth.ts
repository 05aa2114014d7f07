import { indexLabels, type Labels } from "../agreement/index-labels.ts";
import { type Packed, packByItem } from "../agreement/pack-by-item.ts";
import { placeCategories } from "../agreement/tally-items.ts";
import { StatisticsError } from "../types.ts";

/** What a method of truth inference says of one item. */
export type ItemTruth<V> = {
  item: string;
  /** The most probable category; of several equally probable ones, the first of `categories`. */
  value: V;
  /** Probability (or share of votes) of each category, in the order of `categories`. */
  posterior: number[];
  /** True where another category is as probable as `value`. */
  tied: boolean;
};

/** Labels as the methods read them: see `packByItem`. */
export type TruthData<V> = Packed & {
  items: readonly string[];
  raters: readonly string[];
  categories: readonly V[];
};

/** @throws StatisticsError `no_data`, `bad_value` (a value not among `categories`), `bad_option`. */
export function truthData<V>(labels: Labels<V>, listed?: readonly V[]): TruthData<V> {
  const table = indexLabels(labels);
  if (table.item.length === 0) throw new StatisticsError("no_data", "there are no labels");
  const { categories, position } = placeCategories(table.values, listed);
  const packed = packByItem(table, position, categories.length);
  return { ...packed, items: table.items, raters: table.raters, categories };
}

/** Probabilities that differ by less than this are a tie: rounding must not decide. */
const TIE = 1e-12;

/** One entry per item from posteriors row by row, items × categories. */
export function itemTruths<V>(data: TruthData<V>, posterior: Float64Array): ItemTruth<V>[] {
  const { categories, items } = data;
  const q = categories.length;
  const truths: ItemTruth<V>[] = [];
  // Filled anew for each item and copied: a copy takes a quarter of the memory of an array that grows.
  const row = Array.from({ length: q }, () => 0.5);
  for (let u = 0; u < items.length; u++) {
    row[0] = posterior[u * q]!;
    let best = 0;
    let tied = false;
    for (let c = 1; c < q; c++) {
      const p = posterior[u * q + c]!;
      row[c] = p;
      if (p > row[best]! + TIE) {
        best = c;
        tied = false;
      } else if (p > row[best]! - TIE) tied = true;
    }
    truths.push({ item: items[u]!, value: categories[best]!, posterior: row.slice(), tied });
  }
  return truths;
}

/** Share of votes for each category, items × categories: where the fitted models start. */
export function voteShares(data: TruthData<unknown>): Float64Array {
  const q = data.categories.length;
  const out = new Float64Array(data.items.length * q);
  for (let u = 0; u < data.items.length; u++) {
    const votes = data.start[u + 1]! - data.start[u]!;
    for (let i = data.start[u]!; i < data.start[u + 1]!; i++) out[u * q + (data.cell[i]! % q)]! += 1;
    for (let c = 0; c < q; c++) out[u * q + c]! /= votes;
  }
  return out;
}
