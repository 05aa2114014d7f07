/**
 * The kinds of rounds, and the one place that says whether a round's answers count: for acceptance, the item's
 * state, progress, reports, exports and releases.
 */
export const roundKinds = {
  normal: { counts: true },
  "top-up": { counts: true },
  calibration: { counts: false },
  "re-review": { counts: false },
  teaching: { counts: false },
  exam: { counts: false },
  control: { counts: false },
  repeat: { counts: false },
  campaign: { counts: false },
} as const;

export type RoundKind = keyof typeof roundKinds;
