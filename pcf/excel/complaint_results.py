"""What the live cells of the sheets of complaints have to show, computed by the rooms that define it."""

from __future__ import annotations

from pcf.complaints.figures import figures_of
from pcf.complaints.iceberg import iceberg
from pcf.complaints.records import ComplaintInputs
from pcf.complaints.stake import stake_terms
from pcf.source import loops


def results_of(said: ComplaintInputs, segment: str) -> dict[str, float | None]:
    """Return what the assumptions of a segment come to, by kind of result; ``None`` where one is missing."""
    declared = {one.id: one for one in loops().complaints.assumptions}
    figures = figures_of([one for one in said.assumptions if one.segment == segment], declared)
    found, terms = iceberg(figures), stake_terms(figures)
    return {
        "dissatisfied": float(found.dissatisfied) if found else None,
        "stake": float(sum(term.amount for term in terms)) if terms else None,
    }
