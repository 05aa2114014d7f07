import { type Interval, StatisticsError } from "../types.ts";
import { normalCdf, normalQuantile } from "./distributions.ts";
import { checkLevel, quantileOfSorted } from "./intervals.ts";
import { createRandom } from "./random.ts";

export type BootstrapOptions<T> = {
  replicates: number;
  seed: number;
  /**
   * The unit that is drawn: rows with one key stay together, the key being a field ("item", "rater") or what a
   * function of the row returns. Default: each row by itself.
   */
  by?: (keyof T & string) | ((row: T) => string);
  level?: number;
};

export type Bootstrap = {
  estimate: number;
  /** Standard deviation of the replicates. */
  standardError: number;
  /** Mean of the replicates minus the estimate. */
  bias: number;
  percentile: Interval;
  bca: Interval;
  /** The statistic of each replicate, ascending. */
  replicates: Float64Array;
  /** Units that were drawn: rows, or clusters. */
  units: number;
  /** Replicates on which the statistic is undefined (it threw or was not finite); left out of everything else. */
  undefinedReplicates: number;
};

/** Above this many units the jackknife deletes groups of them, 1,000 in all, so that its cost stays linear. */
const JACKKNIFE_GROUPS = 1000;

/**
 * Intervals for any statistic by resampling rows, or clusters of rows (`by`), with replacement. Sources: Efron 1979,
 * Annals of Statistics 7 (percentile); Efron 1987, JASA 82 (BCa, with the jackknife acceleration of eq. 6.6); Davison
 * and Hinkley 1997, section 3.8 (clusters). Assumes that units are exchangeable and, for clusters, that there are
 * many (some 20 or more). BCa corrects bias and skewness; both fall short of their level in small samples.
 *
 * Cost: replicates + min(units, 1000) evaluations of the statistic. Reproducible by seed.
 *
 * @param statistic a pure function of rows; it gets rows in any multiplicity and must not change the array.
 * @throws StatisticsError `no_data` without rows, `bad_option` for fewer than 2 replicates, `bad_value` where the
 * statistic is undefined on the data or on more than half of the replicates.
 */
export function bootstrap<T>(
  statistic: (rows: readonly T[]) => number,
  data: readonly T[],
  { replicates: count, seed, by, level = 0.95 }: BootstrapOptions<T>,
): Bootstrap {
  checkLevel(level);
  if (!(Number.isInteger(count) && count >= 2)) {
    throw new StatisticsError("bad_option", `replicates is a whole number from 2 up, not ${count}`);
  }
  if (data.length === 0) throw new StatisticsError("no_data", "there is no row to resample");
  const units = unitsOf(data, by);
  const estimate = statistic(data);
  if (!Number.isFinite(estimate)) {
    throw new StatisticsError("bad_value", `the statistic of the data is ${estimate}`);
  }

  const random = createRandom(seed);
  const found: number[] = [];
  for (let r = 0; r < count; r++) {
    const rows: T[] = [];
    for (let i = 0; i < units.length; i++) {
      const unit = units[random.integer(units.length)]!;
      for (let k = 0; k < unit.length; k++) rows.push(unit[k]!);
    }
    const value = attempt(statistic, rows);
    if (value !== null) found.push(value);
  }
  if (found.length * 2 < count) {
    const told = `the statistic is undefined on ${count - found.length} of ${count} replicates`;
    throw new StatisticsError("bad_value", told);
  }

  const replicates = Float64Array.from(found).sort();
  const mean = replicates.reduce((sum, x) => sum + x, 0) / replicates.length;
  const squares = replicates.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const tail = (1 - level) / 2;
  const between = (low: number, high: number, method: string): Interval => ({
    low: quantileOfSorted(replicates, low),
    high: quantileOfSorted(replicates, high),
    level,
    method,
  });
  const [low, high] = bcaTails(replicates, estimate, acceleration(statistic, units), tail);
  return {
    estimate,
    standardError: Math.sqrt(squares / Math.max(1, replicates.length - 1)),
    bias: mean - estimate,
    percentile: between(tail, 1 - tail, "percentile bootstrap"),
    bca: between(low, high, "bca bootstrap"),
    replicates,
    units: units.length,
    undefinedReplicates: count - found.length,
  };
}

function unitsOf<T>(data: readonly T[], by: BootstrapOptions<T>["by"]): T[][] {
  if (!by) return data.map((row) => [row]);
  const clusters = new Map<string, T[]>();
  for (const row of data) {
    const key = typeof by === "function" ? by(row) : String(row[by]);
    const rows = clusters.get(key);
    if (rows) rows.push(row);
    else clusters.set(key, [row]);
  }
  return [...clusters.values()];
}

function attempt<T>(statistic: (rows: readonly T[]) => number, rows: readonly T[]): number | null {
  try {
    const value = statistic(rows);
    return Number.isFinite(value) ? value : null;
  } catch (error) {
    if (error instanceof StatisticsError) return null;
    throw error;
  }
}

/** The levels of the percentiles that BCa takes instead of tail and 1 - tail. */
function bcaTails(sorted: Float64Array, estimate: number, a: number, tail: number): [number, number] {
  let below = 0;
  let equal = 0;
  for (const x of sorted) {
    if (x < estimate) below++;
    else if (x === estimate) equal++;
  }
  const n = sorted.length;
  // Replicates all on one side would make the correction infinite; half a replicate stands on the other.
  const share = Math.min(1 - 0.5 / n, Math.max(0.5 / n, (below + equal / 2) / n));
  const z0 = normalQuantile(share);
  const moved = (p: number) => {
    const z = z0 + normalQuantile(p);
    return 1 - a * z > 0 ? normalCdf(z0 + z / (1 - a * z)) : z > 0 ? 1 : 0;
  };
  return [moved(tail), moved(1 - tail)];
}

/** Efron's acceleration from leaving out one unit (or one group of units) at a time; 0 where nothing varies. */
function acceleration<T>(statistic: (rows: readonly T[]) => number, units: readonly T[][]): number {
  const groups = Math.min(units.length, JACKKNIFE_GROUPS);
  if (groups < 2) return 0;
  const values: number[] = [];
  for (let g = 0; g < groups; g++) {
    const from = Math.floor((g * units.length) / groups);
    const to = Math.floor(((g + 1) * units.length) / groups);
    const rows: T[] = [];
    for (let i = 0; i < units.length; i++) {
      if (i < from || i >= to) for (const row of units[i]!) rows.push(row);
    }
    const value = attempt(statistic, rows);
    if (value !== null) values.push(value);
  }
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  let squares = 0;
  let cubes = 0;
  for (const x of values) {
    squares += (mean - x) ** 2;
    cubes += (mean - x) ** 3;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}
