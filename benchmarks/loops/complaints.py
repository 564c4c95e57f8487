"""Counts a complaint log with all that there is: metrics by three cuts, ages, chart, three dozen rules, one calendar.

python benchmarks/loops/complaints.py log.parquet
"""

import sys
import tempfile
import time
from pathlib import Path

import pcf
from pcf.complaints import CalendarDay, ComplaintInputs, Rule
from pcf.complaints.log import count_complaints
from pcf.metrics.own_columns import log_kind, write_canonical_map

RULES = [
    Rule(
        id=f"{matter}_{place.lower()}_{end}_{version}",
        matter=matter,
        jurisdiction=place,
        clock_start=start,
        clock_end=end,
        limit=limit,
        unit=unit,
        calendar="all",
        rolls=unit == "calendar_days",
        promise=limit - 1,
        promise_unit=unit,
        valid_from=first,
        valid_to=last,
    )
    for matter in ("complaint", "refund", "regulator")
    for place in ("RU", "CN", "EU")
    for end, start, limit, unit in (
        ("acknowledged", "received", 3, "calendar_days"),
        ("answered", "registered", 15, "working_days"),
    )
    for version, first, last in ((1, "", "2025-12-31"), (2, "2026-01-01", ""))
]
DAYS = [
    CalendarDay(calendar="all", day=f"{year}-01-0{day}", is_working=False) for year in (2025, 2026) for day in (1, 2)
]
SEGMENTS = {name: name.title() for name in ("mass", "premium", "private", "small", "large")}

path = Path(sys.argv[1])
pcf.load()
with tempfile.TemporaryDirectory() as folder:
    log = log_kind(path)
    assert not isinstance(log, list)
    log_map = write_canonical_map(path, log, Path(folder) / "map.toml")
    start = time.perf_counter(), time.process_time()  # the model is read by now, as in a session
    inputs = ComplaintInputs(rules=tuple(RULES), days=tuple(DAYS))
    counts, found = count_complaints([path], log_map, inputs=inputs, segments=SEGMENTS, as_of="2026-06-30")
    print(f"{counts.complaints} complaints, {len(RULES)} rules: {time.perf_counter() - start[0]:.2f} s wall,", end=" ")
    print(f"{time.process_time() - start[1]:.2f} s CPU; rows of rules {len(counts.rules)}, findings {len(found)}")
