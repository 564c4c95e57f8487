"""The organisation's practices: which processes they belong to, what is left over on either side, who does the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pcf.assessment import Scorecard
from pcf.assessment.figures import Figures, Shown
from pcf.assessment.practised import SHARED, counts_told, not_placed, why_not_placed
from pcf.charts import wrapped
from pcf.mapping import Practice
from pcf.mapping.coverage import Coverage, Practised

_LONGEST = 1500.0  # of a statement, in the units of ``wrapped``: some five lines of a cell; the workbook has all of it


@dataclass(frozen=True, slots=True)
class Statement:
    """A practice in the organisation's words; ``facts`` are its unit and, where names are told, its owner."""

    id: str
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PractisedRow:
    """One process, or one group with all below it.

    Attributes:
        n: How many practices belong to it.
        practices: Which; of a group none, since its processes tell them.
        suggested: How many undecided practices are suggested here.
        remark: That its practices only have to do with it, where that is so.
    """

    hierarchy_id: str
    name: str
    n: Shown
    suggested: Shown
    practices: tuple[Statement, ...]
    units: tuple[str, ...]
    owners: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class PractisedGroup:
    """A group and those of its processes that have practices."""

    row: PractisedRow
    rows: tuple[PractisedRow, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A practice without a place, and why."""

    practice: Statement
    why: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Practices that a person placed, but on no process of this edition."""

    place: str
    practices: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """What several units do; ``units`` are each unit with its practices."""

    place: str
    shared: str
    units: tuple[tuple[str, tuple[Statement, ...]], ...]


@dataclass(frozen=True, slots=True)
class PracticeRows:
    """What the chapter shows; ``without_unit`` is how many practices nobody can compare."""

    counts: str
    is_nameless: bool
    groups: tuple[PractisedGroup, ...]
    uncovered: tuple[PractisedRow, ...]
    inapplicable: tuple[str, ...]
    missed: tuple[Missed, ...]
    too_wide: tuple[Elsewhere, ...]
    not_here: tuple[Elsewhere, ...]
    together: tuple[Together, ...]
    without_unit: Shown


def practice_rows(card: Scorecard, figures: Figures) -> PracticeRows | None:
    """Return what is told of the practices of a round; ``None`` where it holds none."""
    covered = card.practice_coverage(figures.lang)
    if not covered.practices:
        return None
    say = figures.say
    return PracticeRows(
        counts=counts_told(covered, say),
        is_nameless=covered.is_nameless,
        groups=tuple(_group(one, covered, figures) for one in covered.groups if one.ties),
        uncovered=tuple(_row(one, figures) for one in covered.uncovered),
        inapplicable=tuple(figures.element(one.element.id) for one in covered.inapplicable),
        missed=tuple(
            Missed(_statement(one), why_not_placed(one, covered.taxonomy, say)) for one in not_placed(covered)
        ),
        too_wide=tuple(
            Elsewhere(figures.element(one.element.id), _statements(one.practices)) for one in covered.too_wide
        ),
        not_here=tuple(Elsewhere(place, _statements(practices)) for place, practices in covered.not_here.items()),
        together=tuple(
            Together(
                figures.element(one.element.id),
                say(SHARED[one.shared]),
                tuple((work.unit, _statements(work.practices)) for work in one.units),
            )
            for one in covered.same_work
        ),
        without_unit=figures.count(len(covered.without_unit)),
    )


def _group(group: Practised, covered: Coverage, figures: Figures) -> PractisedGroup:
    inside = [one for one in covered.processes if one.element.parent == group.element and one.ties]
    return PractisedGroup(_row(group, figures), tuple(_row(one, figures) for one in inside))


def _row(one: Practised, figures: Figures) -> PractisedRow:
    return PractisedRow(
        hierarchy_id=one.element.hierarchy_id or "",
        name=one.element.shown_name,
        n=figures.count(len(one.practices)),
        suggested=figures.count(len(one.suggested)),
        practices=_statements(one.practices),
        units=one.units,
        owners=one.owners,
        remark=figures.say("only related practices") if one.is_only_related else "",
    )


def _statements(practices: Iterable[Practice]) -> tuple[Statement, ...]:
    return tuple(_statement(one) for one in practices)


def _statement(practice: Practice) -> Statement:
    first, *rest = wrapped(practice.text, _LONGEST)
    facts = (practice.unit, practice.owner)
    return Statement(practice.id, f"{first}…" if rest else first, tuple(fact for fact in facts if fact.strip()))
