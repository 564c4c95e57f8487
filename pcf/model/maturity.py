"""The 0-5 scale, kinds of evidence, roles, and which processes an industry has."""

from __future__ import annotations

from typing import Literal, get_args

from pcf.ids import ElementId, MetricId, WordId
from pcf.model.text import Record, Text

AnswerCode = Literal["0", "1", "2", "3", "4", "5", "NA", "DK"]
TickCode = Literal["in_place", "partly", "not_in_place", "NA", "DK"]
EvidenceKind = Literal["said", "written", "shown", "measured", "improved"]
Role = Literal["manager", "specialist", "front_line", "back_office", "contractor"]
ROLES: tuple[Role, ...] = get_args(Role)


class LevelRecord(Record):
    """One answer of the scale: a capability level 0 to 5, NA or DK."""

    code: AnswerCode
    name: Text
    meaning: Text


class TermRecord(Record):
    """One word of a closed list, with what it means."""

    code: WordId | AnswerCode
    name: Text
    meaning: Text


class ProfileRecord(Record):
    """An industry: the processes it usually does not have, and the metrics to begin with."""

    id: WordId
    name: Text
    not_applicable: tuple[ElementId, ...]
    core_metrics: tuple[MetricId, ...]


class ReasonRecord(Record):
    """Why an industry usually does not have these processes."""

    processes: tuple[ElementId, ...]
    reason: Text


class MaturityRecord(Record):
    """Everything a maturity assessment takes from the model."""

    levels: tuple[LevelRecord, ...]
    ticks: tuple[TermRecord, ...]
    evidence: tuple[TermRecord, ...]
    roles: tuple[TermRecord, ...]
    profiles: tuple[ProfileRecord, ...]
    reasons: tuple[ReasonRecord, ...]
