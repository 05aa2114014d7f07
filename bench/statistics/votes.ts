import { type Comparison, createRandom } from "../../src/stats/index.ts";

/** Votes between models of normal strengths, a fifth of them ties, popular models more often shown. */
export function makeVotes(count: number, models: number, seed: number): Comparison[] {
  const random = createRandom(seed);
  const names = Array.from({ length: models }, (_, i) => `model-${i}`);
  const strengths = names.map(() => random.normal());
  const draw = () => Math.floor(models * random.uniform() ** 1.5);
  return Array.from({ length: count }, () => {
    const i = draw();
    let j = draw();
    while (j === i) j = draw();
    const p = 1 / (1 + Math.exp(strengths[j]! - strengths[i]!));
    const outcome = random.uniform() < 0.2 ? "tie" : random.uniform() < p ? "a" : "b";
    return { a: names[i]!, b: names[j]!, outcome };
  });
}

/** The same votes as arena-rank reads them. */
export const toArenaCsv = (votes: readonly Comparison[]): string =>
  `model_a,model_b,winner\n${votes
    .map(({ a, b, outcome }) => `${a},${b},${outcome === "tie" ? "tie" : `model_${outcome}`}`)
    .join("\n")}\n`;
