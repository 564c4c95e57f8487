"""The hierarchy, an element and what is below it, as one document."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.taxonomy import Element, Taxonomy


def subtree(start: Element, depth: int) -> tuple[Element, ...]:
    """Return an element and what is below it in printed order, so many levels deep."""
    first = start.level or 1
    return tuple(one for one in (start, *start.descendants) if (one.level or 1) - first <= depth)


def tree_document(taxonomy: Taxonomy, shown: Sequence[Element]) -> dict[str, object]:
    rows = [{"id": e.id, "hierarchy_id": e.hierarchy_id, "level": e.level, "name": e.name} for e in shown]
    return {"edition": taxonomy.edition, "elements": rows}
