/** Seeded chance, so that every demo has the same history (mulberry32). */
export interface Chance {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** True with a probability. */
  is(probability: number): boolean;
  /** True with a probability, without luck: spread so evenly that the count is right after any number of calls. */
  evenly(probability: number): boolean;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  let carried = 0.5;
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (from) => from[Math.floor(next() * from.length)]!,
    is: (probability) => next() < probability,
    evenly(probability) {
      carried += probability;
      if (carried < 1) return false;
      carried -= 1;
      return true;
    },
  };
}
