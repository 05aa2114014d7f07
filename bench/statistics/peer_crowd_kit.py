"""crowd-kit as a peer: reads a request per line, answers with milliseconds and what it found."""

import json
import sys
import time
import warnings

import numpy as np
import pandas as pd
from crowdkit.aggregation import DawidSkene, MajorityVote

warnings.simplefilter("ignore")
frames = {}


def answer(value):
    print(json.dumps(value), flush=True)


answer({"ready": 1})
for line in sys.stdin:
    request = json.loads(line)
    path = request["file"]
    if path not in frames:
        item, rater, value = np.fromfile(path, dtype=np.int32).reshape(3, -1)
        frames = {path: pd.DataFrame({"task": item, "worker": rater, "label": value})}
    frame = frames[path].copy()
    start, busy = time.perf_counter(), time.process_time()
    if request["what"] == "majority":
        MajorityVote().fit(frame)
        cpu = 1000 * (time.process_time() - busy)
        answer({"ms": 1000 * (time.perf_counter() - start), "cpu": cpu})
        continue
    # A negative tolerance counts steps; else it stops at its own gain per label.
    model = DawidSkene(n_iter=request["steps"], tol=request["tolerance"]).fit(frame)
    cpu = 1000 * (time.process_time() - busy)
    end = time.perf_counter()
    answer(
        {
            "ms": 1000 * (end - start),
            "cpu": cpu,
            "steps": len(model.loss_history_),
            "share": float(model.priors_.loc[1]),
            "first": float(model.probas_.loc[0, 1]),
        }
    )
