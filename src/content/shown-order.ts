import type { Material } from "./material.ts";

/**
 * The order in which one reader sees an item's candidates.
 *
 * A base permutation is drawn per item from `seed` (the item's id) and rotated by `ordinal` (which of the item's
 * slots this is), so that over an item's readers each candidate stands in each place equally often (a cyclic Latin
 * square), and over items every order is equally likely.
 *
 * @param seed any text; equal seeds give equal base permutations
 * @param ordinal 0-based number of the slot among the slots of the item
 * @param count how many candidates
 * @returns `order[place] = candidate`: a permutation of 0…count-1
 */
export function shownOrder(seed: string, ordinal: number, count: number): number[] {
  const base = Array.from({ length: count }, (_, i) => i);
  let state = fnv1a(seed);
  for (let i = count - 1; i > 0; i--) {
    state = mix(state + 0x9e3779b9);
    const j = state % (i + 1);
    [base[i], base[j]] = [base[j]!, base[i]!];
  }
  return base.map((_, place) => base[(place + ordinal) % count]!);
}

/** Material as one reader sees it: the candidates in their order, everything else as it is. */
export function arrange(material: Material, order: readonly number[]): Material {
  if (!material.candidates) return material;
  return { ...material, candidates: order.map((candidate) => material.candidates![candidate]!) };
}

/** The inverse of an order: `placeOf[candidate] = place`. */
export function invert(order: readonly number[]): number[] {
  const inverse = new Array<number>(order.length);
  order.forEach((candidate, place) => {
    inverse[candidate] = place;
  });
  return inverse;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Finaliser of MurmurHash3: spreads every input bit over every output bit. */
function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
