import { studentInterval } from "../numbers/intervals.ts";
import { createRandom, type Random } from "../numbers/random.ts";
import type { Interval } from "../types.ts";
import { type AlignmentCosts, bestAlignment, type SpanUnit } from "./span-alignment.ts";

/** One text: the units of each rater who worked on it (possibly none), and where it begins and ends. */
export type SpanText = { raters: SpanUnit[][]; from: number; to: number };

export type SpanGamma = {
  gamma: number;
  observedDisorder: number;
  expectedDisorder: number;
  /** Over texts; null for one text. */
  interval: Interval | null;
  /** Groups of units in the best alignments, units without partner included. */
  alignments: number;
  /** False where a text was marked too densely to be aligned exactly. */
  exact: boolean;
};

/**
 * Gamma: agreement on where units are, and on their categories, at once: 1 - observed / expected disorder.
 *
 * Source: Mathet, Widlöcher and Métivier 2015, sections 4 and 5; chance is each rater's work of the same text, shifted
 * around it (5.2), the shifts at least half a unit apart. Several texts: disorders are summed over texts, and the
 * interval is t over texts by the linearised ratio.
 */
export function spanGamma(
  texts: readonly SpanText[],
  costs: AlignmentCosts,
  options: { samples: number; seed: number; level: number },
): SpanGamma | null {
  const random = createRandom(options.seed);
  let alignments = 0;
  let exact = true;
  const rows = texts.flatMap((text) => {
    const units = text.raters.reduce((sum, list) => sum + list.length, 0);
    if (units === 0 || text.raters.length < 2) return [];
    const best = bestAlignment(text.raters, costs);
    alignments += best.alignments;
    exact &&= best.exact;
    let expected = 0;
    for (let s = 0; s < options.samples; s++) {
      const chance = shuffled(text, random);
      const drawn = chance.reduce((sum, list) => sum + list.length, 0);
      // Disorder is per unit of a rater, and a sample may draw a more or less eager rater.
      expected += ((bestAlignment(chance, costs).disorder / drawn) * units) / options.samples;
    }
    return [{ observed: best.disorder, expected, units: units / text.raters.length }];
  });
  const total = (key: "observed" | "expected" | "units") => rows.reduce((sum, row) => sum + row[key], 0);
  const [observed, expected, perRater] = [total("observed"), total("expected"), total("units")];
  if (!(expected > 0)) return null;
  const ratio = observed / expected;
  const gamma = 1 - ratio;
  const n = rows.length;
  const squares = rows.reduce((sum, row) => sum + (row.observed - ratio * row.expected) ** 2, 0);
  const error = Math.sqrt((squares * n) / (n - 1)) / expected;
  return {
    gamma,
    observedDisorder: observed / perRater,
    expectedDisorder: expected / perRater,
    interval: n > 1 ? studentInterval(gamma, error, n - 1, options.level, { max: 1 }) : null,
    alignments,
    exact,
  };
}

/** As many raters, each a random one's units, moved around the text by shifts that keep apart; never empty. */
function shuffled(text: SpanText, random: Random): SpanUnit[][] {
  const units = text.raters.flat();
  const length = text.to - text.from;
  const apart = units.reduce((sum, unit) => sum + unit.end - unit.start, 0) / units.length / 2;
  const whole = units.every((unit) => Number.isInteger(unit.start) && Number.isInteger(unit.end));
  for (;;) {
    const shifts: number[] = [];
    const moved = text.raters.map(() => {
      let shift = random.uniform() * length;
      const close = (other: number) => {
        const gap = Math.abs(other - shift);
        return Math.min(gap, length - gap) < apart;
      };
      for (let tries = 0; tries < 50 && shifts.some(close); tries++) shift = random.uniform() * length;
      if (whole) shift = Math.floor(shift);
      shifts.push(shift);
      return text.raters[random.integer(text.raters.length)]!.map(({ start, end, label }) => {
        const turned = start + shift >= text.to ? shift - length : shift;
        return { start: start + turned, end: end + turned, label };
      });
    });
    if (moved.some((list) => list.length > 0)) return moved;
  }
}
