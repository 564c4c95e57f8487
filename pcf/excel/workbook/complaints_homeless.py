"""What an assessment says of complaints and the workbook has no row for."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence

from pcf.assessment import Assessment
from pcf.errors import BadOptionError
from pcf.source import loops


def refuse_homeless_complaints(form: Assessment) -> None:
    """Refuse what would be lost or could not be told apart; nothing to do where the form does not ask.

    Raises:
        BadOptionError: A block, a step, an assumption or a segment is unknown, or something stands twice.
    """
    said, model = form.complaints, loops().complaints
    if said is None:
        return
    segments = [segment.id for segment in form.segments]
    for field, named, known in (
        ("blocks", [one.block for one in said.blocks], [one.id for one in model.blocks]),
        ("steps", [one.step for one in said.steps], [one.id for one in model.steps]),
        ("assumptions", [one.assumption for one in said.assumptions], [one.id for one in model.assumptions]),
        ("assumptions", [one.segment for one in said.assumptions], segments),
        ("rules", [one.segment for one in said.rules if one.segment], segments),
    ):
        _refuse_unknown(field, named, known)
    _refuse_twice("blocks", [one.block for one in said.blocks])
    _refuse_twice("steps", [one.step for one in said.steps])
    _refuse_twice("assumptions", [(one.segment, one.assumption) for one in said.assumptions])
    _refuse_twice("rules", [one.id for one in said.rules])
    _refuse_twice("days", [(one.calendar, one.day) for one in said.days])


def _refuse_unknown(field: str, named: Iterable[str], known: Collection[str]) -> None:
    if unknown := sorted(set(named) - set(known)):
        raise BadOptionError(option=f"complaints.{field}", found=unknown[0], expected=list(known))


def _refuse_twice(field: str, named: Sequence[Hashable]) -> None:
    if twice := [one for one in named if named.count(one) > 1]:
        raise BadOptionError(option=f"complaints.{field}", found=twice[0], expected="once")
