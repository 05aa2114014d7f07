import type { Maximum } from "../numbers/newton.ts";
import { StatisticsError } from "../types.ts";
import { dimension, fitCells, type Model } from "./bradley-terry-fit.ts";
import { type Separation, separate } from "./bradley-terry-separation.ts";
import { type Cells, type PairCounts, poolCells, selectCells } from "./pair-counts.ts";

export type BradleyTerryOptions = {
  /** How ties count: half a win for both (default), by Davidson's model with a parameter of its own, or not at all. */
  ties?: "half" | "davidson" | "exclude";
  /** Ridge penalty (l2 / 2) · Σ strength², on the log-odds scale; 0 (default) is maximum likelihood. */
  l2?: number;
  /** What the strengths are relative to: an item at 0 or at `strength`; default: mean 0. In units of `scale`. */
  anchor?: string | { item?: string; strength: number };
  /** Adds the advantage of being shown first (playing at home). */
  orderEffect?: boolean;
  /** `hessian` (default) trusts the model; `sandwich` holds where it is wrong, and for ties counted half. */
  covariance?: "hessian" | "sandwich";
  /** Units per log-odds of 1; default 1. `ELO_SCALE` for points. */
  scale?: number;
  /** Weights repeat a vote (`counts`, default) or correct the sampling of pairs (`importance`; needs the sandwich). */
  weights?: "counts" | "importance";
  /** A graph in several parts is refused (default), or each part is centred by itself. */
  parts?: "refuse" | "separate";
  level?: number;
};

/** A fitted model on its own scale: what `bradleyTerry` reports and what replicates of it need. */
export type Solution = {
  counts: PairCounts;
  cells: Cells;
  separation: Separation;
  /** Position of each item in the fit, or -1 outside the core. */
  position: Int32Array;
  model: Model;
  fit: Maximum;
  /** The cells of the fit, as shown. */
  inner: Cells;
  /** What was fitted: `inner`, or the same without the order shown where that has no effect. */
  fitted: Cells;
};

/** The fit behind `bradleyTerry`, on counts. */
export function solveCounts(counts: PairCounts, options: BradleyTerryOptions): Solution {
  const { ties = "half", l2 = 0, orderEffect = false, parts = "refuse", anchor } = options;
  if (!(l2 >= 0 && Number.isFinite(l2))) {
    throw new StatisticsError("bad_option", `l2 is 0 or positive, not ${l2}`);
  }
  const cells = ties === "exclude" ? withoutTies(counts) : counts;
  const size = counts.items.length;
  const tied = cells.ties.some((t) => t > 0);
  const decided = cells.winsFirst.some((w) => w > 0) || cells.winsSecond.some((w) => w > 0);
  if (size === 0 || !(tied || decided)) throw new StatisticsError("no_data", "there is no vote to fit");
  if (ties === "davidson" && !decided) {
    throw new StatisticsError("not_identified", "every vote is a tie: count ties half");
  }

  const anchorItem = typeof anchor === "object" ? anchor.item : anchor;
  const anchorIndex = anchorItem === undefined ? -1 : counts.items.indexOf(anchorItem);
  if (anchorItem !== undefined && anchorIndex < 0) {
    throw new StatisticsError("bad_option", `the anchor "${anchorItem}" was never compared`);
  }
  const pooled = poolCells(cells, size);
  const separation = separate(size, pooled, l2 > 0, anchorIndex);
  if (separation.parts > 1 && parts === "refuse") {
    const examples = [0, 1].map((p) => counts.items[separation.part.indexOf(p)]);
    const told = `the comparisons fall into ${separation.parts} parts, such as those of "${examples.join('" and "')}"`;
    throw new StatisticsError("not_identified", `${told}: compare across, or set parts to "separate"`);
  }

  const position = new Int32Array(size).fill(-1);
  let used = 0;
  for (let i = 0; i < size; i++) if (separation.status[i] === "estimated") position[i] = used++;
  const whole = used === size;
  const inner = whole ? cells : restrict(cells, position);
  const fitted = orderEffect ? inner : whole ? pooled : restrict(pooled, position);
  const block = new Int32Array(used);
  for (let i = 0; i < size; i++) if (position[i]! >= 0) block[position[i]!] = separation.part[i]!;
  const innerTied = fitted.ties.some((t) => t > 0);
  const model: Model = {
    size: used,
    block,
    blocks: separation.parts,
    l2,
    orderEffect,
    ties: !innerTied ? "none" : ties === "davidson" ? "davidson" : "half",
  };
  const fit = fitCells(model, fitted);
  if (!fit.definite || flat(model, fit, fitted)) {
    const told = "a strength, the order effect or the tie parameter has no finite estimate";
    throw new StatisticsError(
      "not_identified",
      `${told}: drop orderEffect, count ties half, or collect more votes`,
    );
  }
  return { counts, cells, separation, position, model, fit, inner, fitted };
}

/** The cells between items that have a position, and these positions for the items. */
function restrict(cells: Cells, position: Int32Array): Cells {
  return selectCells(
    cells,
    (c) => position[cells.first[c]!]! >= 0 && position[cells.second[c]!]! >= 0,
    position,
  );
}

/**
 * Whether a parameter ran away until the likelihood was flat around it. Where the answer is finite, its curvature is
 * of the size of the smallest vote count, for every parameter.
 */
function flat(model: Model, fit: Maximum, { winsFirst, winsSecond, ties }: Cells): boolean {
  let smallest = Number.POSITIVE_INFINITY;
  for (const column of [winsFirst, winsSecond, ties]) {
    for (const votes of column) if (votes > 0 && votes < smallest) smallest = votes;
  }
  const n = dimension(model);
  for (let i = model.size; i < n; i++) if (fit.factor[i * n + i]! ** 2 < 1e-6 * smallest) return true;
  return fit.parameters.some((p) => Math.abs(p) > 30);
}

function withoutTies(counts: PairCounts): Cells {
  const decided = selectCells(counts, (c) => counts.winsFirst[c]! + counts.winsSecond[c]! > 0);
  decided.ties.fill(0);
  decided.squares?.ties.fill(0);
  return decided;
}
