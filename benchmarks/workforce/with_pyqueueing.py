"""Erlang A of a few pools by pyqueueing: its figures and milliseconds a pool, as JSON."""

from __future__ import annotations

import json
import time

from cases import CALLERS, WITHIN
from pyqueueing import ErlangA


def main() -> None:
    """Print P(wait), P(give up), service level and the time of each."""
    told = []
    for load, agents, aht, patience in CALLERS:
        start = time.process_time()
        queue = ErlangA(arrival_rate=load / aht, service_rate=1 / aht, servers=agents, patience_rate=1 / patience)
        found = [queue.prob_wait(), queue.prob_abandon(), queue.service_level(WITHIN)]
        told.append([*found, 1000 * (time.process_time() - start)])
    print(json.dumps(told))


if __name__ == "__main__":
    main()
