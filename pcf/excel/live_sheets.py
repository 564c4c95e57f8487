"""The sheets that are only read: what the answers come to, live, and what each level looks like."""

from __future__ import annotations

from pcf.errors import N_
from pcf.excel.columns import HIERARCHY_ID, Column, SheetLayout, live_column

PAST_ROUNDS = 5  # shown beside one another; more are kept

LEVELS = SheetLayout(
    "levels",
    N_("Levels"),
    N_(
        "To read beside the ratings: what each process looks like at each level, what evidence to ask for, and signs "
        "of rating too high. Each level includes the ones below it."
    ),
    (
        HIERARCHY_ID,
        live_column("name", N_("Level name"), 28),
        Column("level", N_("Level"), 7),
        live_column("descriptor", N_("What this level looks like"), 118),
    ),
)
RESULTS = SheetLayout(
    "results",
    N_("Results"),
    N_(
        "Live: changes as you type. A blank or DK lowers the coverage and widens the range; it never counts as 0. "
        "A score needs a coverage of 0.8, or 0.6 to be provisional; the headline also needs a score of every group."
    ),
    (
        *(
            Column(key, "", 8, is_hidden=True)
            for key in (
                "counted", "answered", "aimed", "counted_score", "counted_low", "counted_high", "counted_target",
                "status_code", "ratings_row", "scope_row", "targets_row", "order", "rank",
            )
        ),
        HIERARCHY_ID,
        live_column("name", N_("Process group, process or segment"), 46),
        live_column("score", N_("Score"), 9),
        live_column("level_name", N_("Level name"), 20),
        live_column("status", N_("Status"), 18),
        live_column("coverage", N_("Coverage"), 10),
        live_column("unknown", N_("Don't know, share"), 10),
        live_column("low", N_("Range from"), 10),
        live_column("high", N_("Range to"), 10),
        live_column("target", N_("Target"), 9),
        live_column("gap", N_("Gap"), 8),
        live_column("surplus", N_("Above target"), 9),
        live_column("supported", N_("Supported by evidence"), 11),
        live_column("suggested", N_("Suggested by ticks"), 11),
        live_column("progress", N_("Next level: in place, of"), 11),
        live_column("weight", N_("Weight"), 8),
        live_column("applicable", N_("Applicable"), 11),
    ),
)  # fmt: skip
GAPS = SheetLayout(
    "gaps",
    N_("Gaps"),
    N_(
        "Live: the processes below their target, the largest gap first; of equal gaps the one that weighs more. Beside "
        "each, what the next level looks like."
    ),
    (
        Column("results_row", "", 8, is_hidden=True),
        Column("place", N_("Rank"), 7),
        HIERARCHY_ID,
        live_column("name", N_("Process"), 40),
        live_column("score", N_("Level"), 8),
        live_column("target", N_("Target"), 8),
        live_column("gap", N_("Gap"), 8),
        live_column("bar", N_("Gap, as a bar"), 12),
        live_column("supported", N_("Supported by evidence"), 11),
        live_column("progress", N_("Next level: in place, of"), 11),
        live_column("weight", N_("Weight"), 8),
        live_column("next", N_("What the next level looks like"), 70),
    ),
)
COMPARISON = SheetLayout(
    "comparison",
    N_("Comparison with earlier rounds"),
    N_(
        "Scores of earlier rounds beside those of today. Levels can only be compared where the same people were asked "
        "about the same processes: see who answered before you speak of progress."
    ),
    (
        HIERARCHY_ID,
        live_column("name", N_("Process group, process or segment"), 56),
        *(Column(f"past_{number}", "", 12) for number in range(1, PAST_ROUNDS + 1)),
        live_column("now", N_("Now"), 12),
        live_column("change", N_("Change since the last round"), 13),
        live_column("trend", N_("Trend"), 22),
    ),
)

READ_SHEETS: tuple[SheetLayout, ...] = (RESULTS, GAPS, COMPARISON, LEVELS)
