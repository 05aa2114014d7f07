import { checkLevel, normalInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { type Deviance, devianceOf } from "./bradley-terry-deviance.ts";
import { covarianceOf, dimension } from "./bradley-terry-fit.ts";
import { type BradleyTerryItem, reportItems } from "./bradley-terry-items.ts";
import { type BradleyTerryOptions, type Solution, solveCounts } from "./bradley-terry-solve.ts";
import type { Comparisons } from "./index-comparisons.ts";
import { countPairs } from "./pair-counts.ts";

export type { BradleyTerryItem, BradleyTerryOptions };

/** Points per unit of log-odds on the Elo scale, where 400 points mean odds of ten to one. */
export const ELO_SCALE = 400 / Math.LN10;

export type ModelParameter = { estimate: number; standardError: number; interval: Interval };

export type BradleyTerry = {
  /** Best first. */
  items: BradleyTerryItem[];
  /** Row-major, in the order of `items`, in squared units of `scale`; infinite for strengths without an estimate. */
  covariance: Float64Array;
  /** Davidson's ν with its logarithm; ν = 0 without standard error where nothing was tied. Null in other modes. */
  tie: { nu: number; log: ModelParameter | null } | null;
  /** Log-odds that being shown first adds, in log-odds (not scaled). Null without `orderEffect`. */
  order: ModelParameter | null;
  logLikelihood: number;
  /** Over ordered pairs as shown. */
  deviance: Deviance;
  /** Over pairs whatever the order shown; null with an order effect. */
  pooledDeviance: Deviance | null;
  /** The items of each connected part. Strengths of different parts cannot be compared. */
  parts: string[][];
  onlyWins: string[];
  onlyLosses: string[];
  l2: number;
  iterations: number;
  gradientNorm: number;
  converged: boolean;
};

/**
 * Strengths of items from pairwise comparisons, by maximum likelihood: log-odds that i beats j = strength i -
 * strength j (+ order effect). Newton's method on pair counts; states whether it reached a gradient of the
 * log-likelihood of infinity norm 1e-10 (1e-15 times the largest cell, where cells exceed 100,000 votes).
 *
 * Sources: Bradley and Terry 1952, Biometrika 39; ties: Davidson 1970, JASA 65, eq. 2.4; order: Davidson and Beaver
 * 1977, Biometrics 33; covariance: White 1982, Econometrica 50. Assumes votes that are independent given strengths.
 *
 * Degenerate input: items without a finite estimate get ±Infinity, a status and a one-sided likelihood interval
 * against the rest, which is fitted without them (that is the limit of the fit); l2 > 0 makes all finite.
 *
 * @throws StatisticsError `no_data` without votes; `not_identified` for a graph in several parts (unless `parts` is
 * `separate`), votes that are all ties under Davidson's model, or an order or tie parameter that runs away.
 */
export function bradleyTerry(comparisons: Comparisons, options: BradleyTerryOptions = {}): BradleyTerry {
  return report(solveCounts(countPairs(comparisons), options), options);
}

function report(solution: Solution, options: BradleyTerryOptions): BradleyTerry {
  const { scale = 1, covariance = "hessian", weights = "counts", level = 0.95, l2 = 0 } = options;
  checkLevel(level);
  if (!(scale > 0)) throw new StatisticsError("bad_option", `a scale is positive, not ${scale}`);
  if (weights === "importance" && covariance !== "sandwich") {
    throw new StatisticsError("bad_option", "sampling weights need the sandwich covariance");
  }
  const { counts, separation, model, fit, inner, fitted } = solution;
  const products = weights === "importance" && fitted.squares ? { ...fitted, ...fitted.squares } : fitted;
  const raw = covarianceOf(model, fit, covariance === "sandwich" ? products : null);
  const n = dimension(model);
  const method = `normal, ${covariance}`;
  const parameter = (index: number): ModelParameter => {
    const estimate = fit.parameters[index]!;
    const standardError = Math.sqrt(raw[index * n + index]!);
    return {
      estimate,
      standardError,
      interval: { ...normalInterval(estimate, standardError, level), method },
    };
  };
  const order = model.orderEffect ? parameter(model.size) : null;
  const logTie = model.ties === "davidson" ? parameter(n - 1) : null;
  const { items, covarianceMatrix } = reportItems(solution, options, raw, level, method);

  const free = n - new Set(model.block).size;
  const penalty = (l2 / 2) * fit.parameters.subarray(0, model.size).reduce((sum, x) => sum + x * x, 0);
  const parts: string[][] = Array.from({ length: separation.parts }, () => []);
  for (const [i, item] of counts.items.entries()) parts[separation.part[i]!]!.push(item);
  const named = (status: string) => items.filter((i) => i.status === status).map((i) => i.item);
  return {
    items,
    covariance: covarianceMatrix,
    tie: options.ties === "davidson" ? { nu: logTie ? Math.exp(logTie.estimate) : 0, log: logTie } : null,
    order,
    logLikelihood: fit.value + penalty,
    deviance: devianceOf(model, inner, fit.parameters, free),
    pooledDeviance: order ? null : devianceOf(model, fitted, fit.parameters, free),
    parts,
    onlyWins: named("only wins").sort(),
    onlyLosses: named("only losses").sort(),
    l2,
    iterations: fit.iterations,
    gradientNorm: fit.gradientNorm,
    converged: fit.converged,
  };
}
