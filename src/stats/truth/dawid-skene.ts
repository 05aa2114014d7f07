import type { Labels } from "../agreement/index-labels.ts";
import { StatisticsError } from "../types.ts";
import { type ItemTruth, itemTruths, type TruthData, truthData, voteShares } from "./truth.ts";

export type DawidSkene<V> = {
  categories: readonly V[];
  items: ItemTruth<V>[];
  raters: {
    rater: string;
    /** `confusion[i][j]`: probability of label j where the truth is i; rows sum to 1. */
    confusion: number[][];
    /** Expected number of the rater's labels per true category. A row without any is uniform: nothing is known. */
    support: number[];
    /** Probability of a right label on an item drawn from the class shares. */
    accuracy: number;
  }[];
  /** Class shares. */
  shares: number[];
  logLikelihood: number;
  iterations: number;
  converged: boolean;
};

export type DawidSkeneOptions<V> = {
  categories?: readonly V[];
  /** Stop when an iteration gains less log-likelihood than this per label. */
  tolerance?: number;
  maxIterations?: number;
  /** Added to each cell of each confusion matrix; 0 is maximum likelihood. */
  smoothing?: number;
  /** Items of known category: they are not inferred, and teach the raters' matrices. */
  known?: Readonly<Record<string, V>>;
};

/**
 * Truth and raters' confusion matrices together, by maximum likelihood with the EM algorithm from the shares of
 * votes.
 *
 * Source: Dawid and Skene 1979, Applied Statistics 28, 20-28, equations 2.3 to 2.5 and 3.1. Assumes that, given the
 * true category, labels are independent and an item's difficulty does not matter. A rater may label an item several
 * times; each label counts. EM finds a local maximum, the one next to the majority. Takes O(labels × categories) per
 * iteration.
 *
 * @throws StatisticsError `no_data`, `bad_value` (a label or known value not among the categories), `bad_option`.
 */
export function dawidSkene<V>(labels: Labels<V>, options: DawidSkeneOptions<V> = {}): DawidSkene<V> {
  const { tolerance = 1e-10, maxIterations = 10_000, smoothing = 0 } = options;
  if (!(tolerance >= 0 && maxIterations >= 1 && smoothing >= 0)) {
    throw new StatisticsError("bad_option", "tolerance, iterations and smoothing are not negative");
  }
  const data = truthData(labels, options.categories);
  const q = data.categories.length;
  const known = knownCodes(data, options.known);
  const posterior = voteShares(data);
  pin(posterior, known, q);
  const counts = new Float64Array(data.raters.length * q * q);
  const confusion = new Float64Array(counts.length);
  const shares = new Float64Array(q);
  collect(data, posterior, counts);
  let logLikelihood = Number.NEGATIVE_INFINITY;
  let converged = false;
  let iterations = 0;
  while (!converged && iterations < maxIterations) {
    iterations++;
    estimate(data, posterior, counts, confusion, shares, smoothing);
    counts.fill(0);
    const reached = expect(data, confusion, shares, known, posterior, counts);
    converged = reached - logLikelihood < tolerance * data.cell.length;
    logLikelihood = reached;
  }
  return {
    categories: data.categories,
    items: itemTruths(data, posterior),
    raters: describeRaters(data, confusion, counts, shares),
    shares: [...shares],
    logLikelihood,
    iterations,
    converged,
  };
}

/** Code of each item's known category, or -1. Names that no label carries are passed over. */
function knownCodes<V>(data: TruthData<V>, known: Readonly<Record<string, V>> = {}): Int32Array {
  const codes = new Int32Array(data.items.length).fill(-1);
  const values = new Map(Object.entries(known));
  if (values.size === 0) return codes;
  data.items.forEach((item, u) => {
    if (!values.has(item)) return;
    codes[u] = data.categories.indexOf(values.get(item)!);
    if (codes[u] < 0)
      throw new StatisticsError("bad_value", `known value of "${item}" is not among the categories`);
  });
  return codes;
}

function pin(posterior: Float64Array, known: Int32Array, q: number): void {
  for (let u = 0; u < known.length; u++) {
    if (known[u]! >= 0) for (let c = 0; c < q; c++) posterior[u * q + c] = Number(c === known[u]);
  }
}

/** Adds each label's posterior to its cell: counts[cell × q + true category]. */
function collect(data: TruthData<unknown>, posterior: Float64Array, counts: Float64Array): void {
  const q = data.categories.length;
  for (let u = 0; u < data.items.length; u++) {
    for (let i = data.start[u]!; i < data.start[u + 1]!; i++) {
      const at = data.cell[i]! * q;
      for (let c = 0; c < q; c++) counts[at + c]! += posterior[u * q + c]!;
    }
  }
}

/** Class shares and confusion matrices from posteriors (equations 2.3 and 2.4). */
function estimate(
  data: TruthData<unknown>,
  posterior: Float64Array,
  counts: Float64Array,
  confusion: Float64Array,
  shares: Float64Array,
  smoothing: number,
): void {
  const q = data.categories.length;
  shares.fill(0);
  for (let u = 0; u < data.items.length; u++) {
    for (let c = 0; c < q; c++) shares[c]! += posterior[u * q + c]!;
  }
  for (let c = 0; c < q; c++) shares[c]! /= data.items.length;
  for (let r = 0; r < data.raters.length; r++) {
    for (let c = 0; c < q; c++) {
      let sum = 0;
      for (let v = 0; v < q; v++) sum += counts[(r * q + v) * q + c]! + smoothing;
      for (let v = 0; v < q; v++) {
        const at = (r * q + v) * q + c;
        confusion[at] = sum > 0 ? (counts[at]! + smoothing) / sum : 1 / q;
      }
    }
  }
}

/** Below this a product of probabilities may have lost digits, and is formed again with care. */
const SMALL = 1e-200;

/** Posteriors from the parameters (equation 2.5), and at once the counts for the next step; log-likelihood. */
function expect(
  data: TruthData<unknown>,
  confusion: Float64Array,
  shares: Float64Array,
  known: Int32Array,
  posterior: Float64Array,
  counts: Float64Array,
): number {
  const { start, cell } = data;
  const q = data.categories.length;
  const product = new Float64Array(q);
  let logLikelihood = 0;
  for (let u = 0; u < data.items.length; u++) {
    const from = start[u]!;
    const to = start[u + 1]!;
    for (let c = 0; c < q; c++) product[c] = known[u]! < 0 || known[u] === c ? shares[c]! : 0;
    for (let i = from; i < to; i++) {
      const at = cell[i]! * q;
      for (let c = 0; c < q; c++) product[c]! *= confusion[at + c]!;
    }
    let sum = 0;
    for (let c = 0; c < q; c++) sum += product[c]!;
    if (sum > SMALL) logLikelihood += Math.log(sum);
    else {
      for (let c = 0; c < q; c++) product[c] = known[u]! < 0 || known[u] === c ? shares[c]! : 0;
      logLikelihood += scaledProduct(cell.subarray(from, to), confusion, product);
      sum = 0;
      for (let c = 0; c < q; c++) sum += product[c]!;
    }
    // A label that its rater's matrix rules out everywhere (a pinned item can do that) leaves the votes' say.
    for (let c = 0; c < q; c++) {
      const p = sum > 0 ? product[c]! / sum : posterior[u * q + c]!;
      product[c] = p;
      posterior[u * q + c] = p;
    }
    for (let i = from; i < to; i++) {
      const at = cell[i]! * q;
      for (let c = 0; c < q; c++) counts[at + c]! += product[c]!;
    }
  }
  return logLikelihood;
}

/** The product of an item's labels in place, kept in range label by label; the logarithm of its sum, 0 if none. */
function scaledProduct(
  cells: Int32Array | Float64Array,
  confusion: Float64Array,
  product: Float64Array,
): number {
  const q = product.length;
  let log = 0;
  for (const cell of cells) {
    let sum = 0;
    for (let c = 0; c < q; c++) {
      product[c]! *= confusion[cell * q + c]!;
      sum += product[c]!;
    }
    if (sum === 0) return 0;
    for (let c = 0; c < q; c++) product[c]! /= sum;
    log += Math.log(sum);
  }
  return log;
}

function describeRaters(
  data: TruthData<unknown>,
  confusion: Float64Array,
  counts: Float64Array,
  shares: Float64Array,
): DawidSkene<unknown>["raters"] {
  const q = data.categories.length;
  const codes = data.categories.map((_, c) => c);
  return data.raters.map((rater, r) => {
    const at = (truth: number, label: number) => (r * q + label) * q + truth;
    return {
      rater,
      confusion: codes.map((i) => codes.map((j) => confusion[at(i, j)]!)),
      support: codes.map((i) => codes.reduce((sum, j) => sum + counts[at(i, j)]!, 0)),
      accuracy: codes.reduce((sum, i) => sum + shares[i]! * confusion[at(i, i)]!, 0),
    };
  });
}
