"""What stands in the tables for those who read them, and follows from the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations

from pcf.changes import ChangedElement, compare
from pcf.exchange.tables.declared import CHANGES_TABLE, METRIC_MEASURES
from pcf.exchange.tables.layout import Table
from pcf.formula import measures_of, to_text
from pcf.framework import Framework
from pcf.ids import level, owner_of, parent_of
from pcf.model import Bundle, Place

Row = dict[str, str]  # heading to cell


class _OfBundle(Framework):
    """A framework of a bundle that is only compared: it has the model, and what ships of all else."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        self._given = bundle

    @cached_property
    def bundle(self) -> Bundle:
        return self._given


class Derivation:
    """Everything in the tables that follows from a bundle of sound ids."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    @cached_property
    def _standing(self) -> Mapping[tuple[str, str], str]:
        """Edition and hierarchy id to the element that stands there."""
        return {
            (place.edition, place.hierarchy_id): element.id
            for element in self._bundle.elements
            for place in element.places
            if place.hierarchy_id is not None
        }

    @cached_property
    def _formulas(self) -> Mapping[str, str]:
        return {metric.id: to_text(metric.formula) for metric in self._bundle.metrics}

    def cells(self, table: str, row: Mapping[str, str]) -> Row:
        """Return the cells behind those of the record, for a row of one of ``DERIVED_COLUMNS``."""
        if table == "places":
            stands = row["hierarchy_id"]
            above = parent_of(stands) if stands else None
            parent = self._standing.get((row["edition"], above), "") if above else ""
            return {"level": str(level(stands)) if stands else "", "parent": parent}
        owner = {"owner": owner_of(row["id"]) or ""}
        return {"formula_text": self._formulas[row["id"]]} | owner if table == "metrics" else owner

    def rows(self, table: Table) -> Iterator[Row]:
        """Yield the rows of one of ``DERIVED_TABLES``."""
        if table is METRIC_MEASURES:
            for metric in self._bundle.metrics:
                yield from ({"metric": metric.id, "measure": measure} for measure in measures_of(metric.formula))
        elif table is CHANGES_TABLE:
            framework = _OfBundle(self._bundle)
            editions = [framework.taxonomy(edition.id, "en") for edition in self._bundle.editions]
            for old, new in combinations(editions, 2):
                pair = {"edition_from": old.edition, "edition_to": new.edition}
                yield from (pair | _changed(row) for row in compare(old, new))


def _changed(row: ChangedElement) -> Row:
    return {
        "element": row.id,
        "change": row.change,
        "also": json.dumps(row.also),
        "hierarchy_id_from": _stands(row.before),
        "name_from": row.before.name.en if row.before else "",
        "hierarchy_id_to": _stands(row.after),
        "name_to": row.after.name.en if row.after else "",
        "successor": row.successor or "",
        "predecessor": row.predecessor or "",
    }


def _stands(place: Place | None) -> str:
    return place.hierarchy_id or "" if place else ""
