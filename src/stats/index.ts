export { brennanPrediger } from "./agreement/brennan-prediger.ts";
export { type CohenKappa, cohenKappa } from "./agreement/cohen-kappa.ts";
export { type FleissKappa, fleissKappa } from "./agreement/fleiss-kappa.ts";
export { gwetAC } from "./agreement/gwet-ac.ts";
export { indexLabels, type Labels, type LabelTable } from "./agreement/index-labels.ts";
export {
  type IntraclassCorrelation,
  type IntraclassModel,
  intraclassCorrelation,
} from "./agreement/intraclass-correlation.ts";
export { type KendallTau, kendallTau } from "./agreement/kendall-tau.ts";
export { type KendallW, kendallW } from "./agreement/kendall-w.ts";
export { type KrippendorffAlpha, krippendorffAlpha } from "./agreement/krippendorff-alpha.ts";
export { type PercentAgreement, percentAgreement } from "./agreement/percent-agreement.ts";
export { scottPi } from "./agreement/scott-pi.ts";
export {
  type Span,
  type SpanAgreement,
  type SpanOptions,
  spanAgreement,
} from "./agreement/span-agreement.ts";
export { type Spearman, spearman } from "./agreement/spearman.ts";
export {
  type BradleyTerry,
  type BradleyTerryItem,
  type BradleyTerryOptions,
  bradleyTerry,
  ELO_SCALE,
} from "./comparisons/bradley-terry.ts";
export { type BradleyTerryBootstrap, bradleyTerryBootstrap } from "./comparisons/bradley-terry-bootstrap.ts";
export { compareWinRates, type WinRateDifference } from "./comparisons/compare-win-rates.ts";
export { type ConfidenceSequence, confidenceSequence } from "./comparisons/confidence-sequence.ts";
export { type EloOptions, type EloRating, elo } from "./comparisons/elo.ts";
export {
  type Comparisons,
  type ComparisonTable,
  indexComparisons,
  OUTCOME,
} from "./comparisons/index-comparisons.ts";
export { type LengthBias, type LengthComparison, lengthBias } from "./comparisons/length-bias.ts";
export {
  type LengthControlledWinRate,
  type LengthRow,
  lengthControlledWinRate,
} from "./comparisons/length-controlled-win-rate.ts";
export { type McNemar, mcNemar, type PairedCounts } from "./comparisons/mcnemar.ts";
export { type NextPair, nextPair, type PairState } from "./comparisons/next-pair.ts";
export { type PlackettLuce, type PlackettLuceOptions, plackettLuce } from "./comparisons/plackett-luce.ts";
export { type PositionBias, positionBias, type RatedComparison } from "./comparisons/position-bias.ts";
export { type SignTest, signTest } from "./comparisons/sign-test.ts";
export { type SoftPreference, softPreference } from "./comparisons/soft-preference.ts";
export {
  type StyleControlled,
  type StyleOptions,
  styleContrast,
  styleControlled,
} from "./comparisons/style-controlled.ts";
export {
  type Outcome,
  type OutcomeCounts,
  type Outcomes,
  type WinRate,
  winRate,
} from "./comparisons/win-rate.ts";
export { cosineDuplicates } from "./duplicates/cosine-duplicates.ts";
export { type DistinctN, distinctN } from "./duplicates/distinct-n.ts";
export { type Diverse, greedyDiverse } from "./duplicates/greedy-diverse.ts";
export { type MinHashOptions, minHash, minHashSimilarity } from "./duplicates/min-hash.ts";
export { type Duplicates, nearDuplicates } from "./duplicates/near-duplicates.ts";
export { type SelfSimilarity, selfSimilarity } from "./duplicates/self-similarity.ts";
export { type Split, type SplitRow, stratifiedSplit } from "./duplicates/stratified-split.ts";
export type { Points } from "./duplicates/unit-vectors.ts";
export { type Bootstrap, type BootstrapOptions, bootstrap } from "./numbers/bootstrap.ts";
export { holm } from "./numbers/holm.ts";
export { type PairedDifference, pairedBootstrap } from "./numbers/paired-bootstrap.ts";
export { createRandom, type Random, shuffle } from "./numbers/random.ts";
export { sampleSize } from "./numbers/sample-size.ts";
export { acceptanceSampling, type SamplingPlan } from "./quality/acceptance-sampling.ts";
export { type Calibration, calibration, type SideBias, type Verdict } from "./quality/calibration.ts";
export {
  type ChartPoint,
  type ChartSignal,
  type ControlChart,
  controlChart,
} from "./quality/control-chart.ts";
export { type JudgeCorrected, judgeCorrected, type Rate } from "./quality/judge-corrected.ts";
export { type ManyFacetRasch, manyFacetRasch } from "./quality/many-facet-rasch.ts";
export { type PassAtK, type PassCount, passAtK } from "./quality/pass-at-k.ts";
export { type PredictionPowered, predictionPowered } from "./quality/prediction-powered.ts";
export { type Facet, type RaterSeverity, raterSeverity, type Score } from "./quality/rater-severity.ts";
export { type Reliability, type ReliabilityBin, reliabilityCurve } from "./quality/reliability-curve.ts";
export { type RemainingDefects, remainingDefects } from "./quality/remaining-defects.ts";
export { type Retest, retest } from "./quality/retest.ts";
export { type RubricScore, rubricScore } from "./quality/rubric-score.ts";
export { type DawidSkene, type DawidSkeneOptions, dawidSkene } from "./truth/dawid-skene.ts";
export { type Glad, glad } from "./truth/glad.ts";
export { type Mace, type MaceOptions, mace } from "./truth/mace.ts";
export { type MajorityVote, majorityVote } from "./truth/majority-vote.ts";
export type { ItemTruth } from "./truth/truth.ts";
export { type WeightedVote, weightedVote } from "./truth/weighted-vote.ts";
export {
  type Comparison,
  type Interval,
  type Label,
  type Ranking,
  StatisticsError,
  type StatisticsErrorCode,
} from "./types.ts";
