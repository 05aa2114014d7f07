import { chiSquareQuantile } from "../numbers/distributions.ts";
import { normalInterval } from "../numbers/intervals.ts";
import type { Interval } from "../types.ts";
import { type Rank, rankByIntervals } from "./allowed-ranks.ts";
import { dimension } from "./bradley-terry-fit.ts";
import { finiteBound, type StrengthStatus } from "./bradley-terry-separation.ts";
import type { BradleyTerryOptions, Solution } from "./bradley-terry-solve.ts";

export type BradleyTerryItem = {
  item: string;
  /** ±Infinity where the status says so; null where the data say nothing at all. */
  strength: number | null;
  standardError: number;
  interval: Interval;
  /** Ranks within the item's part that the intervals allow. */
  rank: Rank;
  status: StrengthStatus;
  /** The connected part, an index into `parts`. */
  part: number;
  wins: number;
  losses: number;
  ties: number;
};

/**
 * Turns a fit into items, best first, on the scale and relative to the anchor that the options ask for, and the
 * covariance of their strengths in the same order.
 *
 * @param raw covariance of the fit's parameters.
 */
export function reportItems(
  solution: Solution,
  options: BradleyTerryOptions,
  raw: Float64Array,
  level: number,
  method: string,
): { items: BradleyTerryItem[]; covarianceMatrix: Float64Array } {
  const { counts, separation, position } = solution;
  const { scale = 1 } = options;
  const { offset, covariance } = anchored(solution, options, raw);
  const tally = outcomes(solution);
  const found = counts.items.map((item, i): BradleyTerryItem => {
    const at = position[i]!;
    const part = separation.part[i]!;
    const rest = { rank: { best: 1, worst: 1 }, status: separation.status[i]!, part, ...tally[i]! };
    if (at < 0) return { item, ...unbounded(solution, i, level, scale, offset[part]!), ...rest };
    const strength = scale * solution.fit.parameters[at]! + offset[part]!;
    const standardError = Math.sqrt(Math.max(0, covariance(at, at)));
    const interval = { ...normalInterval(strength, standardError, level), method };
    return { item, strength, standardError, interval, ...rest };
  });
  for (let part = 0; part < separation.parts; part++) {
    rankByIntervals(found.filter((item) => item.part === part));
  }

  const order = found.map((_, i) => i);
  const key = (i: number) => found[i]!.strength ?? Number.NEGATIVE_INFINITY;
  order.sort((x, y) => (key(x) === key(y) ? x - y : key(y) - key(x)));
  const size = order.length;
  const covarianceMatrix = new Float64Array(size * size);
  for (let r = 0; r < size; r++) {
    const x = position[order[r]!]!;
    for (let c = 0; c < size; c++) {
      const y = position[order[c]!]!;
      const known = x >= 0 && y >= 0;
      covarianceMatrix[r * size + c] = known ? covariance(x, y) : r === c ? Number.POSITIVE_INFINITY : 0;
    }
  }
  return { items: order.map((i) => found[i]!), covarianceMatrix };
}

/** What to add to the strengths of each part, and the covariance of strengths relative to the anchor. */
function anchored(
  { counts, separation, position, model, fit }: Solution,
  options: BradleyTerryOptions,
  raw: Float64Array,
) {
  const { anchor, scale = 1 } = options;
  const item = typeof anchor === "object" ? anchor.item : anchor;
  const base = typeof anchor === "object" ? anchor.strength : 0;
  const index = item === undefined ? -1 : counts.items.indexOf(item);
  const part = index < 0 ? -1 : separation.part[index]!;
  const k = index < 0 ? -1 : position[index]!;
  const offset = Float64Array.from({ length: separation.parts }, (_, p) =>
    p === part ? base - scale * fit.parameters[k]! : base,
  );
  const n = dimension(model);
  const relative = (x: number) => (part >= 0 && model.block[x] === part ? 1 : 0);
  const covariance = (x: number, y: number) => {
    let value = raw[x * n + y]!;
    const [rx, ry] = [relative(x), relative(y)];
    if (rx + ry > 0) {
      value += -ry * raw[x * n + k]! - rx * raw[k * n + y]! + rx * ry * raw[k * n + k]!;
      if (x === k || y === k) value = 0;
    }
    return scale * scale * value;
  };
  return { offset, covariance };
}

/** Strength and interval of an item that the finite fit leaves out. */
function unbounded(solution: Solution, i: number, level: number, scale: number, offset: number) {
  const { separation, position, model, fit, cells } = solution;
  const status = separation.status[i]!;
  const up = status === "above" || status === "only wins";
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  if (status === "only wins" || status === "only losses") {
    const strengths = Float64Array.from(position, (at) => (at >= 0 ? fit.parameters[at]! : Number.NaN));
    const order = model.orderEffect ? fit.parameters[model.size]! : 0;
    const logTie = model.ties === "davidson" ? fit.parameters.at(-1)! : Number.NEGATIVE_INFINITY;
    const drop = chiSquareQuantile(level, 1);
    const bound = scale * finiteBound(i, up, cells, strengths, { order, logTie }, drop) + offset;
    if (up) low = bound;
    else high = bound;
  }
  const infinite = up ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const method = Number.isFinite(low) || Number.isFinite(high) ? "one-sided likelihood ratio" : "unbounded";
  return {
    strength: status === "undetermined" ? null : infinite,
    standardError: Number.POSITIVE_INFINITY,
    interval: { low, high, level, method },
  };
}

/** Wins, losses and ties of each item, as far as the fit counts them. */
function outcomes({ counts, cells }: Solution): { wins: number; losses: number; ties: number }[] {
  const tally = counts.items.map(() => ({ wins: 0, losses: 0, ties: 0 }));
  for (let c = 0; c < cells.first.length; c++) {
    const first = tally[cells.first[c]!]!;
    const second = tally[cells.second[c]!]!;
    first.wins += cells.winsFirst[c]!;
    second.losses += cells.winsFirst[c]!;
    second.wins += cells.winsSecond[c]!;
    first.losses += cells.winsSecond[c]!;
    first.ties += cells.ties[c]!;
    second.ties += cells.ties[c]!;
  }
  return tally;
}
