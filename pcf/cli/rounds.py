"""A round as the commands take it: read, put together, scored as it was when it was saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pcf.assessment import gather
from pcf.findings import Finding
from pcf.inputs import agreed_on, score_gathered
from pcf.rounds.findings import COUNTED_LEFT_BEHIND

if TYPE_CHECKING:
    from pcf.assessment import Assessment, Scorecard
    from pcf.cli.session import Session
    from pcf.inputs import Inputs


def score_inputs(read: Inputs, session: Session) -> tuple[Scorecard | None, list[Finding]]:
    """Score what was read as one round; return what is wrong with it beside: contradictions, faults of reading."""
    if not read.copies:
        return None, read.findings
    gathered = gather(read.copies, session.asked_edition)
    card = score_gathered(read, gathered, session.lang)
    return card, [*card.read_findings, *gathered.findings, *card.counted.findings]


def with_saved_policy(form: Assessment, read: Inputs) -> Assessment:
    """Return a form made of what was read, so that processes combine by it as they did when that was saved."""
    return form.model_copy(update={"policy": agreed_on(read.policies) or form.policy})


def counted_left_behind(read: Inputs) -> Iterator[Finding]:
    """Yield a finding for each saved file whose figures from logs a workbook cannot hold."""
    for file, counted in read.counted.items():
        if counted.by_segment or counted.totals or counted.complaints or counted.reasons:
            name = Path(file).name
            yield Finding(COUNTED_LEFT_BEHIND, name, facts={"found": name})
