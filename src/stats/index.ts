export {
  type BradleyTerry,
  type BradleyTerryItem,
  type BradleyTerryOptions,
  bradleyTerry,
  ELO_SCALE,
} from "./bradley-terry.ts";
export { brennanPrediger } from "./brennan-prediger.ts";
export { type CohenKappa, cohenKappa } from "./cohen-kappa.ts";
export { type FleissKappa, fleissKappa } from "./fleiss-kappa.ts";
export { gwetAC } from "./gwet-ac.ts";
export { type Comparisons, type ComparisonTable, indexComparisons, OUTCOME } from "./index-comparisons.ts";
export { indexLabels, type Labels, type LabelTable } from "./index-labels.ts";
export { type KrippendorffAlpha, krippendorffAlpha } from "./krippendorff-alpha.ts";
export { type PercentAgreement, percentAgreement } from "./percent-agreement.ts";
export { createRandom, type Random, shuffle } from "./random.ts";
export { scottPi } from "./scott-pi.ts";
export {
  type Comparison,
  type Interval,
  type Label,
  type Ranking,
  StatisticsError,
  type StatisticsErrorCode,
} from "./types.ts";
