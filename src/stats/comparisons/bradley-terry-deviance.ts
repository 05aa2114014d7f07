import { type Model, probabilities } from "./bradley-terry-fit.ts";
import type { Cells } from "./pair-counts.ts";

/** Twice the log-likelihood ratio against a model that fits every cell exactly, and its degrees of freedom. */
export type Deviance = { value: number; degreesOfFreedom: number };

/**
 * The deviance over ordered pairs as they were shown. Ties count as the model counts them: half a win each, or an
 * outcome of their own.
 */
export function devianceOf(model: Model, cells: Cells, parameters: Float64Array, free: number): Deviance {
  const { size, orderEffect } = model;
  const davidson = model.ties === "davidson";
  const o = orderEffect ? parameters[size]! : 0;
  const t = davidson ? parameters[parameters.length - 1]! : Number.NEGATIVE_INFINITY;
  const share = model.ties === "half" ? 0.5 : 0;
  let value = 0;
  for (let c = 0; c < cells.first.length; c++) {
    const ties = cells.ties[c]!;
    const wins = cells.winsFirst[c]! + share * ties;
    const losses = cells.winsSecond[c]! + share * ties;
    const total = wins + losses + (davidson ? ties : 0);
    const d = parameters[cells.first[c]!]! - parameters[cells.second[c]!]!;
    const { pa, pb, pt } = probabilities(d, o, t);
    value +=
      2 * (term(wins, total * pa) + term(losses, total * pb) + (davidson ? term(ties, total * pt) : 0));
  }
  const degreesOfFreedom = cells.first.length * (davidson ? 2 : 1) - free;
  return { value: Math.max(0, value), degreesOfFreedom };
}

const term = (observed: number, expected: number) =>
  observed === 0 ? 0 : observed * Math.log(observed / expected);
