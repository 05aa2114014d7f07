/** A reproducible source of random numbers: the same seed gives the same stream on every machine. */
export type Random = {
  /** Uniform on [0, 1), 53 random bits. */
  uniform: () => number;
  /** Uniform 32-bit unsigned integer. */
  bits: () => number;
  /** Uniform integer in 0 … n - 1 (n at most 2^32), without the bias of a remainder. */
  integer: (n: number) => number;
  /** Standard normal. */
  normal: () => number;
};

const GOLDEN = 0x9e3779b9;

/** Spreads a seed over the state so that seeds 1, 2, 3 … give unrelated streams (the mixer of SplitMix32). */
function mix(state: number): number {
  let z = state | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/**
 * A seeded generator. Source: the sfc32 generator of C. Doty-Humphrey's PractRand (128 bits of state, period
 * at least 2^32, on average 2^127); normals by the polar method of Marsaglia and Bray 1964.
 *
 * @param seed any finite number; all its 64 bits count, so 1 and 1.5 differ.
 */
export function createRandom(seed: number): Random {
  const words = new Uint32Array(new Float64Array([seed]).buffer);
  let a = mix(words[0]! + GOLDEN);
  let b = mix(words[1]! ^ a);
  let c = mix(a + b + GOLDEN);
  let counter = 1;
  let spare = Number.NaN;

  const bits = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const uniform = () => ((bits() >>> 5) * 0x4000000 + (bits() >>> 6)) / 0x20000000000000;
  const integer = (n: number) => {
    // Lemire's rejection, in doubles: the few draws that would favour small results are drawn again.
    const limit = 0x100000000 - (0x100000000 % n);
    let x = bits();
    while (x >= limit) x = bits();
    return x % n;
  };
  const normal = () => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    let x: number, y: number, s: number;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      s = x * x + y * y;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * Math.log(s)) / s);
    spare = y * scale;
    return x * scale;
  };
  for (let i = 0; i < 12; i++) bits();
  return { uniform, bits, integer, normal };
}

/** Shuffles in place (Durstenfeld 1964). */
export function shuffle<T>(values: T[], random: Random): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = values[i]!;
    values[i] = values[j]!;
    values[j] = kept;
  }
  return values;
}
