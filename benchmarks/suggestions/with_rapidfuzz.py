"""The same statements by likeness of spelling alone (rapidfuzz): ``with_rapidfuzz.py CASES.json PHRASES.json``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from rapidfuzz import fuzz, process, utils

cases, phrases = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:])
texts = [text for _, text in phrases]
taken, first, three = [], 0, 0
for text, right in cases:
    start = time.process_time()
    best = process.extract(text, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=40)
    taken.append(time.process_time() - start)
    found = list(dict.fromkeys(phrases[place][0] for _, _, place in best))
    first += found[0] in right
    three += any(one in right for one in found[:3])
taken.sort()
said = {"mean": sum(taken) / len(taken), "p95": taken[int(0.95 * len(taken))]}
print(json.dumps(said | {"first": first / len(cases), "three": three / len(cases)}))
