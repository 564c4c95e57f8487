"""Makes Meridian's staffing plan: one day by the half hour, two segments by phone and a chat for everybody.

Everything is invented: contacts follow a smooth curve over the day with a peak before noon, drawn from no chance at
all, so that each number can be followed. Ids of segments are those of the filled workbook.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from pcf.assessment.pools import busiest_lines
from pcf.workforce.plans.files import read_plan
from pcf.workforce.records import StaffingLine

FOLDER = Path(__file__).parent / "staffing"
DAY = datetime(2026, 11, 23, 8)  # noqa: DTZ001 - local time of the contact centre
INTERVALS = 24
COLUMNS = (
    "segment", "channel", "start", "interval", "calls", "aht", "patience", "target", "within", "occupancy",
    "shrinkage", "concurrency", "minimum", "agents", "cost",
)  # fmt: skip

# segment, channel, most contacts in half an hour, handle time, patience, target, within, at once, minimum, agents
POOLS = (
    ("retail", "phone", 96, 210, 240, "75%", 20, 1, 2, (9, 14)),
    ("premium", "phone", 14, 260, 180, "90%", 10, 1, 2, (3, 4)),
    ("", "chat", 40, 600, 420, "80%", 60, 3, 1, (4, 5)),
)


def write_plan(folder: Path = FOLDER) -> Path:
    """Write the plan as CSV and return the file."""
    folder.mkdir(exist_ok=True)
    path = folder / "plan.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *_rows()])
    return path


def busiest_intervals(plan: Path) -> tuple[StaffingLine, ...]:
    """Return what the filled workbook says of staffing: of each pool the busiest interval of the plan."""
    lines = busiest_lines(read_plan(plan).lines)
    return tuple(line.model_copy(update={"id": f"w{number}"}) for number, line in enumerate(lines, start=1))


def _rows() -> Iterator[tuple[object, ...]]:
    for segment, channel, most, aht, patience, target, within, at_once, minimum, shifts in POOLS:
        for number in range(INTERVALS):
            start = DAY + timedelta(minutes=30 * number)
            busy = 0.35 + 0.65 * math.exp(-(((number - 6) / 6) ** 2)) if number < INTERVALS - 2 else 0.0
            agents = shifts[1] if 2 <= number < 14 else shifts[0]
            # in the last hour the lines are open and nobody is expected
            yield (
                segment, channel, start.isoformat(sep=" ", timespec="minutes"), 1800, round(most * busy), aht, patience,
                target, within, "88%", "30%", at_once, minimum, agents, 4200,
            )  # fmt: skip
