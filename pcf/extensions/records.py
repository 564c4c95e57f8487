"""An extension that was read and found sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, TypeVar

from pydantic import AfterValidator

from pcf.ids import ElementId, Owner
from pcf.model import EditionRecord, ElementRecord, MeasureRecord, MetricRecord, OrganisationRecord, OwnName, Record
from pcf.model.element import Place
from pcf.model.log import CountingRecord
from pcf.model.loop import ContactReasonRecord
from pcf.model.rubric import OwnDescriptor, RubricRecord

Value = TypeVar("Value")


class ByElement(Mapping[ElementId, Value]):
    """What is said of elements, by their ids. Unlike a ``MappingProxyType`` it can be hashed, copied and pickled."""

    __slots__ = ("_said",)

    def __init__(self, said: Mapping[ElementId, Value]) -> None:
        self._said = dict(said)

    def __getitem__(self, element: ElementId) -> Value:
        return self._said[element]

    def __iter__(self) -> Iterator[ElementId]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)

    def __hash__(self) -> int:
        return hash(frozenset(self._said.items()))

    def __repr__(self) -> str:
        return f"ByElement({self._said!r})"


class LocalEdition(Record):
    """An edition from the user's own copy of APQC's workbook.

    Attributes:
        record: The edition; ``is_local``.
        places: Element id to its place; an id that no shipped edition has is a new element.
    """

    record: EditionRecord
    places: Annotated[Mapping[ElementId, Place], AfterValidator(ByElement)]


class Extension(Record):
    """What an organisation has beside what ships; ready to be put beside it, element by element.

    Attributes:
        organisation: Whose it is.
        elements: Own elements, with a place in every shipped edition that has their parent.
        parents: Own element id to the id of its parent, and its number there: for editions that are read later.
        names: Shipped element id to what the organisation calls it.
        measures, metrics, countings: Own measures and metrics, and how measures are counted from logs.
        rubrics: What own processes are rated by.
        descriptors: Shipped process id to what the organisation says of its levels.
        reasons: Own contact reasons.
        editions: Local editions.
        is_lent: Whether these editions are all that is taken of it, for what stands on one and names nobody's own.
    """

    organisation: OrganisationRecord
    elements: tuple[ElementRecord, ...] = ()
    parents: Annotated[Mapping[ElementId, tuple[ElementId, int]], AfterValidator(ByElement)] = ByElement({})
    names: Annotated[Mapping[ElementId, OwnName], AfterValidator(ByElement)] = ByElement({})
    measures: tuple[MeasureRecord, ...] = ()
    metrics: tuple[MetricRecord, ...] = ()
    countings: tuple[CountingRecord, ...] = ()
    rubrics: tuple[RubricRecord, ...] = ()
    descriptors: Annotated[Mapping[ElementId, tuple[OwnDescriptor, ...]], AfterValidator(ByElement)] = ByElement({})
    reasons: tuple[ContactReasonRecord, ...] = ()
    editions: tuple[LocalEdition, ...] = ()
    is_lent: bool = False

    @property
    def id(self) -> Owner:
        """The organisation's short name."""
        return self.organisation.id

    def only(self, editions: Sequence[LocalEdition]) -> Extension:
        """Return nothing of it but some of its editions, lent."""
        return Extension(organisation=self.organisation, editions=tuple(editions), is_lent=True)
