"""A placement as a row of SSSOM, and back.

How a decision stands in a row, and is told when it is read, the first that applies:

1. ``ext_decision``, which is written only where the slots of the standard would tell something else;
2. ``predicate_modifier`` Not: rejected; the reason is the comment. A rejected suggestion has the justification
   MappingReview, and what the tool thought of it in ``ext_suggested_confidence``: ``confidence`` would say how
   sure it is that the practice does *not* belong there;
3. ``reviewer_agreement`` above or below 0: accepted or rejected;
4. a person's own justification (ManualMappingCuration, MappingReview): accepted;
5. a reviewer, which the standard defines as one who reviewed and confirmed the mapping: accepted.

Else it is an open suggestion. Who decided stands in ``author_label`` with ``mapping_date`` where a person placed the
practice, and in ``reviewer_label`` with ``review_date`` where a suggestion was judged. The standard knows whole days
only: what else a date says, the month 2026-10 say, stands in ``ext_date``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pcf.mapping.records import Decision, Placement, Practice
from pcf.mapping.sssom.checks import Row, as_date, as_number
from pcf.mapping.sssom.header import Header
from pcf.mapping.sssom.slots import (
    LEXICAL,
    MANUAL,
    NOTHING,
    OPEN,
    PREDICATES,
    RELATION_OF,
    REVIEW,
    SEMAPV,
    UNSPECIFIED,
)
from pcf.mapping.sssom.table import read_list, write_list

_TOOL = re.compile(r"(?P<name>.*\S) (?P<version>v?[0-9]\S*)", re.DOTALL)
_SOURCE = "pcf:cross_industry"


def cells_of(practice: Practice, one: Placement, name: str, edition: str) -> dict[str, str]:
    """Return the cells of the row of one placement; blank ones may be among them.

    Args:
        practice: Whose placement it is.
        one: The placement.
        name: What the element is called.
        edition: The edition in which it is called so.
    """
    is_manual = not one.tool and one.confidence is None and one.decision is not None
    is_reviewed = bool(one.reviewer) and not is_manual
    tool, version = _split_tool(one.tool)
    day = one.date if as_date(one.date) else ""
    confidence = "" if one.confidence is None else format(one.confidence, "f")
    reviewer = write_list([one.reviewer]) if one.reviewer else ""
    cells = {
        "subject_id": f"practice:{practice.id}",
        "subject_label": practice.text,
        "predicate_id": f"skos:{PREDICATES[one.relation]}",
        "predicate_modifier": "Not" if one.decision == "rejected" else "",
        "object_id": f"pcf:{one.element}" if one.element else f"sssom:{NOTHING}",
        "object_label": name,
        "mapping_justification": f"semapv:{_justification(one, is_manual=is_manual)}",
        "author_label": reviewer if is_manual else "",
        "reviewer_label": reviewer if is_reviewed else "",
        "object_source": _SOURCE,
        "object_source_version": edition,
        "mapping_tool": tool,
        "mapping_tool_version": version,
        "mapping_date": "" if is_reviewed else day,
        "review_date": day if is_reviewed else "",
        "confidence": "" if one.decision == "rejected" else confidence,
        "comment": one.reason,
        "ext_date": "" if day else one.date,
        "ext_owner": practice.owner,
        "ext_suggested_confidence": confidence if one.decision == "rejected" else "",
        "ext_unit": practice.unit,
        "ext_why": one.why,
    }
    if _decision(Row(0, cells), Header()) != one.decision:
        cells["ext_decision"] = one.decision or OPEN
    return cells


def _justification(one: Placement, *, is_manual: bool) -> str:
    if is_manual:
        return MANUAL
    if one.decision == "rejected":
        return REVIEW
    return LEXICAL if one.tool or one.confidence is not None else UNSPECIFIED


def _split_tool(tool: str) -> tuple[str, str]:
    """Split name and version, where joining them with a blank gives the same again.

    >>> _split_tool("pcf suggest 0.1.0"), _split_tool("by hand")
    (('pcf suggest', '0.1.0'), ('by hand', ''))
    """
    match = _TOOL.fullmatch(tool)
    return (match["name"], match["version"]) if match else (tool, "")


def placement_of(row: Row, element: str | None, header: Header) -> Placement:
    """Return what a row claims; its cells are known to be usable.

    Args:
        row: The row.
        element: The element that it is about, ``None`` for ``sssom:NoTermFound``.
        header: What its prefixes stand for.
    """
    is_manual = _own_justification(row, header)
    reviewer = _people(row.cells, "reviewer") or (_people(row.cells, "author") if is_manual else "")
    confidence = row["ext_suggested_confidence"] or row["confidence"]
    tool = row["mapping_tool"] or row["mapping_tool_id"]
    return Placement(
        element=element,
        relation=RELATION_OF[header.address(row["predicate_id"].strip()) or ""],
        decision=_decision(row, header),
        confidence=as_number(confidence) if confidence.strip() else None,
        tool=" ".join(part for part in (tool, row["mapping_tool_version"]) if part),
        why=row["ext_why"],
        reviewer=reviewer,
        date=row["review_date"] or row["mapping_date"] or row["ext_date"],
        reason=row["comment"],
    )


def _decision(row: Row, header: Header) -> Decision | None:
    if said := row["ext_decision"].strip():
        return None if said == OPEN else "accepted" if said == "accepted" else "rejected"
    if row["predicate_modifier"].strip():
        return "rejected"
    agreement = as_number(row["reviewer_agreement"])
    if agreement is not None:
        return None if not agreement else "accepted" if agreement > 0 else "rejected"
    if _own_justification(row, header) or _people(row.cells, "reviewer"):
        return "accepted"
    return None


def _own_justification(row: Row, header: Header) -> bool:
    """Whether a person gave the justification, and no tool."""
    return header.address(row["mapping_justification"].strip()) in {f"{SEMAPV}{MANUAL}", f"{SEMAPV}{REVIEW}"}


def _people(cells: Mapping[str, str], role: str) -> str:
    labels = read_list(cells.get(f"{role}_label", ""))
    return ", ".join(labels or read_list(cells.get(f"{role}_id", "")))
