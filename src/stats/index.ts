export { acceptanceSampling, type SamplingPlan } from "./acceptance-sampling.ts";
export { type Bootstrap, type BootstrapOptions, bootstrap } from "./bootstrap.ts";
export {
  type BradleyTerry,
  type BradleyTerryItem,
  type BradleyTerryOptions,
  bradleyTerry,
  ELO_SCALE,
} from "./bradley-terry.ts";
export { type BradleyTerryBootstrap, bradleyTerryBootstrap } from "./bradley-terry-bootstrap.ts";
export { brennanPrediger } from "./brennan-prediger.ts";
export { type Calibration, calibration, type SideBias, type Verdict } from "./calibration.ts";
export { type CohenKappa, cohenKappa } from "./cohen-kappa.ts";
export { compareWinRates, type WinRateDifference } from "./compare-win-rates.ts";
export { type ConfidenceSequence, confidenceSequence } from "./confidence-sequence.ts";
export { type ChartPoint, type ChartSignal, type ControlChart, controlChart } from "./control-chart.ts";
export { cosineDuplicates } from "./cosine-duplicates.ts";
export { type DawidSkene, type DawidSkeneOptions, dawidSkene } from "./dawid-skene.ts";
export { type DistinctN, distinctN } from "./distinct-n.ts";
export { type EloOptions, type EloRating, elo } from "./elo.ts";
export { type FleissKappa, fleissKappa } from "./fleiss-kappa.ts";
export { type Glad, glad } from "./glad.ts";
export { type Diverse, greedyDiverse } from "./greedy-diverse.ts";
export { gwetAC } from "./gwet-ac.ts";
export { holm } from "./holm.ts";
export { type Comparisons, type ComparisonTable, indexComparisons, OUTCOME } from "./index-comparisons.ts";
export { indexLabels, type Labels, type LabelTable } from "./index-labels.ts";
export {
  type IntraclassCorrelation,
  type IntraclassModel,
  intraclassCorrelation,
} from "./intraclass-correlation.ts";
export { type JudgeCorrected, judgeCorrected, type Rate } from "./judge-corrected.ts";
export { type KendallTau, kendallTau } from "./kendall-tau.ts";
export { type KendallW, kendallW } from "./kendall-w.ts";
export { type KrippendorffAlpha, krippendorffAlpha } from "./krippendorff-alpha.ts";
export { type LengthBias, type LengthComparison, lengthBias } from "./length-bias.ts";
export {
  type LengthControlledWinRate,
  type LengthRow,
  lengthControlledWinRate,
} from "./length-controlled-win-rate.ts";
export { type Mace, type MaceOptions, mace } from "./mace.ts";
export { type MajorityVote, majorityVote } from "./majority-vote.ts";
export { type ManyFacetRasch, manyFacetRasch } from "./many-facet-rasch.ts";
export { type McNemar, mcNemar, type PairedCounts } from "./mcnemar.ts";
export { type MinHashOptions, minHash, minHashSimilarity } from "./min-hash.ts";
export { type Duplicates, nearDuplicates } from "./near-duplicates.ts";
export { type NextPair, nextPair, type PairState } from "./next-pair.ts";
export { type PairedDifference, pairedBootstrap } from "./paired-bootstrap.ts";
export { type PassAtK, type PassCount, passAtK } from "./pass-at-k.ts";
export { type PercentAgreement, percentAgreement } from "./percent-agreement.ts";
export { type PlackettLuce, type PlackettLuceOptions, plackettLuce } from "./plackett-luce.ts";
export { type PositionBias, positionBias, type RatedComparison } from "./position-bias.ts";
export { type PredictionPowered, predictionPowered } from "./prediction-powered.ts";
export { createRandom, type Random, shuffle } from "./random.ts";
export { type Facet, type RaterSeverity, raterSeverity, type Score } from "./rater-severity.ts";
export { type Reliability, type ReliabilityBin, reliabilityCurve } from "./reliability-curve.ts";
export { type RemainingDefects, remainingDefects } from "./remaining-defects.ts";
export { type Retest, retest } from "./retest.ts";
export { type RubricScore, rubricScore } from "./rubric-score.ts";
export { sampleSize } from "./sample-size.ts";
export { scottPi } from "./scott-pi.ts";
export { type SelfSimilarity, selfSimilarity } from "./self-similarity.ts";
export { type SignTest, signTest } from "./sign-test.ts";
export { type SoftPreference, softPreference } from "./soft-preference.ts";
export { type Span, type SpanAgreement, type SpanOptions, spanAgreement } from "./span-agreement.ts";
export { type Spearman, spearman } from "./spearman.ts";
export { type Split, type SplitRow, stratifiedSplit } from "./stratified-split.ts";
export {
  type StyleControlled,
  type StyleOptions,
  styleContrast,
  styleControlled,
} from "./style-controlled.ts";
export type { ItemTruth } from "./truth.ts";
export {
  type Comparison,
  type Interval,
  type Label,
  type Ranking,
  StatisticsError,
  type StatisticsErrorCode,
} from "./types.ts";
export type { Points } from "./unit-vectors.ts";
export { type WeightedVote, weightedVote } from "./weighted-vote.ts";
export { type Outcome, type OutcomeCounts, type Outcomes, type WinRate, winRate } from "./win-rate.ts";
