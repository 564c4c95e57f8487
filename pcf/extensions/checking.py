"""What sound items of an extension may still have wrong: ids of others, unknown names, places that are taken."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pcf.errors import N_, Phrase
from pcf.extensions import findings as kinds
from pcf.extensions.reading import Folder, Item, ids_twice
from pcf.extensions.shapes import OwnElementEntry, OwnLevelsEntry, OwnMeasureEntry, OwnMetricEntry
from pcf.findings import Finding
from pcf.formula import measures_of
from pcf.formula.units import declared_unit, unit_of
from pcf.framework import Framework
from pcf.ids import level, owner_of
from pcf.source import checks
from pcf.source.shapes import MeasureEntry

_DEEPEST_LEVEL = 5
_KEYS = {
    "elements.yaml": "id",
    "names.yaml": "element",
    "measures.yaml": "id",
    "metrics.yaml": "id",
    "levels.yaml": "process",
    "reasons.yaml": "id",
}


class Checker:
    """Checks one folder against what ships.

    Args:
        folder: What was read.
        base: What ships.
    """

    def __init__(self, folder: Folder, base: Framework) -> None:
        self._folder = folder
        self._base = base
        self._owner = folder.head.id if folder.head else ""
        self._shipped = {record.id for record in base.bundle.elements}
        own: list[Item[OwnElementEntry]] = folder.of("elements.yaml")
        self._own = {item.entry.id: item.entry for item in own}
        self._elements = self._shipped | self._own.keys() | folder.ids_in("elements.yaml")
        self._is_whole = all(folder.has_every_id(file) for file in ("elements.yaml", "measures.yaml"))
        self._units = {record.id: record.unit for record in base.bundle.measures}
        self._units |= {item.entry.id: item.entry.unit for item in folder.of("measures.yaml")}

    def findings(self) -> Iterator[Finding]:
        """Yield every fault."""
        for name, key in _KEYS.items():
            yield from ids_twice(self._folder.of(name), key)
        for item in self._folder.of("elements.yaml"):
            yield from self._foreign(item, item.entry.id)
            yield from self._unknown(item, "parent", [item.entry.parent], self._elements)
            bundle = self._base.bundle
            yield from self._unknown(item, "objects", item.entry.objects, {tag.code for tag in bundle.objects})
            yield from self._unknown(item, "actions", item.entry.actions, {tag.code for tag in bundle.actions})
        yield from self._places()
        for item in self._folder.of("names.yaml"):
            if owner_of(item.entry.element) == self._owner:
                yield item.finding(kinds.EXTENSION_NAME_OWN, found=item.entry.element)
            else:
                yield from self._unknown(item, "element", [item.entry.element], self._shipped)
        for item in self._folder.of("measures.yaml"):
            yield from self._foreign(item, item.entry.id)
            yield from self._countings(item)
        for item in self._folder.of("metrics.yaml"):
            yield from self._metric(item)
        for item in self._folder.of("levels.yaml"):
            yield from self._levels(item)
        for item in self._folder.of("reasons.yaml"):
            yield from self._reason(item)

    def _foreign(self, item: Item[Any], some_id: str) -> Iterator[Finding]:
        if owner_of(some_id) != self._owner:
            yield item.finding(kinds.EXTENSION_ID_FOREIGN, found=some_id, owner=self._owner)

    def _unknown(self, item: Item[Any], key: str, named: Iterable[str], known: Collection[str]) -> Iterator[Finding]:
        for name in dict.fromkeys(named):
            if name not in known and (self._is_whole or owner_of(name) != self._owner):
                closest = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5) or ["–"]
                said = getattr(item.entry, _KEYS[item.file])
                yield item.finding(kinds.EXTENSION_ID_UNKNOWN, item=said, key=key, found=name, closest=closest)

    def _places(self) -> Iterator[Finding]:
        """An own element has one free number under a parent that leads up to a shipped element."""
        taken: dict[tuple[str, int], str] = {}
        for item in self._folder.of("elements.yaml"):
            entry: OwnElementEntry = item.entry
            why = self._why_not(entry, taken)
            if why is not None:
                yield item.finding(kinds.EXTENSION_PLACE, found=entry.id, parent=entry.parent, why=why)
            taken.setdefault((entry.parent, entry.number), entry.id)

    def _why_not(self, entry: OwnElementEntry, taken: dict[tuple[str, int], str]) -> Phrase | None:
        if (entry.parent, entry.number) in taken:
            return Phrase(N_("another own element has this number there"))
        above, depth = entry.parent, 1
        while above in self._own:
            above, depth = self._own[above].parent, depth + 1
            if depth > len(self._own) + 1:
                return Phrase(N_("its parents lead back to itself"))
        if above not in self._shipped:
            return None  # told as an unknown id
        record = next(record for record in self._base.bundle.elements if record.id == above)
        inside = [place for place in record.places if place.hierarchy_id and not place.outside]
        if not inside:
            return Phrase(N_("the parent stands under customer service in no edition"))
        if max(level(place.hierarchy_id or "") for place in inside) + depth > _DEEPEST_LEVEL:
            return Phrase(N_("it would be deeper than the level of tasks"))
        return None

    def _countings(self, item: Item[OwnMeasureEntry]) -> Iterator[Finding]:
        logs = self._base.logs
        entry = item.entry
        for fault in checks.measures(logs.logs, logs.parameters)(_measure_like(entry)):
            yield item.finding(kinds.EXTENSION_COUNTING, item=entry.id, found=fault.field)

    def _metric(self, item: Item[OwnMetricEntry]) -> Iterator[Finding]:
        entry = item.entry
        yield from self._foreign(item, entry.id)
        yield from self._unknown(item, "element", [entry.element], self._elements)
        yield from self._unknown(item, "evidence_for", entry.evidence_for, self._elements)
        yield from self._unknown(item, "same_as", entry.same_as, {one.id for one in self._base.bundle.metrics})
        measures = [*measures_of(entry.formula)]
        if entry.interval is not None and entry.interval.population is not None:
            measures.append(entry.interval.population)
        yield from self._unknown(item, "formula", measures, self._units.keys() | self._folder.ids_in("measures.yaml"))
        if self._units.keys() >= set(measures) and not self._gives_its_unit(entry):
            yield item.finding(kinds.EXTENSION_FORMULA, found=entry.id, unit=entry.unit.value)

    def _gives_its_unit(self, entry: OwnMetricEntry) -> bool:
        try:
            return unit_of(entry.formula, self._units) == declared_unit(entry.unit, entry.per)
        except ValueError:
            return False

    def _levels(self, item: Item[OwnLevelsEntry]) -> Iterator[Finding]:
        entry = item.entry
        yield from self._unknown(item, "process", [entry.process], self._elements)
        if entry.process in self._own:
            why = self._why_not_rated(entry)
            if why is not None:
                yield item.finding(kinds.EXTENSION_LEVELS, found=entry.process, why=why)
        elif entry.process in self._shipped:
            if entry.process not in {one.process for one in self._base.rubrics.rubrics}:
                why = Phrase(N_("levels are described for processes of level 3 only"))
                yield item.finding(kinds.EXTENSION_LEVELS, found=entry.process, why=why)
            elif any(said.statements for said in entry.levels.values()) or entry.evidence or entry.questions:
                why = Phrase(N_("a shipped process keeps its own statements, evidence and questions"))
                yield item.finding(kinds.EXTENSION_LEVELS, found=entry.process, why=why)

    def _why_not_rated(self, entry: OwnLevelsEntry) -> Phrase | None:
        if len(entry.levels) < 6:
            return Phrase(N_("an own process needs all levels from 0 to 5"))
        for step, said in entry.levels.items():
            if any(not code.startswith(step) for code in said.statements):
                return Phrase(N_("the code of a statement begins with its level"))
        return None

    def _reason(self, item: Item[Any]) -> Iterator[Finding]:
        entry = item.entry
        yield from self._foreign(item, entry.id)
        owners = [one.id for one in self._base.loops.reasons.owners]
        if entry.owner not in owners:
            yield item.finding(
                kinds.EXTENSION_VALUE, item=entry.id, key="owner", found=repr(entry.owner), wanted=owners
            )
        yield from self._unknown(item, "causes", entry.causes, self._elements)
        yield from self._unknown(item, "handled_by", entry.handled_by, self._elements)


def _measure_like(entry: OwnMeasureEntry) -> Any:
    """Return an own measure as the checks of ours read it: they look at how it is counted."""
    return MeasureEntry(id=entry.id, unit=entry.unit, counted=entry.counted, name=entry.id, definition=entry.id)
