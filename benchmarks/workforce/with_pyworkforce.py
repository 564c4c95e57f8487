"""Required agents of the same intervals by pyworkforce, one at a time: CPU seconds of the sample, as JSON."""

from __future__ import annotations

import json
import time

from cases import AHT, LENGTH, LOADS, SAMPLE, TARGET, WITHIN, loads
from pyworkforce.queuing import ErlangC


def main() -> None:
    """Time the sample; what it calls ``asa`` is the promised wait, and its time is in minutes or any unit."""
    told: dict[str, object] = {}
    for name in LOADS:
        sample = loads(name)[:SAMPLE]
        start = time.process_time()
        found = [
            ErlangC(transactions=load * LENGTH / AHT, aht=AHT, asa=WITHIN, interval=LENGTH).required_positions(TARGET)
            for load in sample
        ]
        told[name] = time.process_time() - start
        told[f"{name} agents"] = [one["raw_positions"] for one in found]
    print(json.dumps(told))


if __name__ == "__main__":
    main()
