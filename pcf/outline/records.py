"""What was read of a listing, before anything is compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from pcf.errors import N_
from pcf.findings import Finding

Why = Literal[
    "title", "heading", "cookie_notice", "metric_count", "definition", "trailer", "number", "no_code", "other_category"
]
WHYS: tuple[Why, ...] = get_args(Why)
WHY_SAID: Mapping[Why, str] = {
    "title": N_("title"),
    "heading": N_("heading of a table"),
    "cookie_notice": N_("cookie notice"),
    "metric_count": N_("count of metrics"),
    "definition": N_("definition or other text between the entries"),
    "trailer": N_("text after the last entry"),
    "number": N_("a number that is no code"),
    "no_code": N_("a row without a code, PCF id or known name"),
    "other_category": N_("another category"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One element as a listing names it.

    Attributes:
        code: Hierarchy id; blank where only a PCF id or a name stands.
        name: As written, without blanks around it; blank where there is none.
        line: Line of a text, or row of a sheet, from 1.
        element_id: PCF id beside it; blank where there is none.
    """

    code: str
    name: str
    line: int
    element_id: str = ""


@dataclass(frozen=True, slots=True)
class IgnoredLine:
    """A line that is no entry, and why."""

    line: int
    text: str
    why: Why


@dataclass(slots=True)
class Listing:
    """Entries in the order of the file.

    Attributes:
        file: Name of the file.
        sheet: Name of the sheet; blank for a text.
        metric_counts: How many metrics the listing says an element has, by code; who is not in it has no count.
        findings: What was odd about the file.
        encoding: Of a text; blank for a workbook.
    """

    file: str = ""
    sheet: str = ""
    entries: list[Entry] = field(default_factory=list)
    ignored: list[IgnoredLine] = field(default_factory=list)
    metric_counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    encoding: str = ""


Row = tuple[int, Sequence[str]]  # its number, from 1, and its cells
