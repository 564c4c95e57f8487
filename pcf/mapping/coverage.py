"""What the practices of an organisation cover: processes without a practice, practices without a place, units alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from pcf.errors import NoPlaceError
from pcf.mapping.coverage_units import UnitWork, by_unit, spellings
from pcf.mapping.records import RELATIONS, Placement, Practice, Relation
from pcf.taxonomy import Element, Taxonomy

Standing = Literal["placed", "open", "elsewhere", "rejected"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
Shared = Literal["element", "process"]

_DOES_IT: tuple[Relation, ...] = ("part_of", "same", "near", "wider")  # "related" has to do with it, no more
_DOES_SOME_OF_IT: tuple[Relation, ...] = ("part_of", "same")


def standing(practice: Practice) -> Standing:
    """Return which one of four things is true of a practice.

    ``placed``: somebody decided where it belongs, whatever else was decided. ``elsewhere``: somebody decided that
    nothing in category 6 fits. ``rejected``: all that was suggested was rejected. ``open``: the rest, whether
    something is suggested or nothing.
    """
    if practice.elements:
        return "placed"
    if practice.is_elsewhere:
        return "elsewhere"
    decisions = {one.decision for one in practice.placements}
    return "rejected" if decisions == {"rejected"} else "open"


def unique_ids(practices: Iterable[Practice]) -> dict[Practice, str]:
    """Return an id of its own for every practice: its id, or with a number where copies use one id for different texts.

    >>> list(unique_ids([Practice(id="p1", text="We call"), Practice(id="p1", text="We write")]).values())
    ['p1', 'p1#2']
    """
    seen: Counter[str] = Counter()
    named: dict[Practice, str] = {}
    for practice in dict.fromkeys(practices):
        seen[practice.id] += 1
        named[practice] = practice.id if seen[practice.id] == 1 else f"{practice.id}#{seen[practice.id]}"
    return named


@dataclass(frozen=True, slots=True)
class Tie:
    """A practice, and one accepted placement of it."""

    practice: Practice
    placement: Placement


@dataclass(frozen=True, slots=True)
class Practised:
    """What is done of one element, by what people accepted.

    Attributes:
        element: A process or a group, with all below it; or an element alone, where that is said.
        ties: The accepted placements, in the order of the practices.
        suggested: Practices that nobody has decided on and that a tool suggests here. What is left of the
            suggestions once a practice is decided counts nowhere.
        applies: Whether the organisation has such work.
    """

    element: Element
    ties: tuple[Tie, ...] = ()
    suggested: tuple[Practice, ...] = ()
    applies: bool = True

    @property
    def practices(self) -> tuple[Practice, ...]:
        """The practices, each once, however many placements tie it."""
        return tuple(dict.fromkeys(tie.practice for tie in self.ties))

    @property
    def owners(self) -> tuple[str, ...]:
        return tuple(spellings(practice.owner for practice in self.practices).values())

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(spellings(practice.unit for practice in self.practices).values())

    @property
    def relations(self) -> Mapping[Relation, int]:
        """How many practices there are of each relation; one that is tied in two ways counts in both."""
        counted = Counter(relation for _, relation in {(one.practice, one.placement.relation) for one in self.ties})
        return {relation: counted[relation] for relation in RELATIONS}

    @property
    def is_only_related(self) -> bool:
        """Whether there are practices, and all of them only have to do with it."""
        return bool(self.ties) and all(tie.placement.relation == "related" for tie in self.ties)


@dataclass(frozen=True, slots=True)
class SameWork:
    """Where several units do the same.

    ``related`` does not count, since having to do with something is not doing it, and neither do groups and the
    category, which are too wide to be the same. A practice without a unit takes no part: nobody knows whose it is.

    Attributes:
        element: What they do.
        shared: ``element``: each has a practice placed on this very process, activity or task. ``process``: each
            does this process or some of it, but they do not all meet at one element of it; which may be a
            division of labour and is a question, not a finding.
        units: More than one, in the order of the practices.
    """

    element: Element
    shared: Shared
    units: tuple[UnitWork, ...]


@dataclass(frozen=True)
class Coverage:
    """Practices against processes, counted and never averaged.

    Attributes:
        taxonomy: The edition that was counted on, in the reader's language.
        practices: All that were given; equal ones once.
        processes: Every process with what belongs to it, its activities and its tasks, in printed order.
        groups: The same of every group; what is placed on the group itself counts here and in no process.
        too_wide: The category and groups that practices are placed on: too wide to say which process.
        not_here: Id of an element that has no place under customer service in this edition, to the practices on it.
        same_work: Where several units do the same.
        is_nameless: Whether owners were left out.
    """

    taxonomy: Taxonomy
    practices: tuple[Practice, ...]
    processes: tuple[Practised, ...]
    groups: tuple[Practised, ...]
    too_wide: tuple[Practised, ...]
    not_here: Mapping[str, tuple[Practice, ...]]
    same_work: tuple[SameWork, ...]
    is_nameless: bool = False

    @cached_property
    def by_standing(self) -> Mapping[Standing, tuple[Practice, ...]]:
        """The practices by what is true of them: each stands once, in exactly one."""
        found: dict[Standing, list[Practice]] = {one: [] for one in STANDINGS}
        for practice in self.practices:
            found[standing(practice)].append(practice)
        return {one: tuple(practices) for one, practices in found.items()}

    @property
    def uncovered(self) -> tuple[Practised, ...]:
        """The processes that apply and have no practice."""
        return tuple(one for one in self.processes if one.applies and not one.ties)

    @property
    def inapplicable(self) -> tuple[Practised, ...]:
        """The processes that do not apply and have no practice: that is as it should be."""
        return tuple(one for one in self.processes if not one.applies and not one.ties)

    @property
    def without_owner(self) -> tuple[Practice, ...]:
        return tuple(practice for practice in self.practices if not practice.owner.strip())

    @property
    def without_unit(self) -> tuple[Practice, ...]:
        """The practices that nobody can compare: of these it is not known which unit does them."""
        return tuple(practice for practice in self.practices if not practice.unit.strip())

    def to_json(self) -> dict[str, object]:
        """Return the coverage with ids in place of elements and practices; names are in the taxonomy's language.

        Practices go by ``unique_ids``. Owners are ``null`` where they were left out.
        """
        from pcf.mapping.coverage_json import coverage_to_json

        return coverage_to_json(self)


def coverage(
    practices: Iterable[Practice],
    taxonomy: Taxonomy,
    *,
    inapplicable: Collection[str] = (),
    is_nameless: bool = False,
) -> Coverage:
    """Count which processes and groups the practices of an organisation belong to, and what is left over.

    Only accepted placements count, of every relation: what ``Practice.elements`` gives. Suggestions that
    nobody has decided on are counted apart. ``SameWork`` says what counts as several units doing the same.

    Args:
        practices: Any number; equal ones count once.
        taxonomy: The edition to count on, in the reader's language.
        inapplicable: Ids of processes that the organisation has no work in; without a practice they are no gap.
        is_nameless: Whether to leave out owners and reviewers.

    Raises:
        UnknownElementError: A placement names an element that is in no edition.
    """
    told = tuple(dict.fromkeys(map(_unsigned, practices) if is_nameless else practices))
    ties = _ties_of(told)
    _check_known([*ties.accepted, *ties.suggested], taxonomy)

    def applies(process: Element) -> bool:
        return process.id not in inapplicable

    root, groups = taxonomy.root, taxonomy.root.children
    processes = tuple(ties.within(one, applies=applies(one)) for one in taxonomy.processes)
    return Coverage(
        taxonomy=taxonomy,
        practices=told,
        processes=processes,
        groups=tuple(ties.within(one, applies=any(map(applies, one.children))) for one in groups),
        too_wide=tuple(wide for one in (root, *groups) if (wide := ties.exactly_on(one)).ties),
        not_here=ties.not_in(taxonomy),
        same_work=tuple(same for process in processes for same in _same_work(process)),
        is_nameless=is_nameless,
    )


@dataclass(frozen=True, slots=True)
class _Ties:
    """What people accepted, and what a tool suggests of practices that nobody has decided on."""

    accepted: tuple[Tie, ...]
    suggested: tuple[Tie, ...]

    def within(self, element: Element, *, applies: bool) -> Practised:
        """Return what is done of an element and of all below it."""
        return self._of(element, {element.id, *(one.id for one in element.descendants)}, applies=applies)

    def exactly_on(self, element: Element) -> Practised:
        """Return what is placed on the element itself, and on nothing below it."""
        return self._of(element, {element.id}, applies=True)

    def _of(self, element: Element, inside: Collection[str], *, applies: bool) -> Practised:
        suggested = [tie.practice for tie in self.suggested if tie.placement.element in inside]
        accepted = tuple(tie for tie in self.accepted if tie.placement.element in inside)
        return Practised(element, accepted, tuple(dict.fromkeys(suggested)), applies)

    def not_in(self, taxonomy: Taxonomy) -> dict[str, tuple[Practice, ...]]:
        """Return the practices on elements that have no place under customer service in this edition."""
        found: dict[str, dict[Practice, None]] = {}
        for tie in self.accepted:
            place = tie.placement.element
            if place is not None and place not in taxonomy:
                found.setdefault(place, {})[tie.practice] = None
        return {place: tuple(practices) for place, practices in found.items()}


def _ties_of(practices: Iterable[Practice]) -> _Ties:
    accepted, suggested = [], []
    for practice in practices:
        is_open = standing(practice) == "open"
        for one in practice.placements:
            if one.decision == "accepted":
                accepted.append(Tie(practice, one))
            elif one.decision is None and is_open:
                suggested.append(Tie(practice, one))
    return _Ties(tuple(accepted), tuple(suggested))


def _unsigned(practice: Practice) -> Practice:
    placements = tuple(one.model_copy(update={"reviewer": ""}) for one in practice.placements)
    return practice.model_copy(update={"owner": "", "placements": placements})


def _check_known(ties: Iterable[Tie], taxonomy: Taxonomy) -> None:
    """Check that every element is in some edition: an id that is in none is a mistake, not a gap.

    Raises:
        UnknownElementError: One is in none.
    """
    for place in dict.fromkeys(tie.placement.element for tie in ties):
        if place is not None:
            with suppress(NoPlaceError):
                taxonomy[place]


def _same_work(process: Practised) -> Iterator[SameWork]:
    """Yield the elements of a process that several units do; then the process, if more units share it than meet."""
    meeting = []
    for element in (process.element, *process.element.descendants):
        here = [tie for tie in process.ties if tie.placement.element == element.id]
        units = by_unit(tie.practice for tie in here if tie.placement.relation in _DOES_IT)
        if len(units) > 1:
            meeting.append(units.keys())
            yield SameWork(element, "element", tuple(units.values()))
    units = by_unit(tie.practice for tie in process.ties if tie.placement.relation in _DOES_SOME_OF_IT)
    if len(units) > 1 and not any(units.keys() <= together for together in meeting):
        yield SameWork(process.element, "process", tuple(units.values()))
