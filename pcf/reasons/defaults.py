"""The model's classification of contact reasons, as a list to begin with."""

from __future__ import annotations

from pcf.reasons.records import Reason
from pcf.taxonomy import Taxonomy


def default_reasons(taxonomy: Taxonomy) -> tuple[Reason, ...]:
    """Return the model's reasons in the taxonomy's language; of the elements that cause or handle them, its own."""
    return tuple(
        Reason(
            id=one.id,
            words=one.words.spoken(taxonomy.lang),
            owner=one.owner,
            causes=tuple(element for element in one.causes if element in taxonomy),
            handled_by=tuple(element for element in one.handled_by if element in taxonomy),
            driver=one.driver,
        )
        for one in taxonomy.loops.reasons.reasons
    )
