/** Figures of one run, in milliseconds and per second. */
export interface Figures {
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** The figures of many latencies, taken over `seconds`. */
export function figures(latencies: readonly number[], seconds: number): Figures {
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    perSecond: latencies.length / seconds,
  };
}

/** The median of each figure over several runs. */
export function medianFigures(runs: readonly Figures[]): Figures {
  const of = (name: keyof Figures) => median(runs.map((run) => run[name]));
  return { p50: of("p50"), p95: of("p95"), p99: of("p99"), perSecond: of("perSecond") };
}

/** One line of a report: what, ours, the denominator, their ratio. */
export function report(what: string, figuresOf: Record<string, string | number>): void {
  const parts = Object.entries(figuresOf).map(
    ([name, value]) => `${name} ${typeof value === "number" ? round(value) : value}`,
  );
  console.log(`${what}: ${parts.join(", ")}`);
}

const round = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));
