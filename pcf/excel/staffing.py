"""The sheet of staffing: contacts and handle times, what is promised, and who is on duty, one interval a row."""

from __future__ import annotations

import re
from datetime import date

from pcf.errors import N_
from pcf.excel.columns import Column, SheetLayout, input_column, live_column

PROMISED_METRIC = "service_level"  # whose target a segment is promised where a row has none of its own

# Columns of numbers by what they hold; times are in seconds, percentages on 0 to 100.
TIMES = ("interval", "aht", "patience", "within", "asa", "short")
PERCENTAGES = ("target", "abandonment", "occupancy", "shrinkage")
AMOUNTS = ("calls", "concurrency", "minimum", "agents", "cost")
NUMBERS = (*TIMES, *PERCENTAGES, *AMOUNTS)

STAFFING = SheetLayout(
    "staffing",
    N_("Staffing"),
    N_(
        "How many contacts come, how long they take, what is promised and who is on duty: one pool of agents and one "
        "interval a row; a typical half hour is enough. Times are in seconds, percentages on 0 to 100. Without a "
        "target of its own a row takes the target of its segment for the service level. Load and occupancy are shown "
        "at once. How many agents are needed is computed by pcf with Erlang's formulas, which Excel does not have: it "
        "stands on the next sheet after pcf template --from, and in the report. The id may stay blank and is then the "
        "one shown."
    ),
    (
        live_column("served", "", 8, is_hidden=True),
        Column("slot", N_("Row"), 6),
        input_column("id", N_("Id"), 11),
        live_column("mark", N_("To do"), 22),
        input_column("segment", N_("Segment, all if blank"), 18),
        input_column("channel", N_("Channel, any if blank"), 13),
        input_column("start", N_("Interval begins, blank if typical"), 19),
        input_column("interval", N_("Interval, s (1800 if blank)"), 11),
        input_column("calls", N_("Contacts offered in the interval"), 10),
        input_column("aht", N_("Handle time, s"), 10),
        live_column("load", N_("Load, erlang"), 10),
        input_column("patience", N_("Mean patience, s (endless if blank)"), 12),
        input_column("target", N_("Target: answered in time, %"), 11),
        live_column("promise", N_("Target in force, %"), 10),
        input_column("within", N_("In time: within, s"), 10),
        input_column("asa", N_("Longest mean wait, s"), 10),
        input_column("abandonment", N_("Abandonment at most, %"), 12),
        input_column("occupancy", N_("Occupancy at most, %"), 11),
        input_column("short", N_("Short abandon: up to, s"), 10),
        input_column("shrinkage", N_("Shrinkage, %"), 10),
        input_column("concurrency", N_("Contacts at once per agent"), 12),
        input_column("minimum", N_("Fewest agents on duty"), 10),
        input_column("agents", N_("Agents on duty today"), 10),
        live_column("busy", N_("Occupancy today if nobody gives up, %"), 13),
        input_column("cost", N_("Cost of one paid hour"), 10),
        input_column("note", N_("Note"), 30),
    ),
    intro_over=("start", "within"),
)
STAFFING_SHEETS: tuple[SheetLayout, ...] = (STAFFING,)

_START = re.compile(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})T)?(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?!00)[0-5][0-9])?"
    r"(?(1)(?:[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?)"
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2099  # of the days that a workbook can give back


def is_start(text: str) -> bool:
    """Whether a text is the moment at which an interval begins, as it is kept; seconds only where they are not 0.

    A day may have an offset from UTC, which tells apart the two times of an hour that comes twice.

    >>> [is_start(one) for one in ("2026-11-02T09:00", "09:30", "2026-02-30T09:00", "9:00", "09:00:00")]
    [True, True, False, False, False]
    """
    match = _START.fullmatch(text)
    if match is None or match[1] is None:
        return match is not None
    try:
        return _FIRST_YEAR <= date.fromisoformat(match[1]).year <= _LAST_YEAR
    except ValueError:
        return False
