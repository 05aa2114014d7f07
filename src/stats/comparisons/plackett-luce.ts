import { invert } from "../numbers/cholesky.ts";
import { checkLevel, normalInterval } from "../numbers/intervals.ts";
import { maximise } from "../numbers/newton.ts";
import { type Interval, type Ranking, StatisticsError } from "../types.ts";
import { type Rank, rankByIntervals } from "./allowed-ranks.ts";
import { connectedParts, strongComponents } from "./comparison-graph.ts";
import { addChoice, type Choice } from "./plackett-luce-choice.ts";

export type PlackettLuceOptions = {
  /**
   * Adds to each item this many wins and losses against a ghost of strength 0, which makes every strength finite;
   * default 0 (maximum likelihood). The R package PlackettLuce adds 0.5.
   */
  pseudo?: number;
  /** The item whose log-worth is 0; default: mean 0. */
  anchor?: string;
  level?: number;
};

export type PlackettLuce = {
  /** Best first. `strength` is the log-worth; worths sum to 1. */
  items: {
    item: string;
    strength: number;
    standardError: number;
    interval: Interval;
    rank: Rank;
    worth: number;
  }[];
  /** For each number of items that tied, how common such ties are: δ, its logarithm and the error of that. */
  ties: { order: number; delta: number; log: number; standardError: number }[];
  logLikelihood: number;
  rankings: number;
  iterations: number;
  gradientNorm: number;
  converged: boolean;
};

/**
 * Worths of items from rankings, complete or partial, with ties of any order, by maximum likelihood. A ranking is a
 * sequence of choices: the chance that tier S is chosen among the items left is δ_|S| (Π worth)^(1/|S|) over the sum
 * of the same over all subsets of up to D items, D being the largest tie seen; δ_1 = 1.
 *
 * Sources: Plackett 1975, Applied Statistics 24; Luce 1959; ties: Turner, van Etten, Firth and Kosmidis 2020,
 * Computational Statistics 35, eq. 2; for two items this is the model of Davidson 1970. Errors from the Hessian.
 * Cost: Σ length² · D per Newton step. Assumes independent rankings.
 *
 * @throws StatisticsError `no_data` without a ranking of two items; `bad_value` for an item twice in a ranking; and
 * with `pseudo` 0 `not_identified` for items in parts that no ranking connects, or of which some always come before
 * the rest; or where every choice is a tie.
 */
export function plackettLuce(rankings: readonly Ranking[], options: PlackettLuceOptions = {}): PlackettLuce {
  const { pseudo = 0, anchor, level = 0.95 } = options;
  checkLevel(level);
  const { items, choices, used } = choicesOf(rankings);
  const size = items.length;
  if (choices.length === 0) throw new StatisticsError("no_data", "there is no ranking of two items or more");
  const orders = [...new Set(choices.map((c) => c.chosen))].sort((x, y) => x - y);
  if (orders[0] !== 1) throw new StatisticsError("not_identified", "every choice is a tie");
  if (!(pseudo > 0)) checkGraph(items, choices);
  const tied = orders.filter((order) => order > 1);
  const n = size + tied.length;

  const fit = maximise(
    {
      size: n,
      tolerance: choices.length * 1e-13,
      evaluate: (parameters, gradient, hessian) => {
        gradient.fill(0);
        hessian.fill(0);
        let sum = 0;
        for (const choice of choices) sum += addChoice(choice, tied, size, parameters, gradient, hessian);
        if (pseudo > 0) {
          for (let i = 0; i < size; i++) {
            const p = 1 / (1 + Math.exp(-parameters[i]!));
            sum += pseudo * (Math.log(p) + Math.log1p(-p));
            gradient[i] = gradient[i]! + pseudo * (1 - 2 * p);
            hessian[i * n + i] = hessian[i * n + i]! + 2 * pseudo * p * (1 - p);
          }
        }
        return sum;
      },
      addShift: (hessian) => {
        if (pseudo > 0) return;
        for (let i = 0; i < size; i++)
          for (let j = 0; j <= i; j++) hessian[i * n + j] = hessian[i * n + j]! + 1;
      },
    },
    new Float64Array(n),
  );
  if (!fit.definite || fit.parameters.some((p) => Math.abs(p) > 30)) {
    throw new StatisticsError(
      "not_identified",
      "a worth or a tie parameter has no finite estimate: set pseudo",
    );
  }

  const covariance = invert(fit.factor, n);
  const zero = anchor === undefined ? -1 : items.indexOf(anchor);
  if (anchor !== undefined && zero < 0) {
    throw new StatisticsError("bad_option", `the anchor "${anchor}" was never ranked`);
  }
  const theta = fit.parameters.subarray(0, size);
  const contrast = contrastCovariance(covariance, n, size, zero);
  const mean = zero < 0 ? theta.reduce((sum, x) => sum + x, 0) / size : theta[zero]!;
  const largest = theta.reduce((max, x) => Math.max(max, x), Number.NEGATIVE_INFINITY);
  const mass = theta.reduce((sum, x) => sum + Math.exp(x - largest), 0);
  const found = items.map((item, i) => {
    const strength = theta[i]! - mean;
    const standardError = Math.sqrt(Math.max(0, contrast(i)));
    const interval = { ...normalInterval(strength, standardError, level), method: "normal, hessian" };
    const worth = Math.exp(theta[i]! - largest) / mass;
    return { item, strength, standardError, interval, rank: { best: 1, worst: 1 }, worth };
  });
  rankByIntervals(found);
  found.sort((x, y) => y.strength - x.strength || (x.item < y.item ? -1 : 1));
  return {
    items: found,
    ties: tied.map((order, k) => {
      const log = fit.parameters[size + k]!;
      const at = (size + k) * n + size + k;
      return { order, delta: Math.exp(log), log, standardError: Math.sqrt(covariance[at]!) };
    }),
    logLikelihood: fit.value,
    rankings: used,
    iterations: fit.iterations,
    gradientNorm: fit.gradientNorm,
    converged: fit.converged,
  };
}

/** The variance of strength i minus the strength of item `zero`, or minus the mean of all where `zero` is -1. */
function contrastCovariance(covariance: Float64Array, n: number, size: number, zero: number) {
  if (zero >= 0) {
    return (i: number) =>
      i === zero ? 0 : covariance[i * n + i]! - 2 * covariance[i * n + zero]! + covariance[zero * n + zero]!;
  }
  const rows = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) rows[i] = rows[i]! + covariance[i * n + j]! / size;
    total += rows[i]! / size;
  }
  return (i: number) => covariance[i * n + i]! - 2 * rows[i]! + total;
}

/** Rankings as choices among what is left, items ascending by name; choices without an alternative are left out. */
function choicesOf(rankings: readonly Ranking[]): { items: string[]; choices: Choice[]; used: number } {
  const items = [...new Set(rankings.flatMap((ranking) => ranking.tiers.flat()))].sort();
  const numbers = new Map(items.map((item, i) => [item, i]));
  const seen: number[] = [];
  const choices: Choice[] = [];
  let used = 0;
  rankings.forEach(({ tiers }, row) => {
    const left = Int32Array.from(tiers.flat(), (item) => numbers.get(item)!);
    for (const i of left) {
      if (seen[i] === row + 1) {
        throw new StatisticsError("bad_value", `ranking ${row + 1}: "${items[i]}" stands there twice`);
      }
      seen[i] = row + 1;
    }
    if (left.length > 1) used++;
    let at = 0;
    for (const tier of tiers) {
      const alternatives = left.subarray(at);
      if (tier.length > 0 && alternatives.length > 1) choices.push({ alternatives, chosen: tier.length });
      at += tier.length;
    }
  });
  return { items, choices, used };
}

function checkGraph(items: readonly string[], choices: readonly Choice[]): void {
  const from: number[] = [];
  const to: number[] = [];
  for (const { alternatives, chosen } of choices) {
    const first = alternatives[0]!;
    for (let k = 1; k < chosen; k++) {
      from.push(first, alternatives[k]!);
      to.push(alternatives[k]!, first);
    }
    for (let k = chosen; k < alternatives.length; k++) {
      from.push(first);
      to.push(alternatives[k]!);
    }
  }
  const edges = { size: items.length, from: Int32Array.from(from), to: Int32Array.from(to) };
  if (connectedParts(edges).parts > 1) {
    throw new StatisticsError(
      "not_identified",
      "the rankings fall into parts that share no item: set pseudo",
    );
  }
  const { component, components } = strongComponents(edges);
  if (components === 1) return;
  const sizes = new Map<number, number>();
  for (const c of component) sizes.set(c, (sizes.get(c) ?? 0) + 1);
  const smallest = [...sizes].sort((x, y) => x[1] - y[1])[0]![0];
  const name = items[component.indexOf(smallest)];
  const told = `"${name}" always comes before or always after some others`;
  throw new StatisticsError("not_identified", `${told}: set pseudo to 0.5, or leave it out`);
}
