"""Computes what the library computed with the reference packages; prints the largest difference of each method."""

import itertools
import json
import sys
import warnings

import choix
import numpy as np
import statsmodels.api as sm
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate
from scipy import optimize, special, stats
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

warnings.simplefilter("ignore")
worst = {}


def compare(name, ours, reference):
    ours = np.asarray(ours, dtype=float).ravel()
    reference = np.asarray(reference, dtype=float).ravel()
    assert ours.shape == reference.shape, (name, ours.shape, reference.shape)
    gap = float(np.max(np.abs(ours - reference) / np.maximum(1, np.abs(reference)))) if len(ours) else 0.0
    worst[name] = max(worst.get(name, 0.0), gap)


def index(item):
    return int(item[1:])


def design(rows, models):
    x = np.zeros((len(rows), models))
    for r, row in enumerate(rows):
        x[r, index(row["a"])] += 1
        x[r, index(row["b"])] -= 1
    return x


SCORE = {"a": 1.0, "b": 0.0, "tie": 0.5}


def glm(y, x, robust):
    fit = sm.GLM(y, x, family=sm.families.Binomial()).fit(
        tol=1e-14, maxiter=200, cov_type="HC0" if robust else "nonrobust"
    )
    return fit.params, fit.bse


def with_zero(params, errors):
    return np.column_stack([np.r_[0, params], np.r_[0, errors]])


def check_fits(case):
    rows, models = case["rows"], case["models"]
    decided = [row for row in rows if row["outcome"] != "tie"]
    x = design(rows, models)
    xd = design(decided, models)
    y = np.array([SCORE[row["outcome"]] for row in rows])
    yd = np.array([SCORE[row["outcome"]] for row in decided])

    params, errors = glm(yd, xd[:, 1:], False)
    compare("bradleyTerry, hessian / statsmodels GLM", case["hessian"], with_zero(params, errors))
    params, errors = glm(y, x[:, 1:], True)
    compare("bradleyTerry, ties half, sandwich / statsmodels GLM HC0", case["sandwich"], with_zero(params, errors))
    params, errors = glm(yd, np.column_stack([np.ones(len(yd)), xd[:, 1:]]), False)
    compare("bradleyTerry, order effect / statsmodels GLM", case["order"]["items"], with_zero(params[1:], errors[1:]))
    compare("bradleyTerry, order effect / statsmodels GLM", case["order"]["effect"], [params[0], errors[0]])

    pairs = [
        (index(row["a"]), index(row["b"])) if row["outcome"] == "a" else (index(row["b"]), index(row["a"]))
        for row in decided
    ]
    # choix penalises (alpha) · Σ strength², so alpha is half of l2.
    ridge = choix.opt_pairwise(models, pairs, alpha=0.25, method="Newton-CG", tol=1e-12)
    compare("bradleyTerry, l2 / choix opt_pairwise", case["ridge"], ridge - ridge.mean())

    length = np.array(case["length"])
    z = (length - length.mean()) / length.std()
    params, errors = glm(y, np.column_stack([x[:, 1:], z]), True)
    compare("styleControlled / statsmodels GLM HC0", case["style"]["items"], with_zero(params[:-1], errors[:-1]))
    compare("styleControlled / statsmodels GLM HC0", case["style"]["effect"], [params[-1], errors[-1]])

    # Davidson as a multinomial logit: the log-odds against a tie are ±d / 2 - t.
    outcome = np.array([["a", "b", "tie"].index(row["outcome"]) for row in rows])

    def davidson(p):
        d = x[:, 1:] @ p[:-1]
        eta = np.column_stack([d / 2, -d / 2, np.full(len(rows), p[-1])])
        return eta, special.softmax(eta, axis=1)

    def loss(p):
        eta, _ = davidson(p)
        return -np.sum(eta[np.arange(len(rows)), outcome] - special.logsumexp(eta, axis=1))

    jacobian = np.zeros((len(rows), 3, models))
    jacobian[:, 0, :-1] = x[:, 1:] / 2
    jacobian[:, 1, :-1] = -x[:, 1:] / 2
    jacobian[:, 2, -1] = 1
    hit = np.eye(3)[outcome]

    def gradient(p):
        return -np.einsum("ro,rop->p", hit - davidson(p)[1], jacobian)

    def hessian(p):
        q = davidson(p)[1]
        mean = np.einsum("ro,rop->rp", q, jacobian)
        return np.einsum("ro,rop,roq->pq", q, jacobian, jacobian) - mean.T @ mean

    found = optimize.minimize(
        loss, np.zeros(models), jac=gradient, hess=hessian, method="trust-exact", options={"gtol": 1e-11, "maxiter": 500}
    )
    errors = np.sqrt(np.diag(np.linalg.inv(hessian(found.x))))
    name = "bradleyTerry, davidson / scipy trust-exact"
    compare(name, case["davidson"]["items"], with_zero(found.x[:-1], errors[:-1]))
    compare(name, case["davidson"]["log"], [found.x[-1], errors[-1]])

    worths = choix.ilsr_rankings(models, case["rankings"], tol=1e-12, max_iter=10_000)
    compare("plackettLuce / choix ilsr_rankings", case["plackettLuce"], worths - worths.mean())

    ratings = {f"m{i}": 1000.0 for i in range(models)}
    for row in rows:
        a, b = row["a"], row["b"]
        move = 4 * (SCORE[row["outcome"]] - 1 / (1 + 10 ** ((ratings[b] - ratings[a]) / 400)))
        ratings[a] += move
        ratings[b] -= move
    compare("elo / plain Python", [case["elo"][k] for k in sorted(ratings)], [ratings[k] for k in sorted(ratings)])


def check_counts(case):
    f, s = case["first"], case["second"]
    scores = np.r_[np.ones(f["wins"]), np.zeros(f["losses"]), np.full(f["ties"], 0.5)]
    compare("winRate / scipy sem", [case["half"]["rate"], case["half"]["standardError"]], [scores.mean(), stats.sem(scores)])
    n = f["wins"] + f["losses"]
    wilson = proportion_confint(f["wins"], n, method="wilson")
    compare("winRate, wilson / statsmodels", [case["rate"]["interval"][k] for k in ("low", "high")], wilson)

    m = s["wins"] + s["losses"]
    z, p = proportions_ztest([f["wins"], s["wins"]], [n, m])
    newcombe = confint_proportions_2indep(f["wins"], n, s["wins"], m, method="newcomb")
    d = case["difference"]
    found = [d["z"], d["pValue"], d["interval"]["low"], d["interval"]["high"]]
    compare("compareWinRates / statsmodels", found, [z, p, *newcombe])

    q = case["paired"]
    table = [[q["both"], q["onlyFirst"]], [q["onlySecond"], q["neither"]]]
    plain = mcnemar(table, exact=False, correction=False)
    corrected = mcnemar(table, exact=False, correction=True)
    exact = mcnemar(table, exact=True)
    ours = case["mcNemar"]
    corrected_statistic = corrected.statistic if abs(q["onlyFirst"] - q["onlySecond"]) >= 1 else 0
    corrected_p = corrected.pvalue if abs(q["onlyFirst"] - q["onlySecond"]) >= 1 else 1
    compare(
        "mcNemar / statsmodels",
        [ours[k] for k in ("chiSquare", "pValue", "correctedChiSquare", "correctedPValue", "exactPValue")],
        [plain.statistic, plain.pvalue, corrected_statistic, corrected_p, exact.pvalue],
    )
    sign = stats.binomtest(f["wins"], n)
    clopper = sign.proportion_ci(method="exact")
    found = [case["sign"]["pValue"], case["sign"]["interval"]["low"], case["sign"]["interval"]["high"]]
    compare("signTest / scipy binomtest", found, [sign.pvalue, clopper.low, clopper.high])
    compare("holm / statsmodels", case["holm"], multipletests(case["pValues"], method="holm")[1])

    y = np.array([row["human"] for row in case["human"]])
    g = np.array([row["judge"] for row in case["human"]])
    u = np.array(case["judge"])
    for key, lam in (("powered", None), ("plain", 1)):
        point = ppi_mean_pointestimate(y, g, u, lam=lam)
        low, high = ppi_mean_ci(y, g, u, alpha=0.05, lam=lam)
        ours = case[key]
        found = [ours["estimate"], ours["interval"]["low"], ours["interval"]["high"]]
        compare("predictionPowered / ppi-python", found, np.r_[point, low, high])

    rows = case["lengthRows"]
    gap = np.array([row["lengthA"] - row["lengthB"] for row in rows], dtype=float)
    hard = np.array([row["difficulty"] for row in rows])
    score = np.array([SCORE[row["outcome"]] for row in rows])
    x = np.column_stack([np.ones(len(rows)), np.tanh(gap / gap.std(ddof=1)), hard])
    fit = sm.GLM(score, x, family=sm.families.Binomial()).fit(tol=1e-14, maxiter=200, cov_type="HC0")
    p = special.expit(fit.params[0] + fit.params[2] * hard)
    slope = np.array([np.mean(p * (1 - p)), 0, np.mean(p * (1 - p) * hard)])
    error = np.sqrt(slope @ fit.cov_params() @ slope)
    ours = case["lengthControlled"]
    compare(
        "lengthControlledWinRate / statsmodels GLM HC0",
        [ours["rate"], ours["standardError"], ours["lengthEffect"]["estimate"], ours["lengthEffect"]["standardError"]],
        [p.mean(), error, fit.params[1], fit.bse[1]],
    )

    draws = np.array(case["replicates"])
    data = np.array(case["scores"])
    low, high = np.percentile(draws, [2.5, 97.5])
    compare("bootstrap, percentile / numpy", [case["bootstrap"]["percentile"][k] for k in ("low", "high")], [low, high])
    jack = (data.sum() - data) / (len(data) - 1)
    share = (np.sum(draws < data.mean()) + np.sum(draws <= data.mean())) / (2 * len(draws))
    z0 = stats.norm.ppf(share)
    a = np.sum((jack.mean() - jack) ** 3) / (6 * np.sum((jack.mean() - jack) ** 2) ** 1.5)
    z = z0 + stats.norm.ppf([0.025, 0.975])
    bca = np.percentile(draws, 100 * stats.norm.cdf(z0 + z / (1 - a * z)))
    compare("bootstrap, BCa / scipy formula", [case["bootstrap"]["bca"][k] for k in ("low", "high")], bca)

    wins = np.cumsum([outcome == "a" for outcome in case["sequence"]])
    low = 0.0
    for t, s_t in enumerate(wins, 1):

        def log_ratio(rate):
            return special.betaln(s_t + 1, t - s_t + 1) - special.xlogy(s_t, rate) - special.xlog1py(t - s_t, -rate) - np.log(20)

        if s_t > 0 and log_ratio(max(low, 1e-300)) > 0 and low < s_t / t:
            low = optimize.brentq(log_ratio, max(low, 1e-300), s_t / t, xtol=1e-15)
        compare("confidenceSequence / scipy brentq", [case["bounds"][t - 1]], [low])


def check_texts(case):
    grams = [set(zip(*[words[k:] for k in range(5)])) for words in (text.split() for text in case["texts"])]
    expected = {}
    for a, b in itertools.combinations(range(len(grams)), 2):
        similarity = len(grams[a] & grams[b]) / len(grams[a] | grams[b])
        if similarity >= 0.6 and not (similarity == 1 and any(grams[c] == grams[b] for c in range(a))):
            expected[a, b] = similarity
    # Copies are linked to their first only.
    first = {}
    for i, g in enumerate(grams):
        first.setdefault(frozenset(g), i)
    copies = {i for i, g in enumerate(grams) if first[frozenset(g)] != i}
    expected = {
        pair: s for pair, s in expected.items() if s == 1 or not (pair[0] in copies or pair[1] in copies)
    }
    found = {(pair["a"], pair["b"]): pair["similarity"] for pair in case["near"]}
    assert found.keys() == expected.keys(), (found.keys() ^ expected.keys())
    compare("nearDuplicates / all pairs in Python", [found[k] for k in sorted(found)], [expected[k] for k in sorted(found)])

    cosine = cosine_similarity(np.array(case["vectors"]))
    expected = {(a, b): cosine[a, b] for a, b in itertools.combinations(range(len(cosine)), 2) if cosine[a, b] >= 0.8}
    found = {(pair["a"], pair["b"]): pair["similarity"] for pair in case["cosine"]}
    assert found.keys() == expected.keys()
    compare("cosineDuplicates / scikit-learn", [found[k] for k in sorted(found)], [expected[k] for k in sorted(found)])
    n = len(cosine)
    compare("selfSimilarity / scikit-learn", [case["self"]], [(cosine.sum() - n) / (n * (n - 1))])
    counts = CountVectorizer(ngram_range=(1, 2), token_pattern=r"\w+").fit_transform(case["texts"])
    cosine = cosine_similarity(counts)
    n = len(cosine)
    compare("selfSimilarity, texts / scikit-learn", [case["selfText"]], [(cosine.sum() - n) / (n * (n - 1))])
    pairs = [pair for text in case["texts"] for pair in itertools.pairwise(text.split())]
    compare("distinctN / plain Python", [case["distinct"]], [len(set(pairs)) / len(pairs)])


with open(sys.argv[1], encoding="utf8") as file:
    results = json.load(file)
for case in results["fits"]:
    check_fits(case)
for case in results["counts"]:
    check_counts(case)
for case in results["texts"]:
    check_texts(case)
failed = False
for name, gap in worst.items():
    print(f"{name:60s} {gap:.1e}")
    failed |= gap > 1e-6
sys.exit(1 if failed else 0)
