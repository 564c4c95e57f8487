"""What ships, with the own elements of organisations beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from pcf.errors import N_, Phrase
from pcf.extensions import findings as kinds
from pcf.extensions.building import place_under
from pcf.extensions.records import Extension
from pcf.findings import Finding
from pcf.framework import Framework, shipped
from pcf.ids import edition_number, level, sort_key
from pcf.model import Bundle, ElementRecord, OwnName, Place
from pcf.model.log import LogsBundle
from pcf.model.loop import LoopsBundle
from pcf.model.rubric import RubricsBundle


class ExtendedFramework(Framework):
    """Every record of what ships is kept as it is; only names and descriptions of others are added to it."""

    def __init__(self, extensions: Sequence[Extension]) -> None:
        super().__init__()
        self._extensions = tuple(extensions)
        self.extensions = tuple(extension.id for extension in extensions if not extension.is_lent)

    @cached_property
    def bundle(self) -> Bundle:
        base = shipped().bundle
        own = [record for extension in self._extensions for record in extension.elements]
        local = [edition for extension in self._extensions for edition in extension.editions]
        added = {
            "elements": tuple(self._placed([*base.elements, *own])),
            "measures": (*base.measures, *(one for extension in self._extensions for one in extension.measures)),
            "metrics": (*base.metrics, *(one for extension in self._extensions for one in extension.metrics)),
            "organisations": tuple(one.organisation for one in self._extensions if not one.is_lent),
            "editions": tuple(
                sorted((*base.editions, *(one.record for one in local)), key=lambda one: sort_key(one.id))
            ),
        }
        return base.model_copy(update=added)

    def _placed(self, records: Sequence[ElementRecord]) -> list[ElementRecord]:
        """Give the records what organisations call them, and their places in local editions."""
        names: dict[str, list[OwnName]] = {record.id: [] for record in records}
        for extension in self._extensions:
            for element, name in extension.names.items():
                names[element].append(name)
        extra = _local_places(self._extensions)
        for extension in self._extensions:
            for own in extension.elements:
                extra.setdefault(own.id, []).extend(_own_places(extension, own, extra))
        known = {record.id for record in records}
        fresh = [_new_element(element, places) for element, places in extra.items() if element not in known]
        return [
            record.model_copy(update={"own_names": tuple(names[record.id]), "places": _in_order(record, extra)})
            if names[record.id] or extra.get(record.id)
            else record
            for record in records
        ] + fresh

    @cached_property
    def rubrics(self) -> RubricsBundle:
        said: dict[str, list[object]] = {}
        for extension in self._extensions:
            for process, descriptors in extension.descriptors.items():
                said.setdefault(process, []).extend(descriptors)
        base = [
            record.model_copy(update={"own_descriptors": tuple(said[record.process])})
            if record.process in said
            else record
            for record in shipped().rubrics.rubrics
        ]
        own = [rubric for extension in self._extensions for rubric in extension.rubrics]
        return RubricsBundle(rubrics=(*base, *own))

    @cached_property
    def logs(self) -> LogsBundle:
        base = shipped().logs
        own = [counting for extension in self._extensions for counting in extension.countings]
        return base.model_copy(update={"countings": (*base.countings, *own)})

    @cached_property
    def loops(self) -> LoopsBundle:
        base = shipped().loops
        own = [reason for extension in self._extensions for reason in extension.reasons]
        reasons = base.reasons.model_copy(update={"reasons": (*base.reasons.reasons, *own)})
        return base.model_copy(update={"reasons": reasons})

    def stands_on(self, extensions: tuple[Extension, ...]) -> bool:
        """Whether it is made of these."""
        return self._extensions == extensions

    def __reduce__(self) -> tuple[object, ...]:
        from pcf.extensions import restored

        return restored, (self._extensions,)


def collisions(extensions: Sequence[Extension]) -> list[Finding]:
    """Find places that two elements claim, and editions that were read twice.

    Own elements may meet under one parent with one number, and what an edition of the user's own has there.
    """
    found: list[Finding] = []
    taken: dict[tuple[object, ...], tuple[str, str]] = {}
    local = _local_places(extensions)
    for extension in extensions:
        for edition in extension.editions:
            for element, known in edition.places.items():
                taken[known.edition, known.hierarchy_id] = (element, extension.id)
    for extension in extensions:
        claims: list[tuple[tuple[object, ...], str]] = [(place, own) for own, place in extension.parents.items()]
        claims += [
            ((known.edition, known.hierarchy_id), own.id)
            for own in extension.elements
            for known in _own_places(extension, own, local)
            if (known.edition, known.hierarchy_id) in taken  # another own element there has the same parent and number
        ]
        claims += [
            (("edition", edition_number(edition.record.id)), edition.record.id) for edition in extension.editions
        ]
        for place, claimed in claims:
            if place in taken:
                other, other_owner = taken[place]
                facts = {"found": claimed, "owner": extension.id, "other": other, "other_owner": other_owner}
                shown = Phrase(N_("the same edition")) if place[0] == "edition" else f"{place[0]}, {place[1]}"
                found.append(Finding(kinds.EXTENSIONS_COLLIDE, facts={**facts, "place": shown}))
            taken.setdefault(place, (claimed, extension.id))
    return found


def _local_places(extensions: Sequence[Extension]) -> dict[str, list[Place]]:
    """Return where elements stand in the editions of the user's own."""
    found: dict[str, list[Place]] = {}
    for extension in extensions:
        for edition in extension.editions:
            for element, place in edition.places.items():
                found.setdefault(element, []).append(place)
    return found


def _own_places(extension: Extension, element: ElementRecord, local: Mapping[str, Sequence[Place]]) -> list[Place]:
    """Find where an own element stands in local editions: under its parent, as in those that ship."""
    above, number = extension.parents[element.id]
    numbers = [number]
    while above in extension.parents:
        above, number = extension.parents[above]
        numbers = [number, *numbers]
    name = element.places[0].name
    inside = [place for place in local.get(above, ()) if place.hierarchy_id and not place.outside]
    return [
        place_under(place, numbers, name) for place in inside if level(place.hierarchy_id or "") + len(numbers) <= 5
    ]


def _in_order(record: ElementRecord, extra: Mapping[str, Sequence[Place]]) -> tuple[Place, ...]:
    places = [*record.places, *extra.get(record.id, ())]
    return tuple(sorted(places, key=lambda place: sort_key(place.edition)))


def _new_element(element: str, places: Sequence[Place]) -> ElementRecord:
    """Make the record of an element that only a local edition has."""
    return ElementRecord(id=element, places=tuple(places), source=f"PCF {places[0].edition}, a user's own copy")
