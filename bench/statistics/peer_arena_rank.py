"""arena-rank as a peer: reads a request per line, answers with milliseconds and the size of its gradient."""

import json
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
import pandas as pd
from arena_rank.models.bradley_terry import BradleyTerry, fit_single_bootstrap_sample
from arena_rank.utils.data_utils import PairDataset

frames = {}


def answer(value):
    print(json.dumps(value), flush=True)


answer({"ready": 1})
for line in sys.stdin:
    request = json.loads(line)
    path = request["file"]
    if path not in frames:
        frames[path] = pd.read_csv(path)
    frame = frames[path]
    used = time.process_time()
    start = time.perf_counter()
    dataset = PairDataset.from_pandas(frame)
    loaded = time.perf_counter()
    model = BradleyTerry(n_competitors=len(dataset.competitors))
    if request["what"] == "fit":
        result = model.compute_ratings_and_cis(dataset)
        ratings = np.asarray(result["ratings"])
        np.asarray(result["rating_lower"])
        end = time.perf_counter()
        used = time.process_time() - used
        gradient = jax.grad(model.loss_function)(model.params, dataset.as_dict())["ratings"]
        total = float(jnp.sum(dataset.opt_weights))
        errors = np.sqrt(np.asarray(result["variances"]))
        answer(
            {
                "ms": 1000 * (end - start),
                "cpu": 1000 * used,
                "fit": 1000 * (end - loaded),
                "gradient": float(jnp.max(jnp.abs(gradient))) * total,
                "rating": float(ratings[dataset.competitors.index("model-0")] - ratings.mean()),
                "error": float(errors[dataset.competitors.index("model-0")]),
            }
        )
    else:
        model.fit(dataset)
        key = jax.random.PRNGKey(1)
        total = int(jnp.sum(dataset.counts))
        draw = jax.random.multinomial(
            key, total, dataset.counts / total, shape=(request["replicates"], len(dataset.counts)), dtype=jnp.float64
        )
        draw.block_until_ready()
        used = time.process_time()
        start = time.perf_counter()
        for counts in draw:
            np.asarray(fit_single_bootstrap_sample(counts, model, dataset)["ratings"])
        each = 1000 / request["replicates"]
        answer({"ms": each * (time.perf_counter() - start), "cpu": each * (time.process_time() - used)})
