"""Measures a log with pcf; says on stderr what the engine's statement alone took and what a second cut takes.

python ours.py additive|all log.parquet map.toml
"""

import sys
import time

import pcf
from pcf.metrics import counted

ADDITIVE = [
    "service_level", "service_level_with_abandons", "service_level_of_answered", "answer_rate", "abandonment_rate",
    "short_abandon_rate", "average_speed_of_answer", "average_handle_time", "first_contact_resolution",
    "reopen_rate", "transfer_rate", "escalation_rate", "customer_satisfaction_top2", "customer_satisfaction_mean",
]  # fmt: skip
MORE = ["wait_p80", "time_to_resolution_median", "contacts_per_contacting_customer", "repeat_contact_rate"]

run = counted._run


def timed(*arguments):
    """Take the CPU time of the statement, apart from the checks of the rows."""
    start = time.process_time()
    answer = run(*arguments)
    print("statement", time.process_time() - start, file=sys.stderr)
    return answer


counted._run = timed
metrics = ADDITIVE + (MORE if sys.argv[1] == "all" else [])
measured = pcf.measure(sys.argv[2], map=sys.argv[3], by=["segment", "month"], metrics=metrics)
start = time.process_time()
measured.cut(["month"])
print("cut", time.process_time() - start, file=sys.stderr)
print(len(measured.rows))
