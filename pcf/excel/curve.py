"""The sheet of what a promise costs: service level against agents, a table that Python computed and Excel looks up."""

from __future__ import annotations

from pcf.errors import N_
from pcf.excel.columns import Column, SheetLayout, live_column
from pcf.excel.layout import OWN

MOST_LINES = 40  # that have a table; the file stays small and quick to open

# What a table depends on, columns of the sheet of staffing; promises and today's agents may change without it.
FIGURES = ("calls", "aht", "interval", "patience", "within", "short", "shrinkage", "concurrency", "cost")
# What a number of agents comes to: fields of ``Met``.
POINT = (
    "agents", "scheduled", "service_level", "service_level_metric", "asa", "wait", "abandonment", "occupancy", "cost",
)  # fmt: skip

# Rows of ours: what moves as one types, and the one cell to choose in.
CHOICE_KEY, VERDICT_KEY, REMARK_KEY = f"{OWN}choice", f"{OWN}verdict", f"{OWN}remark"
PROMISED_KEY, NEEDED_KEY, TODAY_KEY, DIFFERENCE_KEY = (
    f"{OWN}{name}" for name in ("promised", "needed", "today", "difference")
)
CHOICE = "agents"  # the column of the chosen id


def figure_key(figure: str) -> str:
    """Return the key of the row that compares a figure: ``#figure:calls``."""
    return f"{OWN}figure:{figure}"


def shown_key(number: int) -> str:
    """Return the key of a row of the table of the chosen line: ``#shown:1``."""
    return f"{OWN}shown:{number}"


def line_key(line: str) -> str:
    """Return the key of the row with the figures of a line: ``#line:w1``."""
    return f"{OWN}line:{line}"


def point_key(line: str, agents: int) -> str:
    """Return the key of the row of a line and a number of agents: ``#point:w1:12``."""
    return f"{OWN}point:{line}:{agents}"


def is_live(key: str) -> bool:
    """Whether a row holds formulas; the other rows are the tables that Python computed."""
    return not key.startswith((f"{OWN}line:", f"{OWN}point:"))


def _hidden(*keys: str) -> tuple[Column, ...]:
    return tuple(Column(key, "", 8, is_hidden=True) for key in keys)


CURVE = SheetLayout(
    "curve",
    N_("What a promise costs"),
    N_(
        "Service level and cost against the number of agents. Choose a line of the sheet of staffing: below stand what "
        "is promised, the fewest agents who keep it, and what today's agents keep. Promises, limits and today's "
        "agents may be changed there, and the answer moves. The tables themselves are computed by pcf; Excel does not "
        "recompute them."
    ),
    (
        Column("line", N_("Line id"), 36),
        live_column("agents", N_("Agents on duty"), 13),
        live_column("scheduled", N_("Agents to schedule"), 13),
        live_column("service_level", N_("Service level, % of all offered"), 15),
        live_column("service_level_metric", N_("Service level without short abandons, %"), 17),
        live_column("asa", N_("Mean wait of the answered, s"), 15),
        live_column("wait", N_("Mean wait of all, s"), 14),
        live_column("abandonment", N_("Abandonment, %"), 14),
        live_column("occupancy", N_("Occupancy, %"), 13),
        live_column("cost", N_("Cost of the interval"), 14),
        # Out of sight: where things stand, which points keep everything, and what the chart draws.
        *_hidden("first", "count", "row", "about", "endless", "kept", "x", "level", "promise", "money"),
        *_hidden(*(f"blank_{figure}" for figure in FIGURES)),
    ),
)
