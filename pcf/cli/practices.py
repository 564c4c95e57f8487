"""What practices cover, on a terminal: by process, what is left over on either side, what several units do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pcf.assessment.practised import SHARED, counts_told, not_placed, why_not_placed
from pcf.cli.output import print_line, print_table
from pcf.i18n import number
from pcf.mapping import Practice
from pcf.mapping.coverage import Coverage, Practised, SameWork, unique_ids

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.taxonomy import Element

_Ids = Mapping[Practice, str]


def print_coverage(coverage: Coverage, session: Session) -> None:
    """Print which processes practices belong to, and what is left over; no owners where they were left out.

    Args:
        coverage: Counted on a taxonomy that speaks the language of the session.
        session: Gives the language of headings and numbers.
    """
    print_line(counts_told(coverage, session.say))
    if not coverage.practices:
        return
    ids = unique_ids(coverage.practices)
    _print_processes(coverage, ids, session)
    _print_uncovered(coverage, session)
    _print_left_over(coverage, ids, session)
    _print_same_work(coverage, ids, session)
    if coverage.without_unit:
        count = number(len(coverage.without_unit), session.lang, 0)
        print_line(session.say("Practices without a unit, which cannot be compared: {count}", count=count))


def _print_processes(coverage: Coverage, ids: _Ids, session: Session) -> None:
    say = session.say
    covered = [one for one in coverage.processes if one.ties]
    if not covered:
        return
    heads = ["", say("Process"), say("Practices"), say("Which practices"), say("Organisational units")]
    heads += [] if coverage.is_nameless else [say("Owners")]
    rows = [_process_cells(one, ids, session)[: len(heads)] for one in covered]
    print_table(heads, rows, title=say("Practices by process"), numeric=(2,))


def _process_cells(one: Practised, ids: _Ids, session: Session) -> list[str]:
    which = _told(one.practices, ids)
    remark = session.say("only related practices")
    which = f"{which} ({remark})" if one.is_only_related else which
    count = number(len(one.practices), session.lang, 0)
    return [
        one.element.hierarchy_id or "",
        one.element.shown_name,
        count,
        which,
        "; ".join(one.units),
        "; ".join(one.owners),
    ]


def _print_uncovered(coverage: Coverage, session: Session) -> None:
    say = session.say
    if not coverage.uncovered:
        print_line(say("Every process that applies has a practice."))
        return
    rows = [
        [one.element.hierarchy_id or "", one.element.shown_name, number(len(one.suggested), session.lang, 0)]
        for one in coverage.uncovered
    ]
    heads = ["", say("Process"), say("Suggested here, not decided yet")]
    print_table(heads, rows, title=say("Processes without a practice"), numeric=(2,))


def _print_left_over(coverage: Coverage, ids: _Ids, session: Session) -> None:
    """Print the practices without a place, then those on no process of this edition."""
    say, taxonomy = session.say, coverage.taxonomy
    missed = [[ids[one], one.text, one.unit, why_not_placed(one, taxonomy, say)] for one in not_placed(coverage)]
    heads = ["", say("Practice"), say("Organisational unit")]
    if missed:
        print_table([*heads, say("Why it has no place")], missed, title=say("Practices without a place"))
    else:
        print_line(say("Every practice has a place."))
    wide = say("too wide to say which process")
    absent = say("has no place under customer service in edition {edition}", edition=taxonomy.edition)
    placed = [
        [ids[one], one.text, one.unit, f"{_named(where.element)}: {wide}"]
        for where in coverage.too_wide
        for one in where.practices
    ]
    placed += [
        [ids[one], one.text, one.unit, f"{element}: {absent}"]
        for element, practices in coverage.not_here.items()
        for one in practices
    ]
    if placed:
        print_table([*heads, say("Placed on")], placed, title=say("Placed, but on no process"))


def _print_same_work(coverage: Coverage, ids: _Ids, session: Session) -> None:
    say = session.say
    if not coverage.same_work:
        print_line(say("No two units do the same, as far as the units of the practices are known."))
        return
    heads = [say("Process, activity or task"), say("What they share"), say("Organisational units and their practices")]
    rows = [[_named(one.element), say(SHARED[one.shared]), _units(one, ids)] for one in coverage.same_work]
    print_table(heads, rows, title=say("What several units do"))


def _units(one: SameWork, ids: _Ids) -> str:
    return "; ".join(f"{work.unit}: {_told(work.practices, ids)}" for work in one.units)


def _told(practices: Iterable[Practice], ids: _Ids) -> str:
    return ", ".join(ids[one] for one in practices)


def _named(element: Element) -> str:
    return f"{element.hierarchy_id} {element.shown_name}"
