"""datasketch as a peer: MinHash LSH over a file of texts, one JSON string per line; candidates are written out."""

import json
import re
import sys
import time

from datasketch import MinHash, MinHashLSH

texts = {}
WORD = re.compile(r"\w+")


def answer(value):
    print(json.dumps(value), flush=True)


answer({"ready": 1})
for line in sys.stdin:
    request = json.loads(line)
    path = request["file"]
    if path not in texts:
        texts[path] = [json.loads(row) for row in open(path, encoding="utf8")]
    rows = texts[path][: request["count"]]
    used = time.process_time()
    start = time.perf_counter()
    lsh = MinHashLSH(threshold=request["threshold"], num_perm=128)
    pairs = []
    for i, text in enumerate(rows):
        words = WORD.findall(text.lower())
        grams = {" ".join(words[k : k + 5]).encode() for k in range(max(1, len(words) - 4))}
        sketch = MinHash(num_perm=128)
        sketch.update_batch(list(grams))
        pairs.extend((j, i) for j in lsh.query(sketch))
        lsh.insert(i, sketch)
    ms = 1000 * (time.perf_counter() - start)
    cpu = 1000 * (time.process_time() - used)
    with open(request["out"], "w") as out:
        json.dump(pairs, out)
    answer({"ms": ms, "cpu": cpu, "pairs": len(pairs)})
