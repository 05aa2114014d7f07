"""fast-krippendorff as a peer: reads a request per line, answers with milliseconds, alpha and its peak memory."""

import json
import sys
import time

import krippendorff
import numpy as np

matrices = {}


def answer(value):
    print(json.dumps(value), flush=True)


def resident():
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


answer({"ready": 1})
for line in sys.stdin:
    request = json.loads(line)
    path = request["file"]
    if path not in matrices:
        item, rater, value = np.fromfile(path, dtype=np.int32).reshape(3, -1)
        matrix = np.full((rater.max() + 1, item.max() + 1), np.nan)
        matrix[rater, item] = value
        matrices = {path: matrix}
    before = resident()
    start, busy = time.perf_counter(), time.process_time()
    alpha = krippendorff.alpha(matrices[path], level_of_measurement=request["level"])
    cpu = 1000 * (time.process_time() - busy)
    end = time.perf_counter()
    answer({"ms": 1000 * (end - start), "cpu": cpu, "alpha": float(alpha), "megabytes": resident() - before})
