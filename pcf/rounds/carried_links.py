"""What practices, registers and contact reasons of a form name, carried to another edition in its old order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pcf.assessment.records import Assessment, Link, Unplaced
from pcf.assessment.registers import EvidenceItem, Initiative, Observation
from pcf.mapping import Placement, Practice
from pcf.reasons.records import Reason
from pcf.taxonomy import Taxonomy

Entry = Practice | EvidenceItem | Observation | Initiative | Reason
Tied = TypeVar("Tied", str, Placement)
_TIES = ("causes", "handled_by")


@dataclass(slots=True)
class CarriedLinks:
    """The entries of a form on another edition.

    Attributes:
        entries: Field of the form to its entries.
        lost: Ties to what the edition does not have, each with its position.
        back: What was without a place, and is tied again.
    """

    entries: dict[str, tuple[Entry, ...] | None] = field(default_factory=dict)
    lost: list[Link] = field(default_factory=list)
    back: list[Unplaced] = field(default_factory=list)


def carry_links(old: Assessment, taxonomy: Taxonomy, waiting: Sequence[Unplaced]) -> CarriedLinks:
    """Cut what an edition does not have from every entry of a form, and tie again what it has.

    Args:
        old: The form.
        taxonomy: The other edition.
        waiting: Links without a place, of this round.
    """
    carried = CarriedLinks()
    carrier = _Carrier(taxonomy, waiting, carried)
    carried.entries = {
        "practices": tuple(map(carrier.practice, old.practices)),
        "evidence": tuple(carrier.entry("evidence", one) for one in old.evidence),
        "observations": tuple(carrier.entry("observations", one) for one in old.observations),
        "initiatives": tuple(carrier.initiative(one) for one in old.initiatives),
        "reasons": None if old.reasons is None else tuple(map(carrier.reason, old.reasons)),
    }
    return carried


class _Carrier:
    def __init__(self, taxonomy: Taxonomy, waiting: Sequence[Unplaced], carried: CarriedLinks) -> None:
        self._elements = {element.id for element in taxonomy}
        self._processes = {process.id for process in taxonomy.processes}
        self._metrics = {metric.id for metric in taxonomy.metrics}
        self._waiting = waiting
        self._carried = carried

    def practice(self, practice: Practice) -> Practice:
        link = Link(kept_in="practices", id=practice.id)
        placements = self._tied(
            practice.placements,
            lambda one: one.element is None or one.element in self._elements,
            lambda one: link.model_copy(update={"element": one.element, "placement": one}),
            [
                (one, said.placement or Placement(element=said.element, decision="accepted"))
                for one, said in self._links_of(link)
                if said.element
            ],
        )
        return practice.model_copy(update={"placements": placements})

    def entry(self, kept_in: str, entry: EvidenceItem | Observation) -> Entry:
        """Carry the processes that an entry of a register names."""
        link = Link.model_validate({"kept_in": kept_in, "id": entry.id})
        return entry.model_copy(update={"processes": self._elements_of(entry.processes, link, self._processes)})

    def initiative(self, entry: Initiative) -> Entry:
        """Carry an initiative; with a metric that is gone goes what was expected of it."""
        link = Link(kept_in="initiatives", id=entry.id)
        moved: dict[str, object] = {"processes": self._elements_of(entry.processes, link, self._processes)}
        if entry.metric is not None and entry.metric not in self._metrics:
            told = {"metric": entry.metric, "expected_value": entry.expected_value}
            self._carried.lost.append(link.model_copy(update=told))
            moved |= {"metric": None, "expected_value": None}
        for one, said in self._links_of(link):
            if said.metric in self._metrics and entry.metric is None and "metric" not in moved:
                moved |= {"metric": said.metric, "expected_value": said.expected_value}
                self._carried.back.append(one)
        return entry.model_copy(update=moved)

    def reason(self, reason: Reason) -> Reason:
        moved = {}
        for tie in _TIES:
            link = Link.model_validate({"kept_in": "reasons", "id": reason.id, "tie": tie})
            moved[tie] = self._elements_of(getattr(reason, tie), link, self._elements)
        return reason.model_copy(update=moved)

    def _elements_of(self, named: Sequence[str], link: Link, known: set[str]) -> tuple[str, ...]:
        return self._tied(
            named,
            known.__contains__,
            lambda one: link.model_copy(update={"element": one}),
            [(one, said.element) for one, said in self._links_of(link) if said.element],
        )

    def _tied(
        self,
        named: Sequence[Tied],
        has: Callable[[Tied], bool],
        link_of: Callable[[Tied], Link],
        waiting: Iterable[tuple[Unplaced, Tied]],
    ) -> tuple[Tied, ...]:
        """Cut what has no place; put what has one again where it stood.

        Where something stood is counted among all that ever stood there: what waits since an earlier edition too.
        """
        whole = list(named)
        for unplaced, one in sorted(waiting, key=lambda pair: _position(pair[0])):
            if has(one):
                self._carried.back.append(unplaced)
            if one not in whole:
                whole.insert(_position(unplaced), one)
        for position, one in enumerate(whole):
            if one in named and not has(one):
                self._carried.lost.append(link_of(one).model_copy(update={"position": position}))
        return tuple(one for one in whole if has(one))

    def _links_of(self, like: Link) -> Iterator[tuple[Unplaced, Link]]:
        """Yield what waits for an entry, and for one way in which elements belong to it."""
        for one in self._waiting:
            said = one.link
            if said and (said.kept_in, said.id, said.tie) == (like.kept_in, like.id, like.tie):
                yield one, said


_LAST = 1_000_000


def _position(unplaced: Unplaced) -> int:
    """Return where a tie stood; last if nobody noted it."""
    link = unplaced.link
    return _LAST if link is None or link.position is None else link.position
