"""The sheet of practices: what stands in a row of it, and how a row and the placements of a practice tell each other.

A row has room for three suggestions, for the claim that nothing fits, and for what a person chose. What it has no
room for stays with the row out of sight: a row that nobody changed gives back exactly what was written into it.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pcf.errors import N_
from pcf.excel.columns import LONGEST_TEXT, Column, SheetLayout, input_column, live_column
from pcf.mapping import Decision, Placement, Relation
from pcf.mapping.line import Line

NONE, SUGGESTIONS = 0, (1, 2, 3)  # the numbers of the columns: that nothing fits, and what was suggested
SLOTS = (NONE, *SUGGESTIONS)
LONGEST_SHOWN = 2_000  # of a name or a reason; a longer one is kept out of sight
MOST_LISTED = 15_000  # practices of a list: of more the sheet alone could grow beyond what is read back
KEPT = ("kept", "kept_2", "kept_3", "kept_4")  # columns of what is kept out of sight: one cell is seldom too short
LONGEST_KEPT = len(KEPT) * LONGEST_TEXT

# Codes of the columns of decisions; words that people write for them besides their names.
DECISION_CODES: Mapping[str, Decision] = {"Y": "accepted", "N": "rejected"}
DECISION: Mapping[Decision, str] = {"accepted": N_("accepted"), "rejected": N_("rejected")}
SPOKEN: Mapping[str, tuple[str, ...]] = {"Y": ("yes", "да", "是"), "N": ("no", "нет", "否")}
RELATION: Mapping[Relation, str] = {
    "part_of": N_("a part of it"),
    "same": N_("the same"),
    "near": N_("nearly the same"),
    "wider": N_("wider than it"),
    "related": N_("related to it"),
}
Status = Literal["accepted", "line", "elsewhere", "rejected", "open"]
STATUS: Mapping[Status, str] = {
    "accepted": N_("accepted"),
    "line": N_("accepted by the line"),
    "elsewhere": N_("elsewhere"),
    "rejected": N_("rejected"),
    "open": N_("open"),
}
SETTLED = 3  # of these, in their order, a practice has its answer

_SIGNED = ("reviewer", "date", "reason")
_DAY = re.compile(r"(199[0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}")
# Signs that a file cannot hold, that programs drop, or that count twice in a cell: written by their codes.
_FRAGILE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\U00010000-\U0010ffff]")
_BLANKS = " \t\r\n\u00a0\u200b\u3000\ufeff"


def _suggestion(number: int, name: float) -> tuple[Column, ...]:
    return (
        live_column(f"shown_{number}", N_("Suggested element"), name),
        Column(f"confidence_{number}", N_("How sure"), 7),
        input_column(f"decision_{number}", N_("Y / N"), 7),
    )


PRACTICES = SheetLayout(
    "practices",
    N_("Practices"),
    N_(
        "What the organisation says it does, one statement a row, and where it belongs. Y accepts a suggestion, N "
        "rejects it, a blank leaves it open; Y under “None fits” says that it is no customer service. Own choice: "
        "element ids (10388) or hierarchy ids (6.2.2), separated by commas. The id may stay blank."
    ),
    (
        *(Column(key, "", 8, is_hidden=True) for key in KEPT),
        Column("suggested_for", "", 8, is_hidden=True),
        *(Column(f"element_{number}", "", 8, is_hidden=True) for number in SUGGESTIONS),
        *(live_column(f"place_{number}", "", 8, is_hidden=True) for number in SLOTS),
        live_column("status_code", "", 8, is_hidden=True),
        Column("slot", N_("Row"), 6),
        input_column("id", N_("Practice id"), 9),
        input_column("text", N_("What we do"), 44),
        input_column("owner", N_("Owner"), 13),
        input_column("unit", N_("Organisational unit"), 13),
        live_column("status", N_("Status"), 13),
        Column("why", N_("Why the first one"), 20),
        *_suggestion(1, 28),
        *_suggestion(2, 22),
        *_suggestion(3, 22),
        Column("confidence_0", N_("None fits"), 7),
        input_column("decision_0", N_("Y / N"), 7),
        input_column("elements", N_("Belongs to (ids)"), 15),
        input_column("relation", N_("Relation"), 10),
        live_column("relation_name", N_("Meaning"), 12),
        input_column("reviewer", N_("Decided by"), 14),
        input_column("date", N_("Date"), 12),
        input_column("reason", N_("Reason"), 24),
    ),
)


@dataclass(frozen=True)
class Row:
    """What a person can see and change in a row.

    Attributes:
        decisions: On the claim that nothing fits and on each suggestion, in the order of ``SLOTS``.
        elements: What was chosen besides the suggestions.
        relation: Of all that was accepted; ``None`` for a part of it, or for what was suggested.
        reviewer, date, reason: Of all decisions in the row.
    """

    decisions: tuple[Decision | None, ...] = (None,) * len(SLOTS)
    elements: tuple[str, ...] = ()
    relation: Relation | None = None
    reviewer: str = ""
    date: str = ""
    reason: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether a person said anything of where it belongs."""
        return any(self.decisions) or bool(self.elements)


def slots_of(placements: Sequence[Placement]) -> dict[int, int]:
    """Return which placement stands where: number of the column -> place in the sequence; the surest comes first."""
    made = [place for place, one in enumerate(placements) if one.element is not None and _is_suggested(one)]
    made.sort(key=lambda place: -(placements[place].confidence or 0))  # stable: equals stay in their order
    slots = dict(zip(SUGGESTIONS, made, strict=False))
    none = [place for place, one in enumerate(placements) if one.element is None]
    none.sort(key=lambda place: not _is_suggested(placements[place]))
    return {NONE: none[0], **slots} if none else slots


def _is_suggested(one: Placement) -> bool:
    return one.confidence is not None or bool(one.tool)


def row_of(placements: Sequence[Placement]) -> Row:
    """Return what a row shows; of values that differ, and of what no cell can hold, nothing."""
    slots = slots_of(placements)
    decided = [one for one in placements if one.decision]
    accepted = [one for one in decided if one.decision == "accepted" and one.element is not None]
    own = [placements[place] for place in _own(placements, slots)]
    relations = {one.relation for one in accepted} - {"part_of"}
    signed = {name: _common([getattr(one, name) for one in decided]) for name in _SIGNED}
    return Row(
        decisions=tuple(placements[slots[slot]].decision if slot in slots else None for slot in SLOTS),
        elements=tuple(dict.fromkeys(one.element for one in own if one.element is not None)),
        relation=relations.pop() if len(relations) == 1 else None,
        reviewer=signed["reviewer"],
        date=signed["date"] if _is_day(signed["date"]) else "",
        reason=signed["reason"],
    )


def _own(placements: Sequence[Placement], slots: Mapping[int, int]) -> list[int]:
    """Return the places of what was accepted and stands in no column of suggestions."""
    shown = set(slots.values())
    return [
        place
        for place, one in enumerate(placements)
        if place not in shown and one.element is not None and one.decision == "accepted"
    ]


def _common(values: Sequence[str]) -> str:
    said = {value for value in values if value}
    (one,) = said if len(said) == 1 else ("",)
    return one if _comes_back(one) else ""


def _comes_back(text: str) -> bool:
    """Whether a cell gives a text back as it was: no signs that show nothing, nothing that is composed anew."""
    signs = any(unicodedata.category(sign) in {"Cc", "Cs"} and sign != "\n" for sign in text)
    is_seen = bool(text.strip(_BLANKS)) and not set(text) & {"\ufffe", "\uffff"}
    return is_seen and not signs and len(text) <= LONGEST_SHOWN and unicodedata.normalize("NFC", text) == text


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def placements_of(row: Row, kept: Sequence[Placement], signer: str = "") -> tuple[Placement, ...]:
    """Return the placements that a row says: those written into it, with what was changed since.

    Args:
        row: What stands in it.
        kept: What was written into it.
        signer: Who made the new decisions, where the row does not say.
    """
    was, slots = row_of(kept), slots_of(kept)
    if row == was:
        return tuple(kept)
    row = _with_choices_decided(row, was, kept)
    made: list[Placement | None] = [_resigned(one, row, was) if one.decision else one for one in kept]
    new: dict[str, Any] = {"reviewer": row.reviewer or signer, "date": row.date, "reason": row.reason}
    for slot, before, now in zip(SLOTS, was.decisions, row.decisions, strict=True):
        if now == before:
            continue
        place = slots.get(slot)
        if place is None:
            made.append(Placement(decision=now, **new))  # the reader allows it of "none fits" only
        elif now is None:
            made[place] = _reopened(kept[place])
        else:
            made[place] = _decided(kept[place], now, row.relation, new)
    for place in _own(kept, slots):
        if kept[place].element not in row.elements:
            made[place] = _reopened(kept[place])
    shown = set(slots.values())
    for element in row.elements:
        if element in was.elements:
            continue
        place = next((place for place in _open(kept, element) if place not in shown), None)
        if place is None:
            made.append(Placement(element=element, relation=row.relation or "part_of", decision="accepted", **new))
        else:
            made[place] = _decided(kept[place], "accepted", row.relation, new)
    return tuple(one for one in made if one is not None)


def _with_choices_decided(row: Row, was: Row, kept: Sequence[Placement]) -> Row:
    """Return a row in which a new choice of what is suggested is an acceptance of that suggestion.

    What is rejected beside it stays a choice: it contradicts, and that is for a person to settle.
    """
    slots = {slot: kept[place].element for slot, place in slots_of(kept).items()}
    decisions, left = list(row.decisions), []
    for element in row.elements:
        said = {slot: decisions[slot] for slot in SUGGESTIONS if slots.get(slot) == element}
        if "accepted" in said.values() and element not in was.elements:
            continue
        if element in was.elements or not said or "rejected" in said.values():
            left.append(element)
        else:
            decisions[min(said)] = "accepted"
    return replace(row, decisions=tuple(decisions), elements=tuple(left))


def _open(placements: Sequence[Placement], element: str) -> Iterator[int]:
    """Yield the places of the suggestions of an element that nobody decided on."""
    for place, one in enumerate(placements):
        if one.element == element and one.decision is None and _is_suggested(one):
            yield place


def _decided(one: Placement, decision: Decision, relation: Relation | None, new: Mapping[str, Any]) -> Placement:
    return one.model_copy(update={**new, "decision": decision, "relation": relation or one.relation})


def decided_among(placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """Return placements without the suggestions that nobody decided on."""
    return tuple(one for one in placements if one.decision or not _is_suggested(one))


def has_suggestions(placements: Sequence[Placement]) -> bool:
    """Whether a tool suggested any of them."""
    return any(_is_suggested(one) for one in placements)


def _reopened(one: Placement) -> Placement | None:
    """Return a suggestion without a decision; what a person had chosen is gone."""
    undecided = {"decision": None, **dict.fromkeys(_SIGNED, "")}
    return one.model_copy(update=undecided) if _is_suggested(one) else None


def _resigned(one: Placement, row: Row, was: Row) -> Placement:
    """Return a decision of before with what the row says of it now, where it said something else."""
    update: dict[str, object] = {
        name: getattr(row, name)
        for name in _SIGNED
        if getattr(row, name) != getattr(was, name) and getattr(was, name) in {"", getattr(one, name)}
    }
    is_placed = one.decision == "accepted" and one.element is not None
    if is_placed and row.relation != was.relation and was.relation in {None, one.relation}:
        update["relation"] = row.relation or "part_of"
    return one.model_copy(update=update)


def status_of(row: Row, placements: Sequence[Placement], line: Line | None = None) -> Status:
    """Return how far a practice has come.

    Args:
        row: What stands in its row.
        placements: What was written into it.
        line: From which confidence on suggestions are accepted, if there is one.
    """
    none, *suggested = row.decisions
    if "accepted" in suggested or row.elements:
        return "accepted"
    if none == "accepted":
        return "elsewhere"
    if line is not None and is_above(row, placements, line):
        return "line"
    slots = slots_of(placements)
    shown = [row.decisions[slot] for slot in SUGGESTIONS if slot in slots]
    return "rejected" if shown and set(shown) == {"rejected"} else "open"


def is_above(row: Row, placements: Sequence[Placement], line: Line) -> bool:
    """Whether the line accepts the first suggestion of a practice that nobody decided."""
    slots = slots_of(placements)
    if row.is_decided or SUGGESTIONS[0] not in slots:
        return False
    none = placements[slots[NONE]].confidence if NONE in slots else None
    return line.accepts(placements[slots[SUGGESTIONS[0]]].confidence, none)


def accepted_by(line: Line, placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """Return placements of which the line accepted the first suggestion."""
    made = list(placements)
    place = slots_of(placements)[SUGGESTIONS[0]]
    made[place] = line.signed(made[place])
    return tuple(made)


def text_to_keep(placements: Sequence[Placement]) -> str:
    """Return the JSON of what is written into a row, so that it can be told from what is changed there later.

    >>> text_to_keep([Placement(element="10388", why="жалоба")])
    '[{"element":"10388","why":"жалоба"}]'
    """
    if not placements:
        return ""
    dumped = [one.model_dump(mode="json", exclude_defaults=True) for one in placements]
    text = json.dumps(dumped, ensure_ascii=False, separators=(",", ":"))
    return _FRAGILE.sub(lambda sign: json.dumps(sign[0])[1:-1], text)


def kept_in(text: str) -> tuple[Placement, ...]:
    """Return what ``text_to_keep`` wrote.

    Raises:
        ValueError: It is something else.
    """
    try:
        dumped: Any = json.loads(text or "[]")
    except RecursionError as error:
        raise ValueError(str(error)) from error
    if not isinstance(dumped, list):
        raise ValueError(text)
    return tuple(Placement.model_validate(one) for one in dumped)
