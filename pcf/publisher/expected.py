"""What the model says that a comparison of two editions should tell of each element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pcf.model import ElementRecord, Place
from pcf.publisher.details import same_name
from pcf.taxonomy import Element, Taxonomy


@dataclass(frozen=True, slots=True)
class Children:
    """Ids below one element: those that a comparison has to name, and those that it may.

    What moved from one parent to another, and what the sources of an edition leave open, may be named.
    """

    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()

    def agrees(self, said: frozenset[str]) -> bool:
        return self.must <= said <= self.may


@dataclass(frozen=True, slots=True)
class Expected:
    """What should be told of one element.

    Attributes:
        is_new: ``None`` where the sources leave it open.
        was: Its name before if that is another; ``None`` where it is the same, or not known.
        added, dropped, changed: Its children.
    """

    is_new: bool | None
    was: str | None
    added: Children
    dropped: Children
    changed: Children

    @property
    def must_change(self) -> bool:
        return bool(self.is_new or self.was or self.added.must or self.dropped.must or self.changed.must)

    @property
    def may_change(self) -> bool:
        is_named = self.added.may or self.dropped.may or self.changed.may
        return self.must_change or self.is_new is None or bool(is_named)


class Expectations:
    """Two editions, asked element by element.

    Args:
        old: The earlier one.
        new: The one whose elements are asked for.
    """

    def __init__(self, old: Taxonomy, new: Taxonomy) -> None:
        self._old, self._new = old, new
        self._order = [edition.id for edition in new.bundle.editions]

    @cached_property
    def _records(self) -> Mapping[str, ElementRecord]:
        return {record.id: record for record in self._new.bundle.elements}

    def of(self, element: Element) -> Expected:
        """Return what should be told of an element of the newer edition."""
        below = {child.id for child in element.children}
        was_below = {child.id for child in self._old[element.id].children} if element.id in self._old else set()
        came, went = below - was_below, was_below - below
        gone = frozenset(child for child in went if self._before(child) and not self._after(child))
        renamed = frozenset(child for child in below if self._name_before(child) is not None)
        known = frozenset(child for child in below if self.is_new(child) is not True)
        return Expected(
            is_new=self.is_new(element.id),
            was=self._name_before(element.id),
            added=Children(frozenset(child for child in came if self.is_new(child)), frozenset(came)),
            dropped=Children(gone, frozenset(went)),
            changed=Children(renamed, known),
        )

    def is_new(self, element: str) -> bool | None:
        """Whether an id came with the newer edition; ``None`` if an edition before the older one has it."""
        if self._before(element):
            return False
        first = self._order.index(self._records[element].places[0].edition)
        return None if first < self._order.index(self._old.edition) else True

    def is_known_before(self, element: str) -> bool:
        """Whether the model knows what stood below an element in the older edition."""
        return element in self._old or self.is_new(element) is True

    def _before(self, element: str) -> Place | None:
        return self._records[element].place(self._old.edition)

    def _after(self, element: str) -> Place | None:
        return self._records[element].place(self._new.edition)

    def _name_before(self, element: str) -> str | None:
        before, after = self._before(element), self._after(element)
        if before is None or after is None or same_name(before.name.en, after.name.en):
            return None
        return before.name.en
