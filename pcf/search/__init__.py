"""Search over everything the model says, in three languages at once."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.search.index import Kind, Match, index_of
from pcf.taxonomy import Taxonomy

__all__ = ["Hit", "find"]

_FAR_BEHIND = 0.3  # what scores less than this share of the best is no answer beside it


@dataclass(frozen=True, slots=True)
class Hit:
    """One element or metric that answers a query.

    ``score`` is 0 to 1 and orders the hits of one query; it is no confidence, and those of two queries do not
    compare. ``matched`` is the phrase that answered best.
    """

    id: str
    kind: Kind
    hierarchy_id: str
    name: str
    score: float
    matched: str


def find(taxonomy: Taxonomy, text: str, limit: int = 10) -> list[Hit]:
    """Return the best hits, best first; names in the taxonomy's language.

    Args:
        taxonomy: The edition to search, and the language of the names.
        text: Words of any of the three languages, a whole statement, an element id, a hierarchy id or a metric id.
        limit: How many hits at most; none for 0 or less.
    """
    order = {element.id: position for position, element in enumerate(taxonomy)}

    def rank(match: Match) -> tuple[float, Kind, int, str]:
        kind, found = match.owner
        return -round(match.score, 9), kind, order.get(found, 0), found  # of equals, elements first, in printed order

    ranked = sorted(index_of(taxonomy.framework, taxonomy.edition).matches(text), key=rank)
    return [_hit(taxonomy, match) for match in ranked[: max(0, limit)] if match.score >= _FAR_BEHIND * ranked[0].score]


def _hit(taxonomy: Taxonomy, match: Match) -> Hit:
    kind, found = match.owner
    if kind == "element":
        element = taxonomy[found]
        return Hit(found, kind, element.hierarchy_id or "", element.name, match.score, match.phrase)
    metric = taxonomy.metric(found)
    return Hit(found, kind, taxonomy[metric.element].hierarchy_id or "", metric.name, match.score, match.phrase)
