"""Coverage of practices as JSON: stable keys, ids in place of elements and practices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pcf.mapping.coverage import Coverage, Practised, SameWork, standing, unique_ids
from pcf.mapping.records import Placement, Practice
from pcf.taxonomy import Element

Ids = Mapping[Practice, str]


def coverage_to_json(covered: Coverage) -> dict[str, object]:
    """Return what ``Coverage.to_json`` promises; a round without practices has the same keys."""
    ids = unique_ids(covered.practices)
    by_standing = covered.by_standing
    counts: dict[str, object] = {one: len(practices) for one, practices in by_standing.items()}
    return {
        "edition": covered.taxonomy.edition,
        "counts": {
            "practices": len(covered.practices),
            **counts,
            "without_owner": None if covered.is_nameless else len(covered.without_owner),
            "without_unit": len(covered.without_unit),
        },
        "practices": [_practice(one, covered, ids) for one in covered.practices],
        "groups": [_practised(one, covered, ids) for one in covered.groups],
        "processes": [_practised(one, covered, ids) for one in covered.processes],
        "without_practice": [one.element.id for one in covered.uncovered],
        "without_place": {one: _ids(practices, ids) for one, practices in by_standing.items() if one != "placed"},
        "too_wide": [_named(one.element) | {"practices": _ids(one.practices, ids)} for one in covered.too_wide],
        "not_in_edition": [
            {"id": element, "practices": _ids(practices, ids)} for element, practices in covered.not_here.items()
        ],
        "same_work": [_same(one, ids) for one in covered.same_work],
    }


def _ids(practices: Iterable[Practice], ids: Ids) -> list[str]:
    return [ids[practice] for practice in practices]


def _named(element: Element) -> dict[str, object]:
    return {"id": element.id, "hierarchy_id": element.hierarchy_id, "level": element.level, "name": element.name}


def _practice(practice: Practice, covered: Coverage, ids: Ids) -> dict[str, object]:
    return {
        "id": ids[practice],
        "text": practice.text,
        "owner": None if covered.is_nameless else practice.owner,
        "unit": practice.unit,
        "standing": standing(practice),
        "elements": list(practice.elements),
        "placements": [_placement(one) for one in practice.placements],
    }


def _placement(one: Placement) -> dict[str, object]:
    """Return a placement without who made it."""
    confidence = None if one.confidence is None else float(one.confidence)
    return {"element": one.element, "relation": one.relation, "decision": one.decision, "confidence": confidence}


def _practised(one: Practised, covered: Coverage, ids: Ids) -> dict[str, object]:
    return _named(one.element) | {
        "applies": one.applies,
        "practices": _ids(one.practices, ids),
        "relations": dict(one.relations),
        "suggested": _ids(one.suggested, ids),
        "owners": None if covered.is_nameless else list(one.owners),
        "units": list(one.units),
    }


def _same(one: SameWork, ids: Ids) -> dict[str, object]:
    units = [{"unit": work.unit, "practices": _ids(work.practices, ids)} for work in one.units]
    return _named(one.element) | {"shared": one.shared, "units": units}
