"""The sheet of report.xlsx with every number of every process, each group above its processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pcf.assessment import PastRound, ProcessScore
from pcf.assessment.figures import Figures
from pcf.assessment.highlights import target_of
from pcf.assessment.words import LAYER, POLICY, STATE, STATUS, state_of
from pcf.excel.results.table import Column, Report, Table, Value
from pcf.excel.styles import GROUP_FILL
from pcf.excel.workbook.checklist import progress_of
from pcf.i18n import Translator
from pcf.maturity import Score


def _columns(say: Translator) -> dict[str, Column]:
    """Return the columns by what stands in them."""
    return {
        "hierarchy_id": Column(say("No."), 8),
        "id": Column(say("Element id"), 9),
        "name": Column(say("Process"), 36),
        "answer": Column(say("Answer"), 12),
        "score": Column(say("Level"), 8, "level"),
        "standing": Column(say("Level name"), 19),
        "status": Column(say("Status"), 12),
        "low": Column(say("Possible range, low"), 9, "level"),
        "high": Column(say("Possible range, high"), 9, "level"),
        "coverage": Column(say("Coverage"), 9, "share"),
        "dk_share": Column(say("Don't know, share"), 9, "share"),
        "supported": Column(say("Supported"), 10, "count"),
        "suggested": Column(say("Suggested by ticks"), 10, "count"),
        "progress": Column(say("Next level: in place, of"), 10),
        "evidence": Column(say("Evidence"), 17),
        "target": Column(say("Target"), 9, "level"),
        "gap": Column(say("Gap"), 8, "level"),
        "surplus": Column(say("Above target"), 9, "level"),
        "weight": Column(say("Weight"), 8, "weight"),
        "n": Column(say("Answers"), 9, "count"),
        "dk": Column(say("Don't know, answers"), 9, "count"),
        "spread": Column(say("Answers apart by"), 9, "count"),
        "layer": Column(say("Number shown"), 15),
        "reason": Column(say("Reason"), 26),
    }


def write_processes(report: Report) -> None:
    """Write the category, then every group with its processes: every number of the JSON, and the last round's."""
    _Processes(report).write()


class _Processes:
    def __init__(self, report: Report) -> None:
        self.report, self.say, self.card = report, report.say, report.card
        self.figures = Figures(report.card, report.lang)
        self.before: PastRound | None = next(reversed(report.card.round.history), None)
        self.columns = _columns(report.say)
        if self.before:
            self.columns["before"] = Column(self.before.round, 9, "level")
            self.columns["change"] = Column(self.say("Change since the last round"), 12, "change")
        self.kinds = {
            term.code: term.name.spoken(report.lang) for term in self.figures.taxonomy.bundle.maturity.evidence
        }

    def write(self) -> None:
        page, name = self.report.sheet(self.say("Processes"))
        table = Table(self.report, page, list(self.columns.values()))
        table.size()
        rows = {row["id"]: row for row in self.report.json["processes"]}
        groups = {row["id"]: row for row in self.report.json["groups"]}
        self._parent(table, self.card.score, self.report.json)
        for group in self.card.groups:
            self._parent(table, group, groups[group.id])
            for child in group.children:
                self._process(table, self.card.process(child.id), rows[child.id])
        table.finish(name, frozen_columns=3)

    def _parent(self, table: Table, score: Score, row: Mapping[str, Any]) -> None:
        """Write the category or a group: what it comes to, its weight, and how it comes to that."""
        element, target = self.figures.taxonomy[score.id], target_of(self.card, score) if score.applicable else None
        status = self.say(STATUS[score.status]) if score.applicable else self.say("not applicable")
        values = self._shared(score, row) | {
            "hierarchy_id": element.hierarchy_id,
            "id": element.id,
            "name": element.shown_name,
            "status": status,
            "target": None if target is None else float(target),
            "layer": self.say(POLICY[score.policy]) if score.policy else "",
        }
        of = self.report.looks.of
        looks = [of(column.kind, is_strong=True, fill=GROUP_FILL) for column in self.columns.values()]
        self._write(table, values, dict(enumerate(looks)))

    def _process(self, table: Table, process: ProcessScore, row: Mapping[str, Any]) -> None:
        values = self._shared(process.score, row) | {
            "hierarchy_id": row["hierarchy_id"],
            "id": row["id"],
            "name": self.figures.taxonomy[process.element.id].shown_name,
            "answer": self.say(STATE[state_of(process)]),
            "supported": row["supported"],
            "suggested": row["suggested"],
            "progress": progress_of(process),
            "evidence": ", ".join(self.kinds[kind] for kind in row["evidence"]),
            "status": self.say(STATUS[process.score.status]),
            "layer": self.say(LAYER[process.layer]),
            **{key: row[key] for key in ("target", "gap", "surplus", "n", "dk", "spread", "reason")},
        }
        shaded = list(self.columns).index("score")
        looks = {shaded: self.report.looks.shade(row["score"])} if row["score"] is not None else None
        self._write(table, values, looks)

    def _shared(self, score: Score, row: Mapping[str, Any]) -> dict[str, Value]:
        """Return what groups and processes have alike."""
        low, high = row["range"] or (None, None)
        before = self.before.scores.get(score.id) if self.before else None
        return {
            "score": row["score"],
            "standing": self.figures.standing_beside(score.score),
            "low": low,
            "high": high,
            "coverage": row["coverage"] if score.applicable else None,
            "dk_share": row["dk_share"] if score.applicable else None,
            "weight": row["weight"],
            "before": None if before is None else float(before),
            "change": None if before is None or row["score"] is None else round(row["score"] - float(before), 6),
        }

    def _write(self, table: Table, values: Mapping[str, Value], looks: Mapping[int, Any] | None) -> None:
        table.row([values.get(key) for key in self.columns], looks)
