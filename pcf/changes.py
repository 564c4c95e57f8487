"""What changed between two editions: one row per element of either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pcf.errors import N_
from pcf.ids import sort_key
from pcf.model import ElementRecord, Place
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
    rows = [
        _row(record, old, new)
        for record in new.bundle.elements
        if any(_inside(record, taxonomy) for taxonomy in (old, new))
    ]
    return sorted(rows, key=_order)


def _inside(record: ElementRecord, taxonomy: Taxonomy) -> bool:
    place = record.place(taxonomy.edition)
    return place is not None and not place.outside


def _order(row: ChangedElement) -> tuple[bool, tuple[int, ...]]:
    shown = row.after if row.after and not row.after.outside else row.before
    gone = row.after is None or row.after.outside
    return gone, sort_key(shown.hierarchy_id) if shown and shown.hierarchy_id else (99,)


def _row(record: ElementRecord, old: Taxonomy, new: Taxonomy) -> ChangedElement:
    before, after = record.place(old.edition), record.place(new.edition)
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
