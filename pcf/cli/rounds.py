"""A round as the commands that look at several rounds take it: read, put together, scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.assessment import gather, one_of, score_round
from pcf.findings import Finding
from pcf.taxonomy import load

if TYPE_CHECKING:
    from pcf.assessment import Scorecard
    from pcf.cli.inputs import Inputs
    from pcf.cli.session import Session


def score_inputs(read: Inputs, session: Session) -> tuple[Scorecard | None, list[Finding]]:
    """Score what was read as one round; return what is wrong with it beside: contradictions, faults of reading.

    Levels combine as the saved files say, if they agree.
    """
    if not read.copies:
        return None, read.findings
    gathered, counted = gather(read.copies), one_of(read.counted)
    how = next(iter(read.consolidations)) if len(read.consolidations) == 1 else "median"
    card = score_round(load(gathered.edition, session.lang), gathered, consolidation=how, counted=counted)
    return card.with_findings(read.findings), [*read.findings, *gathered.findings, *counted.findings]
