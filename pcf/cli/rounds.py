"""A round as the commands take it: read, put together, scored as it was when it was saved."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pcf.assessment import gather, one_of, score_round
from pcf.assessment.findings import POLICIES_DIFFER
from pcf.findings import Finding
from pcf.rounds.findings import COUNTED_LEFT_BEHIND
from pcf.taxonomy import load

if TYPE_CHECKING:
    from pcf.assessment import Assessment, Counted, Round, Scorecard
    from pcf.cli.inputs import Inputs
    from pcf.cli.session import Session
    from pcf.maturity import Consolidation, Policy

T = TypeVar("T")


def score_inputs(read: Inputs, session: Session) -> tuple[Scorecard | None, list[Finding]]:
    """Score what was read as one round; return what is wrong with it beside: contradictions, faults of reading."""
    if not read.copies:
        return None, read.findings
    gathered = gather(read.copies)
    card = score_gathered(read, gathered, session)
    return card, [*card.read_findings, *gathered.findings, *card.counted.findings]


def score_gathered(
    read: Inputs,
    gathered: Round,
    session: Session,
    *,
    policy: Policy | None = None,
    consolidation: Consolidation | None = None,
    counted: Counted | None = None,
) -> Scorecard:
    """Score a round that was put together of what was read.

    Args:
        read: The files; what they give stands wherever the rest is ``None``. How levels and processes
            combine is as the saved files say if they agree, else as the forms say.
        gathered: The round.
        session: Gives the reader's language.
        policy, consolidation, counted: As asked for, and as counted now.
    """
    disputes = []
    if policy is None and len(read.policies) > 1:
        disputes = [Finding(POLICIES_DIFFER, facts={"found": sorted(read.policies)})]
    card = score_round(
        load(gathered.edition, session.lang),
        gathered,
        policy=policy or _agreed_on(read.policies),
        consolidation=consolidation or _agreed_on(read.consolidations) or "median",
        counted=counted or one_of(read.counted),
    )
    return card.with_findings([*read.findings, *disputes])


def with_saved_policy(form: Assessment, read: Inputs) -> Assessment:
    """Return a form made of what was read, so that processes combine by it as they did when that was saved."""
    return form.model_copy(update={"policy": _agreed_on(read.policies) or form.policy})


def counted_left_behind(read: Inputs) -> Iterator[Finding]:
    """Yield a finding for each saved file whose figures from logs a workbook cannot hold."""
    for file, counted in read.counted.items():
        if counted.by_segment or counted.totals or counted.complaints or counted.reasons:
            name = Path(file).name
            yield Finding(COUNTED_LEFT_BEHIND, name, facts={"found": name})


def _agreed_on(said: Collection[T]) -> T | None:
    return next(iter(said)) if len(said) == 1 else None
