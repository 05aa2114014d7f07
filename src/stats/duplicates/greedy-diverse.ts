import { StatisticsError } from "../types.ts";
import { type Points, unitVectors } from "./unit-vectors.ts";

export type Diverse = {
  /** Indices of the chosen points, the first being the most central. */
  chosen: number[];
  /** For each chosen point its distance (1 - cosine) from those chosen before; 0 for the first. */
  distances: number[];
  /** The greatest distance of any point from its nearest chosen one: how well the set is covered. */
  radius: number;
};

/**
 * A diverse subset: each further point is the one farthest from all chosen so far. Source: Gonzalez 1985, Theoretical
 * Computer Science 38; where distances obey the triangle inequality, as angles do, the covering angle is at most
 * twice the best possible. Texts are compared by their counts of words and word pairs, vectors by cosine. Time:
 * size × points. Deterministic: ties go to the first.
 *
 * @throws StatisticsError `no_data` without points, `bad_option` unless size is a whole number from 1 up; `bad_value`
 * as `unitVectors`. A size above the number of points chooses all.
 */
export function greedyDiverse(points: Points, { size }: { size: number }): Diverse {
  const n = points.length;
  if (n === 0) throw new StatisticsError("no_data", "there is no point to choose from");
  if (!(Number.isInteger(size) && size > 0)) {
    throw new StatisticsError("bad_option", `a size is a whole number from 1 up, not ${size}`);
  }
  const vectors = unitVectors(points);
  const sum = new Map<number, number>();
  for (let i = 0; i < n; i++) vectors.addTo(sum, i);
  let next = 0;
  let central = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const along = vectors.along(sum, i);
    if (along > central) {
      central = along;
      next = i;
    }
  }
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const chosen: number[] = [];
  const distances: number[] = [];
  while (chosen.length < Math.min(size, n)) {
    distances.push(chosen.length === 0 ? 0 : nearest[next]!);
    chosen.push(next);
    nearest[next] = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) nearest[i] = Math.min(nearest[i]!, 1 - vectors.cosine(i, chosen.at(-1)!));
    next = 0;
    for (let i = 1; i < n; i++) if (nearest[i]! > nearest[next]!) next = i;
  }
  return { chosen, distances, radius: Math.max(0, nearest[next]!) };
}
