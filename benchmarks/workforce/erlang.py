"""Required agents and Erlang A for 100,000 intervals: CPU seconds of the second call, as JSON.

python benchmarks/workforce/erlang.py
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import numpy as np
from cases import AHT, CALLERS, INTERVALS, LOADS, SAMPLE, TARGET, WITHIN, loads

from pcf.workforce import erlang_a, erlang_b, erlang_c, required_agents


def seconds(call: Callable[[], object]) -> float:
    """Return the CPU time of a call, when what it needs is loaded and the memory is warm."""
    call()
    start = time.process_time()
    call()
    return time.process_time() - start


def main() -> None:
    """Time what the peers do too, and what they do not."""
    told: dict[str, object] = {}
    for name in LOADS:
        load = np.array(loads(name))

        def required(load: np.ndarray = load) -> np.ndarray:
            return required_agents(load, aht=AHT, target=TARGET, within=WITHIN)

        told[name] = seconds(required)
        told[f"{name} agents"] = required()[:SAMPLE].tolist()
    load = np.array(loads("7 to 504"))
    agents = np.ceil(load * np.linspace(0.9, 1.2, INTERVALS))
    told["B"] = seconds(lambda: erlang_b(load, agents))
    told["C"] = seconds(lambda: erlang_c(load, agents))
    told["A"] = seconds(lambda: erlang_a(load, agents, aht=AHT, patience=100, within=WITHIN))
    told["A, short"] = seconds(lambda: erlang_a(load, agents, aht=AHT, patience=100, within=WITHIN, short=5))
    told["required by A"] = seconds(lambda: required_agents(load, aht=AHT, target=TARGET, within=WITHIN, patience=100))
    callers = []
    for offered, team, aht, patience in CALLERS:
        found = erlang_a(offered, team, aht=aht, patience=patience, within=WITHIN)
        callers.append([found.p_wait, found.p_abandon, found.service_level])
    told["callers"] = callers
    print(json.dumps(told))


if __name__ == "__main__":
    main()
