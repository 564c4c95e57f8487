"""What speaks for each element where a statement could belong, and for none: what a confidence is made of."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable
from copy import copy
from typing import NamedTuple

from pcf.suggestions.index import Found, Index, Reading
from pcf.suggestions.phrases import FIELD, Phrase
from pcf.suggestions.tags import Tagged, Tagger
from pcf.taxonomy import Taxonomy

CANDIDATES = 15  # elements that are looked at closely; the right one is nearly never further down
_GROUP, _PROCESS, _ACTIVITY, _TASK = 2, 3, 4, 5  # levels
_NOTHING = Found(0.0, (), 0.0)


class ElementSignals(NamedTuple):
    """What speaks for one element.

    Attributes:
        together: How much of the statement all that is said of the element explains.
        best, second, third: The likeness of its best phrases; ``name`` that of its best name or synonym.
        parent, children, siblings: ``together`` of its parent, and of the best of its children and siblings.
        is_group, is_process, is_activity, is_task: Its level.
        objects, actions: What share of the objects (actions) that the statement names are the element's.
        objects_named, actions_named: What share of the element's objects (actions) the statement names.
        both: The two shares multiplied: high where the statement does just this to just that.
        other_objects, other_actions: 1 if the statement names some, and none of the element's.
    """

    together: float
    best: float
    second: float
    third: float
    name: float
    parent: float
    children: float
    siblings: float
    is_group: float
    is_process: float
    is_activity: float
    is_task: float
    objects: float
    objects_named: float
    other_objects: float
    actions: float
    actions_named: float
    other_actions: float
    both: float


class NoneSignals(NamedTuple):
    """What speaks for another field.

    Attributes:
        always: 1: how often statements belong elsewhere before anything is known of them.
        together, best: Those of the field that is likest.
        unknown: What share of the statement's weight stands nowhere.
        length: The logarithm of how many terms it has.
        element: ``together`` of the best element.
    """

    always: float
    together: float
    best: float
    unknown: float
    length: float
    element: float


class Candidate(NamedTuple):
    """An element, by its id, that a statement could belong to."""

    element: str
    found: Found
    signals: ElementSignals


class Signals(NamedTuple):
    """Everything that is known of a statement.

    Attributes:
        candidates: The elements it could belong to, the likest first.
        none: What speaks for another field.
        field: The code of the likest other field; ``None`` if none shares a term with it.
        learned: What share of it only the organisation's own examples know, 0 to 1.
        objects, actions: What it names of the two closed lists.
    """

    candidates: tuple[Candidate, ...]
    none: NoneSignals
    field: str | None
    learned: float
    objects: Tagged
    actions: Tagged


class Observer:
    """Reads statements against one edition."""

    def __init__(self, taxonomy: Taxonomy, index: Index, tagger: Tagger) -> None:
        self.index = index
        self._tagger = tagger
        self._elements = {element.id: element for element in taxonomy}
        self._parents = {element.id: element.parent.id for element in taxonomy if element.parent}
        self._children = {element.id: [child.id for child in element.children] for element in taxonomy}

    def with_phrases(self, phrases: Iterable[Phrase]) -> Observer:
        """Return an observer that knows more phrases."""
        more = copy(self)
        more.index = self.index.with_phrases(phrases, self._tagger.terms)
        return more

    def observe(self, text: str, without: Container[str] = (), beside: Iterable[str | None] = ()) -> Signals:
        """Read a statement; elements ``without`` are no candidates, those ``beside`` are whatever it says."""
        objects, actions = named = self._tagger.read(text)
        reading = self.index.read(self._tagger.terms_with(text, named))
        ranked = sorted(
            ((found, one) for one, found in reading.owners.items() if one in self._elements and one not in without),
            key=lambda one: (-_promise(one[0]), one[1]),
        )
        chosen = dict.fromkeys([owner for _, owner in ranked[:CANDIDATES]])
        chosen |= dict.fromkeys(owner for owner in beside if owner in self._elements and owner not in without)
        candidates = tuple(
            Candidate(owner, reading.owners.get(owner, _NOTHING), self._signals(owner, reading, objects, actions))
            for owner in chosen
            if owner
        )
        field, other = _likest_field(reading)
        none = NoneSignals(
            always=1.0,
            together=other.together,
            best=_likeness(other, 0),
            unknown=reading.unknown,
            length=math.log(1 + reading.length),
            element=max((found.together for found, _ in ranked), default=0.0),
        )
        return Signals(candidates, none, field, reading.learned, objects, actions)

    def _signals(self, element_id: str, reading: Reading, objects: Tagged, actions: Tagged) -> ElementSignals:
        found, element = reading.owners.get(element_id, _NOTHING), self._elements[element_id]
        parent = self._parents.get(element_id, "")
        siblings = [one for one in self._children.get(parent, ()) if one != element_id]
        own_objects, own_actions = element.words.objects, element.words.actions
        return ElementSignals(
            together=found.together,
            best=_likeness(found, 0),
            second=_likeness(found, 1),
            third=_likeness(found, 2),
            name=found.name,
            parent=reading.owners.get(parent, _NOTHING).together,
            children=_best_of(reading, self._children[element_id]),
            siblings=_best_of(reading, siblings),
            is_group=float(element.level == _GROUP),
            is_process=float(element.level == _PROCESS),
            is_activity=float(element.level == _ACTIVITY),
            is_task=float(element.level == _TASK),
            objects=_share(objects, own_objects),
            objects_named=_named(objects, own_objects),
            other_objects=_names_others(objects, own_objects),
            actions=_share(actions, own_actions),
            actions_named=_named(actions, own_actions),
            other_actions=_names_others(actions, own_actions),
            both=_share(objects, own_objects) * _share(actions, own_actions),
        )


def _promise(found: Found) -> float:
    return 2 * found.together + _likeness(found, 0)


def _likeness(found: Found, rank: int) -> float:
    return found.phrases[rank][0] if rank < len(found.phrases) else 0.0


def _best_of(reading: Reading, owners: list[str]) -> float:
    return max((reading.owners.get(owner, _NOTHING).together for owner in owners), default=0.0)


def _likest_field(reading: Reading) -> tuple[str | None, Found]:
    fields = [(found, owner) for owner, found in reading.owners.items() if owner.startswith(FIELD)]
    if not fields:
        return None, _NOTHING
    found, owner = max(fields, key=lambda one: (_promise(one[0]), one[1]))
    return owner.removeprefix(FIELD), found


def _share(tagged: Tagged, own: tuple[str, ...]) -> float:
    return sum(tagged.shares.get(tag, 0.0) for tag in own)


def _named(tagged: Tagged, own: tuple[str, ...]) -> float:
    return sum(tag in tagged.shares for tag in own) / len(own) if own else 0.0


def _names_others(tagged: Tagged, own: tuple[str, ...]) -> float:
    return float(bool(tagged.shares) and not any(tag in tagged.shares for tag in own))
