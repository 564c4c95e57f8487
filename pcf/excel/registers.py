"""The three registers of an engagement as sheets: evidence, findings of the assessment, initiatives."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.errors import N_
from pcf.excel.columns import Column, SheetLayout, input_column, live_column

_SLOT = Column("slot", N_("Row"), 6)  # shows the id that an entry has if none is typed
_ID = input_column("id", N_("Id"), 9)
_KIND = input_column("kind", N_("Kind"), 11)
_KIND_NAME = live_column("kind_name", N_("Meaning"), 14)
_OWNER = input_column("owner", N_("Owner"), 15)
_PROCESSES = input_column("processes", N_("Processes (ids)"), 16)

EVIDENCE = SheetLayout(
    "evidence",
    N_("Evidence register"),
    N_(
        "Documents, records and figures that were seen, one a row, and the processes that they speak for: ids such as "
        "6.2.2 or 10388, separated by commas. An entry with a kind counts for these processes like a tick beside the "
        "rating. The id may stay blank and is then the one shown on the left."
    ),
    (
        live_column("place", "", 8, is_hidden=True),
        live_column("named", "", 8, is_hidden=True),
        _SLOT,
        _ID,
        input_column("title", N_("Document, record or figure"), 40),
        input_column("version", N_("Version"), 10),
        input_column("date", N_("Dated"), 12),
        _OWNER,
        _KIND,
        _KIND_NAME,
        _PROCESSES,
        input_column("shows", N_("What it shows"), 50),
    ),
)
OBSERVATIONS = SheetLayout(
    "observations",
    N_("Findings of the assessment"),
    N_(
        "What the assessors found, one a row: a strength or a gap, what follows from it and what they recommend. "
        "Evidence is named by the ids of its entries in the register. The id may stay blank and is then the one shown "
        "on the left."
    ),
    (
        _SLOT,
        _ID,
        input_column("text", N_("What was found"), 44),
        _KIND,
        _KIND_NAME,
        _PROCESSES,
        input_column("segment", N_("Segment"), 16),
        input_column("evidence", N_("Evidence (ids)"), 14),
        input_column("consequence", N_("What follows from it"), 36),
        input_column("recommendation", N_("Recommendation"), 36),
    ),
)
INITIATIVES = SheetLayout(
    "initiatives",
    N_("Initiatives"),
    N_(
        "What is to be done, one a row, and what it is expected to change. Wave: when, 1 comes first; where blank, it "
        "follows from the initiatives that this one depends on. Cost is in the currency of the first sheet. The id may "
        "stay blank and is then the one shown on the left."
    ),
    (
        live_column("place", "", 8, is_hidden=True),
        _SLOT,
        _ID,
        input_column("title", N_("What is to be done"), 34),
        _OWNER,
        input_column("state", N_("State"), 10),
        live_column("state_name", N_("Meaning"), 13),
        input_column("wave", N_("Wave"), 6),
        input_column("depends_on", N_("Depends on (ids)"), 12),
        _PROCESSES,
        input_column("expected_level", N_("Expected level"), 9),
        input_column("metric", N_("Metric that it moves (id)"), 19),
        live_column("metric_name", N_("Metric"), 24),
        input_column("segment", N_("Segment, all if blank"), 14),
        input_column("expected_value", N_("Expected value"), 10),
        live_column("unit", N_("Unit"), 10),
        input_column("cost", N_("Cost"), 11),
        input_column("effort", N_("Effort, person-days"), 9),
        input_column("note", N_("Note"), 20),
    ),
)
REGISTERS: tuple[SheetLayout, ...] = (EVIDENCE, OBSERVATIONS, INITIATIVES)

# What the rows of these sheets are called, and the ids of their entries where none is typed: e1, e2 …
PREFIXES: Mapping[str, str] = {"practices": "p", "evidence": "e", "observations": "f", "initiatives": "i"}
MOST_ROWS = 20_000  # of such a sheet: the keys that a reader knows
# Sheets of other rooms whose rows are entries too; those of a calendar have a key and no id.
ROW_PREFIXES: Mapping[str, str] = {**PREFIXES, "rules": "r", "calendar": "c", "reasons": "q", "staffing": "w"}
ROWS: Mapping[str, int] = {
    "practices": 200,
    "evidence": 60,
    "observations": 60,
    "initiatives": 40,
    "rules": 40,
    "calendar": 400,
    "reasons": 85,
    "staffing": 40,
}
