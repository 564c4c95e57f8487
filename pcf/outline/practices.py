"""A listing as a mapping: each of its lines is a practice, placed where its code and its name say."""

from __future__ import annotations

from decimal import Decimal

from pcf.i18n import Translator
from pcf.mapping import Placement, Practice, Relation
from pcf.mapping.records import MOST
from pcf.mapping.tool import tool_name
from pcf.outline.comparison import Line, Unknown
from pcf.outline.recognition import Outline

_MUCH = 0.75  # under one code, names less alike than this say something near, not the same
_CONTRADICTED = 0.5  # at most so sure where the code and the name are of two elements
_TO_TWO_DIGITS = Decimal("0.01")


def tool() -> str:
    """Return the name and version of what suggests."""
    return tool_name("outline")


def practices_of(outline: Outline, say: Translator | None = None) -> tuple[Practice, ...]:
    """Return a practice for each code and name of the listing, with placements that nobody has decided on.

    Args:
        outline: A listing that was recognised; one of no edition has none.
        say: The language of the reasons; English unless it is given.
    """
    said = say or Translator("en")
    taken: set[str] = set()
    return tuple(
        Practice(id=_id(line, taken), text=line.name or line.code, placements=_placements(line, outline, said))
        for line in outline.lines
        if line.name or line.code
    )


def _id(line: Line, taken: set[str]) -> str:
    """Mint an id from the code; a second name of one code also carries its line."""
    base = f"l_{line.code.replace('.', '_')}" if line.code else f"l_{line.element_id}"
    own = base if base not in taken else f"{base}_line_{line.lines[0]}"
    taken.add(own)
    return own


def _placements(line: Line, outline: Outline, say: Translator) -> tuple[Placement, ...]:
    if not line.is_known:
        unknown = next(one for one in outline.unknown if one.line is line)
        return _near(unknown, say)
    element = outline.element_at(line.code)
    if line.likeness is None:
        return (_placed(element.id, "same", _CONTRADICTED, say("The code agrees; there is no name.")),)
    if line.agrees:
        return (_placed(element.id, "same", 1.0, say("Code and name agree.")),)
    relation: Relation = "same" if line.likeness >= _MUCH else "near"
    why = say("The code agrees; the name there is: {expected}.", expected=line.expected)
    elsewhere = [outline.element_at(code) for code in line.called_so]
    by_name = [
        _placed(other.id, "same", _CONTRADICTED, say("The name agrees; its code is {code}.", code=other.hierarchy_id))
        for other in elsewhere
    ]
    likeness = min(line.likeness, _CONTRADICTED) if elsewhere else line.likeness
    return (*by_name, _placed(element.id, relation, likeness, why))


def _near(unknown: Unknown, say: Translator) -> tuple[Placement, ...]:
    nearest = unknown.nearest
    if nearest.likeness is None:
        return ()
    why = say("The code is not in this edition; the name is like: {expected}.", expected=nearest.name)
    relation: Relation = "same" if nearest.likeness == 1 else "near"  # nothing but the name speaks for it
    return (_placed(nearest.id, relation, nearest.likeness, why),)


def _placed(element: str, relation: Relation, likeness: float, why: str) -> Placement:
    confidence = Decimal(min(likeness, MOST)).quantize(_TO_TWO_DIGITS)
    return Placement(element=element, relation=relation, confidence=confidence, tool=tool(), why=why)
