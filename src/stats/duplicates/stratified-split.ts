import { createClusters } from "../numbers/clusters.ts";
import { createRandom, shuffle } from "../numbers/random.ts";
import { StatisticsError } from "../types.ts";
import { nearDuplicates } from "./near-duplicates.ts";

/** One row to be split. Rows of one `group` (a conversation, a family of translations) stay together. */
export type SplitRow = { id: string; stratum?: string; group?: string; text?: string };

export type Split = {
  /** Part of each row, in the order given. */
  parts: string[];
  /** Rows per stratum and part. */
  counts: Record<string, Record<string, number>>;
  /** Groups of two and more rows that were kept together, by id. */
  together: string[][];
};

/**
 * Splits rows into parts (training, test, …) so that each stratum is split in the given shares, as closely as groups
 * allow, and rows that belong together end up in one part: those of one `group`, and near-duplicates by text
 * (`nearDuplicates`), so that a test row has no double among the training rows. Groups go, in an order drawn by seed
 * with the large ones first, to the part that lacks most of its share (Sechidis, Tsoumakas and Vlahavas 2011, iterative
 * stratification). Depends on ids and seed, not on the order of rows.
 *
 * @param shares part → share, summing to 1. `threshold`: similarity from which texts are near-duplicates, default 0.8.
 * @throws StatisticsError `no_data` without rows, `bad_option` for shares that do not sum to 1, `bad_value` for an id
 * that occurs twice.
 */
export function stratifiedSplit(
  rows: readonly SplitRow[],
  { shares, seed, threshold = 0.8 }: { shares: Record<string, number>; seed: number; threshold?: number },
): Split {
  const names = Object.keys(shares);
  const total = names.reduce((sum, name) => sum + shares[name]!, 0);
  if (!(Math.abs(total - 1) < 1e-9 && names.every((name) => shares[name]! >= 0))) {
    throw new StatisticsError("bad_option", `shares are from 0 up and sum to 1, not to ${total}`);
  }
  if (rows.length === 0) throw new StatisticsError("no_data", "there is no row to split");
  const order = rows.map((_, i) => i).sort((x, y) => (rows[x]!.id < rows[y]!.id ? -1 : 1));
  for (let k = 1; k < order.length; k++) {
    const id = rows[order[k]!]!.id;
    if (id === rows[order[k - 1]!]!.id) throw new StatisticsError("bad_value", `the id "${id}" occurs twice`);
  }

  const clusters = createClusters(rows.length);
  const firstOf = new Map<string, number>();
  order.forEach((row, k) => {
    const { group } = rows[row]!;
    if (group === undefined) return;
    const first = firstOf.get(group);
    if (first === undefined) firstOf.set(group, k);
    else clusters.join(first, k);
  });
  const texts = order.map((row) => rows[row]!.text ?? "");
  for (const { a, b } of nearDuplicates(texts, { threshold }).pairs) clusters.join(a, b);

  const members = new Map<number, number[]>();
  order.forEach((row, k) => {
    const top = clusters.root(k);
    const group = members.get(top);
    if (group) group.push(row);
    else members.set(top, [row]);
  });
  const groups = shuffle([...members.values()], createRandom(seed)).sort((x, y) => y.length - x.length);

  const sizes = new Map<string, number>();
  const stratumOf = (row: number) => rows[row]!.stratum ?? "";
  for (let row = 0; row < rows.length; row++) sizes.set(stratumOf(row), (sizes.get(stratumOf(row)) ?? 0) + 1);
  const counts: Split["counts"] = {};
  for (const stratum of [...sizes.keys()].sort()) {
    counts[stratum] = Object.fromEntries(names.map((name) => [name, 0]));
  }
  const overall = new Map(names.map((name) => [name, 0]));
  const parts = new Array<string>(rows.length);
  for (const group of groups) {
    let chosen = names[0]!;
    let greatest = Number.NEGATIVE_INFINITY;
    for (const name of names) {
      let need = 0;
      for (const row of group) {
        const stratum = stratumOf(row);
        need += (shares[name]! * sizes.get(stratum)! - counts[stratum]![name]!) / group.length;
      }
      // What is missing overall decides between parts that lack the same, so that small strata do not pile up.
      need += 1e-6 * (shares[name]! * rows.length - overall.get(name)!);
      if (shares[name]! > 0 && need > greatest) {
        greatest = need;
        chosen = name;
      }
    }
    for (const row of group) {
      parts[row] = chosen;
      const stratum = counts[stratumOf(row)]!;
      stratum[chosen] = stratum[chosen]! + 1;
    }
    overall.set(chosen, overall.get(chosen)! + group.length);
  }
  const together = [...members.values()]
    .filter((g) => g.length > 1)
    .map((g) => g.map((row) => rows[row]!.id));
  return { parts, counts, together };
}
