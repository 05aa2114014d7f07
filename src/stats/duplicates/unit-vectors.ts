import { StatisticsError } from "../types.ts";
import { hashWords, stir } from "./shingles.ts";

/**
 * Texts or vectors as points on the unit sphere, whose inner product is their cosine. A text is its counts of words
 * and of pairs of neighbouring words; a text without words and a vector of zeros are the origin, similar to nothing.
 */
export type UnitVectors = {
  count: number;
  cosine: (i: number, j: number) => number;
  /** Adds point i to a running sum, and the inner product of point i with that sum. */
  addTo: (sum: Map<number, number>, i: number) => void;
  along: (sum: Map<number, number>, i: number) => number;
};

/** Points given either as texts or as vectors of one length (embeddings). */
export type Points = readonly string[] | readonly ArrayLike<number>[];

type Sparse = { at: Int32Array; value: Float64Array };

/** @throws StatisticsError `bad_value` for vectors of different lengths or entries that are no finite numbers. */
export function unitVectors(points: Points): UnitVectors {
  const rows = isTexts(points) ? points.map(countWords) : dense(points);
  const cosine = (i: number, j: number) => Math.min(1, Math.max(-1, inner(rows[i]!, rows[j]!)));
  const addTo = (sum: Map<number, number>, i: number) => {
    const { at, value } = rows[i]!;
    for (let k = 0; k < at.length; k++) sum.set(at[k]!, (sum.get(at[k]!) ?? 0) + value[k]!);
  };
  const along = (sum: Map<number, number>, i: number) => {
    const { at, value } = rows[i]!;
    let total = 0;
    for (let k = 0; k < at.length; k++) total += value[k]! * (sum.get(at[k]!) ?? 0);
    return total;
  };
  return { count: rows.length, cosine, addTo, along };
}

const isTexts = (points: Points): points is readonly string[] => typeof points[0] === "string";

/** The inner product of two rows whose places ascend. */
function inner(x: Sparse, y: Sparse): number {
  let sum = 0;
  let i = 0;
  let j = 0;
  while (i < x.at.length && j < y.at.length) {
    const gap = x.at[i]! - y.at[j]!;
    if (gap === 0) sum += x.value[i++]! * y.value[j++]!;
    else if (gap < 0) i++;
    else j++;
  }
  return sum;
}

function countWords(text: string): Sparse {
  const words = hashWords(text);
  const grams = new Int32Array(Math.max(0, 2 * words.length - 1));
  grams.set(words);
  for (let i = 0; i + 1 < words.length; i++)
    grams[words.length + i] = stir(Math.imul(words[i]!, 31) + words[i + 1]!);
  grams.sort();
  const at: number[] = [];
  const value: number[] = [];
  for (const gram of grams) {
    if (at.length > 0 && at[at.length - 1] === gram) value[value.length - 1] = value[value.length - 1]! + 1;
    else {
      at.push(gram);
      value.push(1);
    }
  }
  return normalise({ at: Int32Array.from(at), value: Float64Array.from(value) });
}

function dense(points: readonly ArrayLike<number>[]): Sparse[] {
  const width = points[0]?.length ?? 0;
  const at = Int32Array.from({ length: width }, (_, k) => k);
  return points.map((point, i) => {
    if (point.length !== width) {
      throw new StatisticsError(
        "bad_value",
        `vector ${i + 1} has ${point.length} entries, the first has ${width}`,
      );
    }
    const value = Float64Array.from(point);
    if (!value.every(Number.isFinite)) {
      throw new StatisticsError("bad_value", `vector ${i + 1} has an entry that is no finite number`);
    }
    return normalise({ at, value });
  });
}

function normalise({ at, value }: Sparse): Sparse {
  const length = Math.sqrt(value.reduce((sum, x) => sum + x * x, 0));
  return { at, value: length > 0 ? value.map((x) => x / length) : value };
}
