"""Computes what the library computed with the reference packages; prints the largest difference of each method."""

import json
import logging
import sys
import warnings

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import statsmodels.api as sm
from crowdkit.aggregation import GLAD, MACE, DawidSkene, MajorityVote
from irrCAC.raw import CAC
from irrCAC.table import CAC as TableCAC
from mpmath import mp, mpf
from pyannote.core import Segment
from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum
from scipy import stats
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
mp.dps = 30
EXACT = 1e-9
FITTED = 1e-6
worst = {}
limits = {}


def compare(name, ours, reference, limit=EXACT):
    ours = np.asarray(ours, dtype=float).ravel()
    reference = np.asarray(reference, dtype=float).ravel()
    assert ours.shape == reference.shape, (name, ours.shape, reference.shape)
    gap = float(np.max(np.abs(ours - reference) / np.maximum(1, np.abs(reference)))) if len(ours) else 0.0
    worst[name] = max(worst.get(name, 0.0), gap)
    limits[name] = limit


def matrix(rows):
    """Items by raters, NaN where missing, in order of first appearance."""
    frame = pd.DataFrame(rows)
    table = frame.pivot(index="item", columns="rater", values="value")
    return table.loc[frame.item.unique(), frame.rater.unique()]


IRRCAC = {"none": "identity", "linear": "linear", "quadratic": "quadratic"}


def check_agreement(case):
    table = matrix(case["rows"])
    categories = list(range(1, case["categories"] + 1))
    for level, ours in case["alpha"].items():
        reference = krippendorff.alpha(table.T.values, level_of_measurement=level)
        compare(f"krippendorffAlpha, {level} / krippendorff", ours["alpha"], reference)
    for level, weights in (("nominal", "identity"), ("interval", "quadratic"), ("ratio", "ratio")):
        used = sorted(set(np.unique(table.values[~np.isnan(table.values)])))
        estimate = CAC(table, weights=weights, categories=used, digits=14).krippendorff()["est"]
        compare(f"krippendorffAlpha, {level}, standard error / irrCAC", case["alpha"][level]["standardError"], estimate["se"])
    for weights, name in IRRCAC.items():
        reference = CAC(table, weights=name, categories=categories, digits=14)
        for ours, theirs, key in (("gwet", "gwet", "coefficient"), ("fleiss", "fleiss", "kappa"), ("brennan", "bp", "coefficient")):
            estimate = getattr(reference, theirs)()["est"]
            found = case[ours][weights]
            label = {"gwet": "gwetAC", "fleiss": "fleissKappa", "brennan": "brennanPrediger"}[ours]
            compare(f"{label}, missing ratings / irrCAC", [found[key], found["standardError"]], [estimate["coefficient_value"], estimate["se"]])
    full = matrix(case["full"])
    counts = np.array([[np.sum(row == c) for c in categories] for row in full.values])
    used = counts[:, counts.sum(axis=0) > 0]
    compare("fleissKappa / statsmodels", case["fullFleiss"], fleiss_kappa(used))
    compare("brennanPrediger / statsmodels (Randolph)", case["fullBrennan"], fleiss_kappa(counts, method="randolph"))
    check_pair(case, categories)
    long = pd.DataFrame(case["full"])
    icc = pingouin.intraclass_corr(long, targets="item", raters="rater", ratings="value").set_index("Type")
    names = {"1": "ICC(1,1)", "2": "ICC(A,1)", "3": "ICC(C,1)", "1k": "ICC(1,k)", "2k": "ICC(A,k)", "3k": "ICC(C,k)"}
    for model, name in names.items():
        ours, row = case["icc"][model], icc.loc[name]
        compare("intraclassCorrelation / pingouin", [ours["icc"], ours["f"], ours["pValue"]], [row["ICC"], row["F"], row["pval"]])
        # The reference rounds its intervals to two digits.
        bounds = np.round([ours["interval"]["low"], ours["interval"]["high"]], 2)
        compare("intraclassCorrelation, interval of two digits / pingouin", bounds, row["CI95"])
    friedman = stats.friedmanchisquare(*full.values)
    compare("kendallW / scipy (Friedman)", [case["kendallW"]["chiSquare"], case["kendallW"]["pValue"]], [friedman.statistic, friedman.pvalue])


def check_pair(case, categories):
    pair = matrix(case["pair"])
    table = np.array([[np.sum((pair.r0 == i) & (pair.r1 == j)) for j in categories] for i in categories])
    for weights, ours in case["cohen"].items():
        reference = cohens_kappa(table, wt=None if weights == "none" else weights)
        found = [ours[key] for key in ("kappa", "standardError", "standardErrorNull", "z", "pValue")]
        theirs = [reference.kappa, reference.std_kappa, reference.std_kappa0, reference.z_value, reference.pvalue_two_sided]
        compare("cohenKappa / statsmodels", found, theirs)
        name = None if weights == "none" else weights
        compare("cohenKappa / scikit-learn", ours["kappa"], cohen_kappa_score(pair.r0, pair.r1, labels=categories, weights=name))
    reference = TableCAC(pd.DataFrame(table), digits=14)
    for ours, theirs, key in (("scott", "scott", "pi"), ("gwetPair", "gwet", "coefficient"), ("brennanPair", "bp", "coefficient")):
        estimate = getattr(reference, theirs)()["est"]
        found = [case[ours][key], case[ours]["standardError"]]
        compare(f"{ours.removesuffix('Pair')}, two raters / irrCAC", found, [estimate["coefficient_value"], np.ravel(estimate["se"])[0]])


def check_series(case):
    tau = stats.kendalltau(case["x"], case["y"])
    compare("kendallTau / scipy", [case["tau"]["tau"], case["tau"]["pValue"]], [tau.statistic, tau.pvalue])
    rho = stats.spearmanr(case["x"], case["y"])
    compare("spearman / scipy", [case["rho"]["rho"], case["rho"]["pValue"]], [rho.statistic, rho.pvalue])
    right = np.array([a["right"] for a in case["answers"]])
    confidence = np.array([a["confidence"] for a in case["answers"]])
    share, mean = calibration_curve(right, confidence, n_bins=10)
    bins = case["reliability"]["bins"]
    compare("reliabilityCurve / scikit-learn", [[b["accuracy"], b["meanConfidence"]] for b in bins], np.column_stack([share, mean]))
    compare("reliabilityCurve, Brier / scikit-learn", case["reliability"]["brier"], brier_score_loss(right, confidence))
    long = pd.DataFrame(case["scores"])
    items = pd.get_dummies(long.item).astype(float)
    raters = pd.get_dummies(long.rater).astype(float)
    # Sum-to-zero coding: the last rater is minus the sum of the others.
    coded = raters.iloc[:, :-1].sub(raters.iloc[:, -1], axis=0)
    fit = sm.OLS(long.value.to_numpy(), np.column_stack([items, -coded])).fit()
    found = {f["name"]: (f["estimate"], f["standardError"]) for f in case["severity"]["raters"]}
    last = len(items.columns)
    compare("raterSeverity / statsmodels OLS", [found[r] for r in coded.columns], np.column_stack([fit.params[last:], fit.bse[last:]]))
    passed = [1 - np.prod(1 - 5 / np.arange(c["samples"] - c["correct"] + 1, c["samples"] + 1)) if c["samples"] - c["correct"] >= 5 else 1 for c in case["counts"]]
    compare("passAtK / numpy", case["passAtK"], np.mean(passed))


def posteriors(found):
    return {row["item"]: row["posterior"] for row in found["items"]}


def as_frame(case):
    return pd.DataFrame(case["rows"]).rename(columns={"item": "task", "rater": "worker", "value": "label"})


def against(name, case, frame, key, probabilities, limit):
    tasks = frame.task.unique()
    ours = posteriors(case[key])
    columns = list(range(1, case["categories"] + 1))
    theirs = probabilities.reindex(columns=columns, fill_value=0).loc[tasks].to_numpy()
    compare(name, [ours[task] for task in tasks], theirs, limit)


class EvenMACE(MACE):
    """From even odds, where ours starts; the reference draws its start."""

    def _initialize(self, n_workers, n_labels):
        super()._initialize(n_workers, n_labels)
        self.spamming_ = np.full((n_workers, 2), 0.5)
        self.thetas_ = np.full((n_workers, n_labels), 1 / n_labels)


def check_truth(case):
    frame = as_frame(case)
    columns = list(range(1, case["categories"] + 1))
    against("majorityVote / crowd-kit", case, frame, "majority", MajorityVote().fit_predict_proba(frame), EXACT)
    # A negative tolerance: the reference would stop early, as its bound counts the class shares once a label.
    dawid = DawidSkene(n_iter=case["steps"], tol=-1e9).fit(frame.copy())
    against("dawidSkene / crowd-kit", case, frame, "dawidSkene", dawid.probas_, FITTED)
    # The reference gives the shares of its last posteriors, ours those that led to them.
    shares = np.mean([row["posterior"] for row in case["dawidSkene"]["items"]], axis=0)
    compare("dawidSkene, class shares / crowd-kit", shares, dawid.priors_.loc[columns], FITTED)
    # The reference counts labels in sorted order but numbers them as they appear: so they must appear sorted.
    seen = {label: k for k, label in enumerate(frame.label.unique())}
    workers = {worker: f"w{k:03d}" for k, worker in enumerate(frame.worker.unique())}
    renamed = frame.assign(label=frame.label.map(seen), worker=frame.worker.map(workers))
    for name, key, method in (("variational", "mace", "vb"), ("EM", "maceEm", "em")):
        fit = EvenMACE(n_restarts=1, n_iter=case["steps"], method=method).fit(renamed.copy())
        against(f"mace, {name} / crowd-kit", case, frame, key, fit.probas_.rename(columns={k: v for v, k in seen.items()}), FITTED)
        skill = fit.spamming_[:, 1] / fit.spamming_.sum(axis=1)
        competence = {r["rater"]: r["competence"] for r in case[key]["raters"]}
        compare(f"mace, {name}, competence / crowd-kit", [competence[worker] for worker in workers], skill, FITTED)


def check_glad(case):
    frame = as_frame(case)
    # A tolerance below 0: the reference would stop early, as it compares bounds of different scale.
    fit = GLAD(n_iter=80, tol=-1, m_step_max_iter=100, m_step_tol=1e-9).fit(frame.copy())
    raters = case["glad"]["raters"]
    compare("glad, abilities / crowd-kit", [r["ability"] for r in raters], fit.alphas_.loc[[r["rater"] for r in raters]], FITTED)
    against("glad / crowd-kit", case, frame, "glad", fit.probas_, FITTED)


def check_spans(case):
    continuum = Continuum()
    for row in case["rows"]:
        continuum.add(row["rater"], Segment(row["start"], row["end"]), row["label"])
    units = len(continuum.annotators) / len({(r["rater"], r["start"], r["end"], r["label"]) for r in case["rows"]})
    if len({(r["rater"], r["start"], r["end"], r["label"]) for r in case["rows"]}) < len(case["rows"]):
        return  # The reference keeps a repeated span once.
    assert units > 0
    for key, alpha in (("even", 1), ("strong", 3)):
        best = continuum.get_best_alignment(CombinedCategoricalDissimilarity(alpha=alpha, beta=1, delta_empty=1))
        # The reference computes in 32 bits.
        compare("spanAgreement, best alignment / pygamma-agreement", case[key], best.disorder, FITTED)


def exact_tails(g):
    """With 30 digits, where scipy's own error would show."""
    half = mpf(1) / 2
    z, a, b, p, x, f = (mpf(g[key]) for key in ("z", "a", "b", "p", "x", "f"))
    tail = mp.betainc(a / 2, half, 0, a / (a + z * z), regularized=True) / 2
    return {
        "normalCdf": mp.ncdf(z),
        "chiSquareUpper": mp.gammainc(a / 2, x / 2, mp.inf, regularized=True),
        "betaCdf": mp.betainc(a, b, 0, p, regularized=True),
        "studentCdf": tail if z < 0 else 1 - tail,
        "fUpper": mp.betainc(b / 2, a / 2, 0, b / (b + a * f), regularized=True),
        "binomialPmf": mp.binomial(g["n"], g["k"]) * p ** g["k"] * (1 - p) ** (g["n"] - g["k"]),
    }


def check_tails(case):
    g, found = case["given"], case["found"]
    for name, value in exact_tails(g).items():
        compare(f"distributions, {name} / mpmath", found[name], float(value), 1e-13)
    reference = {
        "normalQuantile": stats.norm.ppf(g["p"]),
        "chiSquareQuantile": stats.chi2.ppf(g["p"], g["a"]),
        "betaQuantile": stats.beta.ppf(g["p"], g["a"], g["b"]),
        "studentQuantile": stats.t.ppf(g["p"], g["a"]),
        "fQuantile": stats.f.ppf(g["p"], g["a"], g["b"]),
        "binomialCdf": stats.binom.cdf(g["k"], g["n"], g["p"]),
        "hypergeometricPmf": stats.hypergeom.pmf(min(g["k"], g["marked"]), g["lot"], g["marked"], g["n"]),
        "poissonCdf": stats.poisson.cdf(g["k"], g["x"]),
    }
    for name, value in reference.items():
        compare(f"distributions, {name} / scipy", found[name], value)


with open(sys.argv[1], encoding="utf8") as file:
    results = json.load(file)
checks = {"agreement": check_agreement, "series": check_series, "truth": check_truth, "glad": check_glad, "spans": check_spans, "tails": check_tails}
for name, check in checks.items():
    for case in results.get(name, []):
        check(case)
failed = False
for name, gap in worst.items():
    print(f"{name:62s} {gap:.1e}{'' if gap <= limits[name] else '  TOO LARGE'}")
    failed |= gap > limits[name]
sys.exit(1 if failed else 0)
