"""The complaint loop of one round: audit and plan, economics, the log, and what is wrong with any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pcf.complaints.audit import Audit, audit
from pcf.complaints.counts import ComplaintCounts
from pcf.complaints.economy import Economy, economy
from pcf.complaints.economy_checks import check_assumptions
from pcf.complaints.records import ComplaintInputs
from pcf.complaints.rule_checks import check_rules
from pcf.findings import Finding
from pcf.ids import Language
from pcf.metrics.segments import Segments
from pcf.model.loop import AssumptionRecord, ComplaintsRecord
from pcf.source import loops


@dataclass(frozen=True)
class ComplaintLoop:
    """What an organisation's complaints amount to.

    Attributes:
        inputs: What was typed.
        counts: What a log says; ``None`` without one.
        audit: Building blocks and steps.
        economy: Value at stake and what better answers are worth, per segment and in total.
        segments: Segment id to name, in the order of the workbook.
        day: The day as of which things are due or out of date (ISO 8601).
        lang: The language of texts of the model.
        findings: What is wrong or doubtful.
    """

    inputs: ComplaintInputs
    counts: ComplaintCounts | None
    audit: Audit
    economy: Economy
    segments: Mapping[str, str]
    day: str
    lang: Language
    findings: tuple[Finding, ...]

    @cached_property
    def model(self) -> ComplaintsRecord:
        """The data of the model."""
        return loops().complaints

    @cached_property
    def assumptions(self) -> Mapping[str, AssumptionRecord]:
        """The assumptions of the model by id."""
        return {one.id: one for one in self.model.assumptions}

    def spoken(self, assumption: str) -> str:
        """Return what an assumption is called."""
        return self.assumptions[assumption].name.spoken(self.lang)

    def scale(self, assumption: str) -> int:
        """Return by what a figure is multiplied to be shown: 100 for shares."""
        return 100 if self.assumptions[assumption].unit == "percent" else 1

    def to_json(self) -> dict[str, Any]:
        """Return everything with stable keys; shares on 0 to 100, nothing rounded."""
        from pcf.complaints.loop_json import loop_to_json

        return loop_to_json(self)


def complaint_loop(
    inputs: ComplaintInputs,
    *,
    segments: Mapping[str, str],
    counts: ComplaintCounts | None = None,
    as_of: date,
    lang: Language = "en",
) -> ComplaintLoop:
    """Bring together what was typed and what was counted.

    Args:
        inputs: What was typed.
        segments: Segment id to name.
        counts: What a log says.
        as_of: The day as of which steps are due and rules out of date.
        lang: The language of texts of the model.
    """
    model = loops().complaints
    declared = {one.id: one for one in model.assumptions}
    by_segment = complaints_by_segment(counts, segments)
    names = {one.id: one.name.spoken(lang) for one in model.assumptions}
    found = [
        *check_rules(inputs, segments=segments, on=as_of),
        *check_assumptions(segments, inputs.assumptions, declared, names, by_segment),
    ]
    return ComplaintLoop(
        inputs=inputs,
        counts=counts,
        audit=audit(inputs, model),
        economy=economy(list(segments), inputs.assumptions, declared, by_segment),
        segments=segments,
        day=as_of.isoformat(),
        lang=lang,
        findings=tuple(found),
    )


def complaints_by_segment(counts: ComplaintCounts | None, segments: Mapping[str, str]) -> dict[str, int]:
    """Return the complaints of the log by segment id.

    A segment that the log does not have is absent: nobody knows whether it had none.
    """
    known = Segments(segments)
    found: dict[str, int] = {}
    for row in counts.cuts.get("segment", ()) if counts else ():
        if (segment := known.of(row.value)) is not None:
            found[segment] = found.get(segment, 0) + row.complaints
    return found
