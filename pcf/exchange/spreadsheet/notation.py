"""What changed since the edition before, in the notation of APQC's comparison workbooks.

``NEW`` and ``RENAME, WAS:Earlier name`` are said of the element itself; ``+10002``, ``-10003`` and ``c10004`` of
elements right below it that came, left, or have another name. APQC does not say how it counts its difference index.
Counting every change in an element and all below it gives 285 for the sum over category 6 of 7.2.1 against 6.1.1; the
published 293 has two service elements more that left, each counted on four levels, and they are not in our 6.1.1.

Source: change lists of K08897, cross-industry PCF 7.2.1 against 6.1.1, as reprinted in public notes on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pcf.ids import parent_of, sort_key

if TYPE_CHECKING:
    from pcf.model import EditionRecord
    from pcf.taxonomy import Element, Taxonomy


@dataclass(frozen=True, slots=True)
class Difference:
    """How an element differs from the edition before.

    Attributes:
        index: How many changes there are in it and in all below it; 0 for none.
        details: What they are, in APQC's notation; blank for none.
    """

    index: int
    details: str


def edition_before(model: Taxonomy) -> EditionRecord | None:
    """Return the edition that ships before the model's; ``None`` for the first."""
    shipped = [edition for edition in model.bundle.editions if not edition.is_local]
    place = next(place for place, edition in enumerate(shipped) if edition.id == model.edition)
    return shipped[place - 1] if place else None


def differences(model: Taxonomy) -> Mapping[str, Difference] | None:
    """Return element id to what changed since the edition before; ``None`` where there is none."""
    before = edition_before(model)
    return differences_from(model, before.id) if before else None


def differences_from(model: Taxonomy, edition: str) -> Mapping[str, Difference]:
    """Return element id to what changed since an edition.

    Args:
        model: The later edition.
        edition: The earlier one. What stood outside of customer service in it counts too, if its place is known.
    """
    children: dict[str, list[str]] = {}
    places = {record.id: place for record in model.bundle.elements if (place := record.place(edition))}
    for element_id, place in sorted(places.items(), key=lambda pair: sort_key(pair[1].hierarchy_id or "0")):
        if place.hierarchy_id and (above := parent_of(place.hierarchy_id)):
            children.setdefault(above, []).append(element_id)
    found: dict[str, Difference] = {}
    _compare(model.root, edition, children, found)
    return found


def _compare(
    element: Element, edition: str, children: Mapping[str, Sequence[str]], found: dict[str, Difference]
) -> int:
    """Add an element with all below it to what was found, and return its index."""
    below = sum(_compare(one, edition, children, found) for one in element.children)
    place = element.editions.get(edition)
    earlier = children.get(place.hierarchy_id, ()) if place and place.hierarchy_id else ()
    left = [one for one in earlier if one not in {child.id for child in element.children}]
    marks = [
        f"+{one.id}" for one in element.children if one.id not in earlier and not _is_of_unknown_place(one, edition)
    ]
    marks += [f"-{one}" for one in left]
    marks += [f"c{one.id}" for one in element.children if _earlier_name(one, edition)]
    said = _said_of_itself(element, edition)
    index = below + len(left) + len(said)
    found[element.id] = Difference(index, ", ".join([*marks, *said]))
    return index


def _is_of_unknown_place(element: Element, edition: str) -> bool:
    """Whether it stood outside of customer service where no source tells: it may well have had the same parent."""
    place = element.editions.get(edition)
    return place is not None and place.hierarchy_id is None


def _said_of_itself(element: Element, edition: str) -> list[str]:
    """Say at most one thing; in English, as APQC does."""
    if edition not in element.editions:
        return ["NEW"]
    name = _earlier_name(element, edition)
    return [f"RENAME, WAS:{name}"] if name else []


def _earlier_name(element: Element, edition: str) -> str:
    """Return the earlier English name, blank where it is the same or there is none."""
    place = element.editions.get(edition)
    return place.name.en if place and place.name.en != element.names.en else ""
