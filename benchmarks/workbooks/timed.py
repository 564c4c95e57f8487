"""CPU seconds of repeated calls in one process."""

import statistics
import time
from collections.abc import Callable


def first_and_median(call: Callable[[], object], calls: int) -> tuple[float, float]:
    """Time a call that nothing has warmed yet, then as many more, if any."""
    taken = []
    for _ in range(calls + 1):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return taken[0], statistics.median(taken[1:] or taken)
