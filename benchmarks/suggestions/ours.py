"""What suggestions take, in one process: loading the index, a statement, and how often they are right.

Run as ``ours.py CASES.json PHRASES.json``: reads ``[[text, [right elements]]]``, writes the phrases for the peers,
prints one JSON document; times are CPU seconds.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import resources
from pathlib import Path

from pcf.source import bundle
from pcf.suggestions import Suggester
from pcf.suggestions.compiled import NAME, from_bytes, knowledge

cases, phrases = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
stored, model = (resources.files("pcf") / "_data" / NAME).read_bytes(), bundle()
start = time.process_time()
from_bytes(stored, model)
loaded = time.process_time() - start
arrays = knowledge().index.arrays
owners = [arrays.owners[owner] for owner in arrays.owner_of]
phrases.write_text(json.dumps(list(zip(owners, arrays.texts, strict=True))), encoding="utf-8")
suggester, taken, first, three = Suggester(), [], 0, 0
suggester.suggest("warm")
for text, right in cases:
    start = time.process_time()
    found = [one.id for one in suggester.suggest(text)]
    taken.append(time.process_time() - start)
    first += found[0] in right
    three += any(one in right for one in found)
taken.sort()
said = {"load": loaded, "bytes": len(stored), "mean": sum(taken) / len(taken), "p95": taken[int(0.95 * len(taken))]}
print(json.dumps(said | {"first": first / len(cases), "three": three / len(cases)}))
