"""Measures a log with pcf; says on stderr what the engine's statement alone took and what a second cut takes.

python ours.py additive|all log.parquet map.toml
"""

import json
import sys
import time
from pathlib import Path

import pcf
from pcf.metrics.counted import LogCounter

kind, log, log_map = sys.argv[1:]
metrics = json.loads(Path(__file__).with_name("metrics.json").read_bytes())[kind]
count = LogCounter.count


def timed(*arguments, **options):
    """Take the CPU time of the statement, apart from the checks of the rows."""
    start = time.process_time()
    answer = count(*arguments, **options)
    print("statement", time.process_time() - start, file=sys.stderr)
    return answer


LogCounter.count = timed
measured = pcf.measure(log, map=log_map, by=["segment", "month"], metrics=metrics)
start = time.process_time()
measured.cut(["month"])
print("cut", time.process_time() - start, file=sys.stderr)
print(len(measured.rows))
