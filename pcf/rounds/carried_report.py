"""What became of what a form, a list of practices or a mapping said when it was carried to another edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pcf.assessment.records import Agreement, Assessment
from pcf.changes import ChangedElement, compare
from pcf.findings import Finding
from pcf.mapping import Practice
from pcf.rounds import findings as kinds
from pcf.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Dropped:
    """An element that something was said about, and that the other edition does not have under customer service.

    Attributes:
        id, name: The element, as it was called.
        successor: The id that took over; ``None`` where none did.
        outside: Its hierarchy id in another category of the other edition; ``None`` where it is gone altogether.
    """

    id: str
    name: str
    successor: str | None
    outside: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Something without a place in the other edition; it is in the file, and comes back with its edition.

    Attributes:
        what: As ``pcf.rounds.unplaced.kind_of`` calls it.
        id: What it is about: an element, a line of the checklist, a metric.
        edition, round: Of the form on which it was said.
    """

    what: str
    id: str
    edition: str
    round: str = ""


@dataclass(frozen=True, slots=True)
class CarryReport:
    """What carrying a file to another edition did.

    Each element that the file says something about stands once, under the first that holds of dropped, redefined,
    renamed, moved, kept.

    Attributes:
        kind: Of the file: ``assessment``, ``practices``, ``mapping``, ``log_map``.
        edition_from, edition_to: The editions.
        kept, renamed, moved, redefined: Ids of elements.
        dropped: Those without a place.
        new: Ids of processes that the other edition adds, or of what a log's metrics count.
        unplaced: What is kept without a place.
        findings: What people should look at.
    """

    kind: str
    edition_from: str
    edition_to: str
    kept: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    redefined: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    new: tuple[str, ...] = ()
    unplaced: tuple[Kept, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the promised keys, without the findings."""
        return {
            "kind": self.kind,
            "edition_from": self.edition_from,
            "edition_to": self.edition_to,
            **{name: [*getattr(self, name)] for name in ("kept", "renamed", "moved", "redefined")},
            "dropped": [
                {"id": one.id, "name": one.name, "successor": one.successor, "outside": one.outside}
                for one in self.dropped
            ],
            "new": [*self.new],
            "unplaced": [
                {"what": one.what, "id": one.id, "edition": one.edition, "round": one.round} for one in self.unplaced
            ],
        }


def report_on(kind: str, elements: Collection[str], old: Taxonomy, new: Taxonomy) -> CarryReport:
    """Tell what became of elements between two editions; a new meaning and a lost place are findings too.

    Args:
        kind: As in ``CarryReport``.
        elements: Ids that a file says something about.
        old, new: The editions.
    """
    by_change: dict[str, list[str]] = {"kept": [], "renamed": [], "moved": [], "redefined": []}
    dropped: list[Dropped] = []
    findings: list[Finding] = []
    for row in compare(old, new):
        if row.id not in elements:
            continue
        if row.id in new:
            by_change[row.change if row.before else "kept"].append(row.id)
            findings += _new_meaning(row, new)
        elif row.before is not None:
            outside = row.after.hierarchy_id if row.after else None
            name = row.before.name.spoken(new.lang)
            dropped.append(Dropped(row.id, name, row.successor, outside))
            facts = {"found": f"{row.id} {name}", "successor": row.successor or "–", "outside": outside or "–"}
            findings.append(Finding(kinds.CARRIED_WITHOUT_PLACE, facts=facts | {"edition": new.edition}))
    return CarryReport(
        kind=kind,
        edition_from=old.edition,
        edition_to=new.edition,
        kept=tuple(by_change["kept"]),
        renamed=tuple(by_change["renamed"]),
        moved=tuple(by_change["moved"]),
        redefined=tuple(by_change["redefined"]),
        dropped=tuple(dropped),
        findings=tuple(findings),
    )


def _new_meaning(row: ChangedElement, new: Taxonomy) -> Iterator[Finding]:
    if row.after and "redefined" in {row.change, *row.also}:
        facts = {"found": f"{row.id} {row.after.name.spoken(new.lang)}", "note": row.note}
        yield Finding(kinds.MEANING_CHANGED, facts=facts)


def elements_said(form: Assessment) -> set[str]:
    """Return the elements that a form, and those of its respondents, say something about."""
    told = {one.element for one in form.responses if one.is_filled}
    told |= {one.item.partition(".")[0] for one in form.ticks if one.is_filled}
    told |= {one.element for one in form.group_weights}
    told |= {one.element for one in form.agreed if one != Agreement(element=one.element)}
    told |= elements_placed(form.practices)
    told |= {one for item in form.evidence for one in item.processes}
    told |= {one for observation in form.observations for one in observation.processes}
    told |= {one for initiative in form.initiatives for one in initiative.processes}
    told |= {one for reason in form.reasons or () for one in (*reason.causes, *reason.handled_by)}
    return told.union(*(elements_said(one) for one in form.respondents))


def elements_placed(practices: Sequence[Practice]) -> set[str]:
    """Return the elements at which practices are placed."""
    return {one.element for practice in practices for one in practice.placements if one.element is not None}


def processes_added(old: Taxonomy, new: Taxonomy) -> tuple[str, ...]:
    """Return the ids of the processes of an edition that another does not have, in printed order."""
    before = {process.id for process in old.processes}
    return tuple(process.id for process in new.processes if process.id not in before)
