import { StatisticsError } from "../types.ts";

/** A measurement, or `hits` of `n` in a period. */
export type ChartPoint = number | { hits: number; n: number };

export type ChartSignal = {
  /** Position in the series. */
  index: number;
  rule: "beyond 3 sigma" | "2 of 3 beyond 2 sigma" | "4 of 5 beyond 1 sigma" | "8 on one side";
  side: "above" | "below";
};

export type ControlChart = {
  kind: "individuals" | "proportions";
  center: number;
  points: { value: number; sigma: number; low: number; high: number }[];
  signals: ChartSignal[];
  /** Whether any rule fired: has this person changed? */
  changed: boolean;
};

/**
 * A Shewhart chart of one person's (or project's) series, with the rules of Western Electric.
 *
 * Source: Montgomery 2013, Introduction to Statistical Quality Control, 7th edition: individuals by the mean moving
 * range over 2 / √π (equation 6.33), proportions by p(1 - p) / n with limits for each n (section 7.2), rules of
 * section 5.3.4. Limits are 3 sigma; limits of proportions are clipped to 0 and 1. Assumes independent points, for
 * individuals nearly normal ones; all four rules together signal about once in 90 points where nothing changed.
 *
 * @param baseline how many points from the start define what is normal; all by default.
 * @throws StatisticsError `no_data`, `too_few_items` (a baseline of fewer than two points), `bad_value` (kinds
 *   mixed, not finite, impossible counts).
 */
export function controlChart(
  series: readonly ChartPoint[],
  { baseline = series.length }: { baseline?: number } = {},
): ControlChart {
  if (series.length === 0) throw new StatisticsError("no_data", "the series is empty");
  const size = Math.min(baseline, series.length);
  if (!(size >= 2)) throw new StatisticsError("too_few_items", "the baseline needs two points");
  const counts = series.filter((point) => typeof point !== "number");
  if (counts.length !== 0 && counts.length !== series.length) {
    throw new StatisticsError("bad_value", "measurements and counts do not mix");
  }
  const kind = counts.length === 0 ? "individuals" : "proportions";
  const { center, sigmas, values } =
    kind === "proportions" ? proportions(counts, size) : individuals(series as readonly number[], size);
  const points = values.map((value, i) => {
    const sigma = sigmas[i]!;
    const low = center - 3 * sigma;
    const high = center + 3 * sigma;
    if (kind === "individuals") return { value, sigma, low, high };
    return { value, sigma, low: Math.max(0, low), high: Math.min(1, high) };
  });
  const scores = points.map(({ value, sigma }) => standardise(value - center, sigma));
  const signals = findSignals(scores);
  return { kind, center, points, signals, changed: signals.length > 0 };
}

/** A gap in sigmas; without any variation in the baseline every gap is infinite. */
function standardise(gap: number, sigma: number): number {
  if (gap === 0) return 0;
  return sigma === 0 ? gap * Number.POSITIVE_INFINITY : gap / sigma;
}

function individuals(values: readonly number[], size: number) {
  if (!values.every(Number.isFinite)) throw new StatisticsError("bad_value", "a measurement is not finite");
  let sum = values[0]!;
  let range = 0;
  for (let i = 1; i < size; i++) {
    sum += values[i]!;
    range += Math.abs(values[i]! - values[i - 1]!);
  }
  const sigma = ((range / (size - 1)) * Math.sqrt(Math.PI)) / 2;
  return { center: sum / size, sigmas: values.map(() => sigma), values };
}

function proportions(counts: readonly { hits: number; n: number }[], size: number) {
  for (const { hits, n } of counts) {
    if (!(n > 0 && hits >= 0 && hits <= n))
      throw new StatisticsError("bad_value", `${hits} of ${n} is no share`);
  }
  const start = counts.slice(0, size);
  const center = start.reduce((sum, c) => sum + c.hits, 0) / start.reduce((sum, c) => sum + c.n, 0);
  return {
    center,
    sigmas: counts.map(({ n }) => Math.sqrt((center * (1 - center)) / n)),
    values: counts.map(({ hits, n }) => hits / n),
  };
}

/** At each point, the first rule that fires on either side. */
function findSignals(scores: readonly number[]): ChartSignal[] {
  const rules = [
    { rule: "beyond 3 sigma", window: 1, need: 1, limit: 3 },
    { rule: "2 of 3 beyond 2 sigma", window: 3, need: 2, limit: 2 },
    { rule: "4 of 5 beyond 1 sigma", window: 5, need: 4, limit: 1 },
    { rule: "8 on one side", window: 8, need: 8, limit: 0 },
  ] as const;
  return scores.flatMap((score, index) => {
    const sign = Math.sign(score);
    const fired = rules.find(({ window, need, limit }) => {
      if (index + 1 < window || !(score * sign > limit)) return false;
      const recent = scores.slice(index + 1 - window, index + 1);
      return recent.filter((s) => s * sign > limit).length >= need;
    });
    return fired
      ? [{ index, rule: fired.rule, side: sign > 0 ? ("above" as const) : ("below" as const) }]
      : [];
  });
}
