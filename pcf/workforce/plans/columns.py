"""The columns of a plan as people write them: by the names of the fields, or by headings in three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pcf.errors import N_
from pcf.i18n import Translator
from pcf.ids import LANGUAGES

Holds = Literal["text", "id", "moment", "amount", "seconds", "share"]


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """One column that a plan may have.

    Attributes:
        field: Of ``StaffingLine``.
        holds: What stands in its cells: ``seconds`` are also understood as times, ``share`` on 0 to 1 or with %.
        heading: What the assessment workbook writes above it, in English.
    """

    field: str
    holds: Holds
    heading: str


COLUMNS: tuple[PlanColumn, ...] = (
    PlanColumn("id", "id", N_("Id")),
    PlanColumn("segment", "text", N_("Segment, all if blank")),
    PlanColumn("channel", "text", N_("Channel, any if blank")),
    PlanColumn("start", "moment", N_("Interval begins, blank if typical")),
    PlanColumn("interval", "seconds", N_("Interval, s (1800 if blank)")),
    PlanColumn("calls", "amount", N_("Contacts offered in the interval")),
    PlanColumn("aht", "seconds", N_("Handle time, s")),
    PlanColumn("patience", "seconds", N_("Mean patience, s (endless if blank)")),
    PlanColumn("target", "share", N_("Target: answered in time, %")),
    PlanColumn("within", "seconds", N_("In time: within, s")),
    PlanColumn("asa", "seconds", N_("Longest mean wait, s")),
    PlanColumn("abandonment", "share", N_("Abandonment at most, %")),
    PlanColumn("occupancy", "share", N_("Occupancy at most, %")),
    PlanColumn("short", "seconds", N_("Short abandon: up to, s")),
    PlanColumn("shrinkage", "share", N_("Shrinkage, %")),
    PlanColumn("concurrency", "amount", N_("Contacts at once per agent")),
    PlanColumn("minimum", "amount", N_("Fewest agents on duty")),
    PlanColumn("agents", "amount", N_("Agents on duty today")),
    PlanColumn("cost", "amount", N_("Cost of one paid hour")),
    PlanColumn("note", "text", N_("Note")),
)
COLUMN_BY_FIELD: Mapping[str, PlanColumn] = {column.field: column for column in COLUMNS}
NEEDED = ("calls", "aht")

# What `pcf staff -o` adds to a plan: known when the file is read again, and then left alone.
RESULTS = (
    "load", "needed", "scheduled", "limited_by", "service_level", "service_level_metric", "mean_wait_answered",
    "mean_wait_all", "abandoned", "busy", "p_wait", "cost_of_interval", "today_service_level",
    "today_service_level_metric", "today_mean_wait_answered", "today_mean_wait_all", "today_abandoned", "today_busy",
    "today_cost_of_interval", "today_kept", "missing",
)  # fmt: skip
_MORE = {
    "segment": ("segment", "сегмент", "客户群"),
    "channel": ("channel", "канал", "渠道"),
    "start": ("start", "interval start", "начало интервала", "时段开始"),
    "calls": ("contacts", "offered", "контакты", "обращения", "звонки", "вызовы", "来电量", "联络量"),
    "aht": ("handle time", "average handle time", "время обработки", "среднее время обработки", "平均处理时长"),
    "note": ("comment", "комментарий", "备注"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """A recognised heading.

    Attributes:
        column: What stands below it; ``None`` for results of ours.
        is_percent: Whether the heading itself has the sign %, so that numbers below it are percentages.
    """

    column: PlanColumn | None
    is_percent: bool = False


def head_of(heading: str) -> Head | None:
    """Return what a heading means; ``None`` for one that plans do not have. Capitals and blanks do not matter."""
    return _known().get(_plain(heading))


def is_head(cells: Sequence[str]) -> bool:
    """Whether a row holds the headings of a plan: the contacts and their handle time are among them."""
    heads = [head_of(cell) for cell in cells]
    fields = {head.column.field for head in heads if head and head.column}
    return fields.issuperset(NEEDED)


def known_heads(cells: Sequence[str]) -> int:
    """Count the headings of a row that plans have."""
    return sum(1 for cell in cells if head_of(cell))


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().replace("_", " ").replace("ё", "е").split()).rstrip(":：").strip()


@cache
def _known() -> Mapping[str, Head]:
    """Return every heading that is understood; names of fields win over translations."""
    known = {_plain(name): Head(None) for name in RESULTS}
    for column in COLUMNS:
        for lang in LANGUAGES:
            said = Translator(lang)(column.heading)
            known[_plain(said)] = Head(column, is_percent=column.holds == "share" and "%" in said)
        known |= {_plain(name): Head(column) for name in _MORE.get(column.field, ())}
    return known | {_plain(column.field): Head(column) for column in COLUMNS}
