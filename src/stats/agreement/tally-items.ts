import { StatisticsError } from "../types.ts";
import { compareValues, groupRows, indexLabels, type Labels, refuseRepeats } from "./index-labels.ts";

/**
 * Who used which category how often on which item: the form from which agreement among any number of raters is
 * computed. Only non-zero counts are kept: those of item u are `category[k]` × `count[k]` for
 * start[u] ≤ k < start[u + 1].
 */
export type Tally<V> = {
  categories: readonly V[];
  items: number;
  raters: number;
  /** Ratings per item. */
  ratings: Int32Array;
  start: Int32Array;
  category: Int32Array;
  count: Int32Array;
};

/**
 * Counts categories per item in O(labels).
 *
 * @param categories all categories in their order, where some may be unused; else those that occur, ascending.
 * @throws StatisticsError `no_data`, `bad_value` (a value not among `categories`), `duplicate_label` (a rater would
 *   be compared with themself).
 */
export function tallyItems<V>(labels: Labels<V>, categories?: readonly V[]): Tally<V> {
  const table = indexLabels(labels);
  if (table.item.length === 0) throw new StatisticsError("no_data", "there are no labels");
  const groups = groupRows(table.item, table.items.length);
  refuseRepeats(table, groups);
  const place = placeCategories(table.values, categories);
  const n = table.items.length;
  const start = new Int32Array(n + 1);
  const ratings = new Int32Array(n);
  const category = new Int32Array(table.item.length);
  const count = new Int32Array(table.item.length);
  const slot = new Int32Array(place.categories.length).fill(-1);
  let used = 0;
  for (let u = 0; u < n; u++) {
    const first = used;
    for (let i = groups.start[u]!; i < groups.start[u + 1]!; i++) {
      const c = place.position[table.value[groups.rows[i]!]!]!;
      if (slot[c]! < first) {
        slot[c] = used;
        category[used] = c;
        count[used++] = 1;
      } else count[slot[c]!]!++;
    }
    start[u + 1] = used;
    ratings[u] = groups.start[u + 1]! - groups.start[u]!;
  }
  return {
    categories: place.categories,
    items: n,
    raters: table.raters.length,
    ratings,
    start,
    category: category.subarray(0, used),
    count: count.subarray(0, used),
  };
}

/** Where each value that occurs stands among the categories. */
export function placeCategories<V>(
  values: readonly V[],
  categories?: readonly V[],
): { categories: readonly V[]; position: Int32Array } {
  if (!categories) return { categories: values, position: Int32Array.from(values, (_, i) => i) };
  const at = new Map(categories.map((value, i) => [value, i]));
  if (at.size !== categories.length) {
    throw new StatisticsError("bad_option", "a category is listed twice");
  }
  const strange = values.filter((value) => !at.has(value)).sort(compareValues);
  if (strange.length > 0) {
    throw new StatisticsError("bad_value", `${strange.map(String).join(", ")} not among the categories`);
  }
  return { categories, position: Int32Array.from(values, (value) => at.get(value)!) };
}
