"""What changed between two editions: one row per element of either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pcf.errors import N_
from pcf.ids import owner_of, sort_key
from pcf.model import ElementRecord, Place
from pcf.model.element import Attested
from pcf.taxonomy import Taxonomy

Change = Literal["added", "dropped", "succeeded", "redefined", "renamed", "moved", "kept"]
CHANGE_WORDS: Mapping[Change, str] = {
    "added": N_("added"),
    "dropped": N_("dropped"),
    "succeeded": N_("has a successor"),
    "redefined": N_("new meaning"),
    "renamed": N_("renamed"),
    "moved": N_("moved"),
    "kept": N_("kept"),
}
CHANGES: tuple[Change, ...] = tuple(CHANGE_WORDS)
ATTESTED_WORDS: Mapping[Attested, str] = {
    "publisher": N_("the publisher's own files"),
    "two_sources": N_("two independent sources"),
    "one_source": N_("one source"),
    "organisation": N_("the organisation itself"),
}


@dataclass(frozen=True, slots=True)
class ChangedElement:
    """One element in two editions.

    ``change`` is the first of ``CHANGES`` that holds, ``also`` the others that hold.
    ``successor`` is the id that took over, ``predecessor`` the one that was taken over.
    """

    id: str
    change: Change
    also: tuple[Change, ...]
    before: Place | None
    after: Place | None
    successor: str | None
    predecessor: str | None
    note: str


def compare(old: Taxonomy, new: Taxonomy) -> list[ChangedElement]:
    """List every element that stands under customer service in either edition.

    Dropped: the id has no place in the new edition at all. Moved: another hierarchy id, or in
    or out of customer service. Redefined: the id stayed and means something else. The rows
    stand in the printed order of the new edition, then what is gone in the order of the old.
    The direction may also run backwards; then what was added reads as dropped.
    """
    records = {record.id: record for model in (old, new) for record in model.bundle.elements}
    rows = [
        _row(record, old, new)
        for record in records.values()
        if any(_inside(record, taxonomy) for taxonomy in (old, new))
    ]
    return sorted(rows, key=_order)


def _inside(record: ElementRecord, taxonomy: Taxonomy) -> bool:
    place = _place(record, taxonomy)
    return place is not None and not place.outside


def _place(record: ElementRecord, taxonomy: Taxonomy) -> Place | None:
    """Return where an element stands; what an organisation has of its own may be in one of two models only."""
    is_there = owner_of(record.id) in {None, *taxonomy.extensions}
    return record.place(taxonomy.edition) if is_there else None


def _order(row: ChangedElement) -> tuple[bool, tuple[int, ...]]:
    shown = row.after if row.after and not row.after.outside else row.before
    gone = row.after is None or row.after.outside
    return gone, sort_key(shown.hierarchy_id) if shown and shown.hierarchy_id else (99,)


def _row(record: ElementRecord, old: Taxonomy, new: Taxonomy) -> ChangedElement:
    before, after = _place(record, old), _place(record, new)
    predecessor = next(
        (
            other.id
            for other in new.bundle.elements
            if other.successor == record.id and other.place(old.edition) and not other.place(new.edition)
        ),
        None,
    )
    successor = record.successor if after is None and before is not None else None
    is_redefined = record.redefined is not None and _between(record.redefined.edition, old, new)
    holding = _holding(before, after, is_redefined=is_redefined, successor=successor)
    remarks = [one for one in (record.redefined, record.remark) if one and _between(one.edition, old, new)]
    return ChangedElement(
        id=record.id,
        change=holding[0],
        also=tuple(holding[1:]),
        before=before,
        after=after,
        successor=successor,
        predecessor=predecessor,
        note=" ".join(remark.note.spoken(new.lang) for remark in remarks),
    )


def _holding(before: Place | None, after: Place | None, *, is_redefined: bool, successor: str | None) -> list[Change]:
    """List what holds, in the order of ``CHANGES``; ``kept`` only where nothing else does."""
    if before is None:
        return ["added"]
    if after is None:
        return ["dropped", "succeeded"] if successor else ["dropped"]
    holding: list[Change] = []
    if is_redefined:
        holding.append("redefined")
    if before.name.en != after.name.en:
        holding.append("renamed")
    if (before.hierarchy_id, before.outside) != (after.hierarchy_id, after.outside):
        holding.append("moved")
    return holding or ["kept"]


def _between(edition: str, old: Taxonomy, new: Taxonomy) -> bool:
    """Whether an edition came after the earlier and not after the later of the two."""
    order = [record.id for record in new.bundle.editions]
    earlier, later = sorted((order.index(old.edition), order.index(new.edition)))
    return earlier < order.index(edition) <= later


@dataclass(frozen=True, slots=True)
class EditionOfElement:
    """One element in one edition, and what changed since the edition before.

    Attributes:
        edition: The edition.
        is_local: Whether it was read from the user's own copy of APQC's workbook.
        hierarchy_id: Where it stood; ``None`` where it was not there any more, or no source tells its place.
        name: What it was called; where it was not there any more, what it had been called last.
        changes: As in ``compare``, the first that holds first; empty for the first edition that the model holds.
        is_there: Whether the edition has it at all.
        outside: Whether it stood there outside customer service.
        successor, predecessor: The id that took over from it, or that it took over from, with this edition.
        note: What happened, in a sentence.
        attested: How well the place is known; ``None`` where it was not there.
    """

    edition: str
    is_local: bool
    hierarchy_id: str | None
    name: str
    changes: tuple[Change, ...]
    is_there: bool
    outside: bool
    successor: str | None
    predecessor: str | None
    note: str
    attested: Attested | None


def history_of(record: ElementRecord, taxonomy: Taxonomy) -> tuple[EditionOfElement, ...]:
    """Tell what became of an element, edition by edition, from the first that has it.

    The edition that it is gone from stands there once; what came back later stands there again.

    Args:
        record: The element.
        taxonomy: Any edition; names and notes are in its language.
    """
    told: list[EditionOfElement] = []
    before: str | None = None
    for edition in taxonomy.bundle.editions:
        place = record.place(edition.id)
        was_there = before is not None and record.place(before) is not None
        if place is not None or was_there:
            row = _row(record, taxonomy.in_edition(before), taxonomy.in_edition(edition.id)) if before else None
            last = place or (row.before if row else None)
            told.append(
                EditionOfElement(
                    edition=edition.id,
                    is_local=edition.is_local,
                    hierarchy_id=place.hierarchy_id if place else None,
                    name=last.name.spoken(taxonomy.lang) if last else "",
                    changes=(row.change, *row.also) if row else (),
                    is_there=place is not None,
                    outside=place is not None and place.outside,
                    successor=row.successor if row else None,
                    predecessor=row.predecessor if row else None,
                    note=row.note if row else "",
                    attested=place.attested if place else None,
                )
            )
        before = edition.id
    return tuple(told)
