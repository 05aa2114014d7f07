export { indexLabels, type Labels, type LabelTable } from "./index-labels.ts";
export { createRandom, type Random, shuffle } from "./random.ts";
export {
  type Comparison,
  type Interval,
  type Label,
  type Ranking,
  StatisticsError,
  type StatisticsErrorCode,
} from "./types.ts";
export {
  type BradleyTerry,
  type BradleyTerryItem,
  type BradleyTerryOptions,
  bradleyTerry,
  ELO_SCALE,
} from "./bradley-terry.ts";
export { type Comparisons, type ComparisonTable, indexComparisons, OUTCOME } from "./index-comparisons.ts";
