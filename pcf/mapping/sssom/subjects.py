"""The practices that the rows of a mapping speak of: their ids, texts, owners and units."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from pcf.ids import is_word_id
from pcf.mapping.records import Placement, Practice
from pcf.mapping.sssom import claim_findings, file_findings
from pcf.mapping.sssom.checks import Claim, Row, shortened
from pcf.mapping.sssom.header import Header
from pcf.mapping.sssom.slots import PRACTICES, UNPLACED
from pcf.mapping.sssom.told import Told

_SAID = {"text": "subject_label", "owner": "ext_owner", "unit": "ext_unit"}
_EXAMPLES = 5
_LONGEST = 40  # characters of an id of ours
_BASE = 34  # so many that a number has room after them


def subject_of(row: Row, header: Header) -> str:
    """Return what tells a subject from others: the address of its id, or a literal's text."""
    if not row["subject_id"].strip():
        return row["subject_label"]
    return header.address(row["subject_id"].strip()) or ""


def ids_of(subjects: Iterable[str], told: Told) -> dict[str, str]:
    """Give every subject an id that a practice can have: its own where it can be, else one that is like it."""
    found = list(dict.fromkeys(subjects))
    ids = {subject: local for subject in found if is_word_id(local := subject.removeprefix(PRACTICES))}
    taken = set(ids.values())
    last: dict[str, int] = {}
    renamed = []
    for subject in found:
        if subject not in ids:
            ids[subject] = _free(_base(subject), taken, last)
            taken.add(ids[subject])
            renamed.append(f"{shortened(subject)} → {ids[subject]}")
    if renamed:
        more = ["…"] if len(renamed) > _EXAMPLES else []
        told.tell(claim_findings.SUBJECTS_RENAMED, found=renamed[:_EXAMPLES] + more)
    return ids


def _base(subject: str) -> str:
    """Return what a practice's id has in common with the end of an address."""
    local = re.split(r"[#/:]", subject)[-1]
    base = re.sub(r"[^a-z0-9]+", "_", local.lower()).strip("_")
    return base if base[:1].isalpha() else f"p_{base}".rstrip("_")


def _free(base: str, taken: Collection[str], last: dict[str, int]) -> str:
    """Return an id that is not taken; ``last`` holds the last number of each base, so that none is tried twice."""
    base = base[:_BASE]
    number = last.get(base, 1)
    made = base if number == 1 else ""
    while not made or made in taken:
        number += 1
        end = f"_{number}"
        made = f"{base[: _LONGEST - len(end)]}{end}"
    last[base] = number
    return made


def practices_of(rows: Sequence[tuple[Row, Claim]], told: Told) -> list[Practice]:
    """Put the rows of each practice together, in the order of their first rows."""
    said: dict[str, dict[str, str]] = {}
    lines: dict[tuple[str, str], int] = {}  # where each text was said, or the subject came first
    placements: dict[str, list[Placement]] = {}
    for row, claim in rows:
        subject = claim.subject
        texts = said.setdefault(subject, dict.fromkeys(_SAID, ""))
        placements.setdefault(subject, []).append(claim.placement)
        lines.setdefault((subject, ""), row.line)
        for name, slot in _SAID.items():
            if row[slot] and not texts[name]:
                texts[name], lines[subject, name] = row[slot], row.line
            elif row[slot] and row[slot] != texts[name]:
                facts = {"subject": subject, "found": shortened(row[slot]), "first": lines[subject, name]}
                told.tell(claim_findings.SUBJECT_CONFLICT, row.line, slot, **facts)
    for subject, texts in said.items():
        if not texts["text"]:
            told.tell(claim_findings.SUBJECT_UNTOLD, lines[subject, ""], "subject_label", found=subject)
    return [Practice(id=one, placements=tuple(placements[one]), **texts) for one, texts in said.items()]


def write_unplaced(practices: Sequence[Practice]) -> str:
    """Write the practices without a placement, each with its position among all; blank if there is none."""
    kept = [
        {"position": position, "id": one.id, "text": one.text, "owner": one.owner, "unit": one.unit}
        for position, one in enumerate(practices)
        if not one.placements
    ]
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def with_unplaced(practices: Sequence[Practice], header: Header, told: Told) -> list[Practice]:
    """Put the practices that have no row back where they stood."""
    everything = list(practices)
    written = header.own.get(UNPLACED)
    if written is None or UNPLACED not in header.extensions:
        return everything
    taken = {one.id for one in everything}
    try:
        for one in json.loads(str(written)):
            fields: dict[str, Any] = dict(one)
            position = int(fields.pop("position"))
            practice = Practice.model_validate(fields)
            if practice.id in taken or practice.placements:
                raise ValueError(practice.id)
            taken.add(practice.id)
            everything.insert(position, practice)
    except (ValueError, TypeError, KeyError, RecursionError, ValidationError):
        told.tell(file_findings.HEADER_VALUE, header.lines[UNPLACED], UNPLACED, found=shortened(str(written)))
    return everything
