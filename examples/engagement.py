"""The engagement at Meridian: two rounds of one assessment, everybody's copy and what the workshops settled.

What people said, agreed and registered stands in ``rounds/*.toml``, in their own words and languages;
here it becomes workbooks, as the commands ``pack`` and ``consolidate`` would make them. Everything is invented.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pcf.assessment import Agreement, Assessment, Copy, Figure, Respondent, Response, Tick, gather
from pcf.assessment.registers import EvidenceItem, Initiative, Observation
from pcf.assessment.template import empty, parse_scope
from pcf.assessment.workshop import workshop_form
from pcf.excel import read_workbook, write_workbook
from pcf.ids import Language
from pcf.model import AnswerCode, Record, Role
from pcf.rounds.history import past_round, scored_alone
from pcf.taxonomy import load

ROUNDS = Path(__file__).parent / "rounds"
NOW, EARLIER = "2026-Q3", "2026-Q1"


class Said(Record):
    """What one person said of one process; kinds of evidence separated by blanks."""

    answer: AnswerCode | None = None
    evidence: str = ""
    comment: str = ""
    note: str = ""
    reason: str = ""


class Person(Record):
    """One respondent, the name of the copy, and what was said by hierarchy id; asked about all without a scope."""

    file: str
    name: str
    role: Role
    language: Language
    scope: str = ""
    said: Mapping[str, Said]


class Told(Record):
    """One round as its file tells it, by hierarchy id; names, weights and targets only where they were otherwise."""

    round: str
    workshop: str
    people: tuple[Person, ...]
    agreed: Mapping[str, Mapping[str, str]]
    evidence: tuple[EvidenceItem, ...]
    observations: tuple[Observation, ...]
    initiatives: tuple[Initiative, ...]
    names: Mapping[str, str] = {}
    weights: Mapping[str, Decimal] = {}
    targets: Mapping[str, int] = {}
    figures: Mapping[str, Mapping[str, tuple[Decimal, Decimal]]] = {}


def write_rounds(folder: Path, lead: Assessment) -> None:
    """Write everybody's copy of this round, and the workbooks of both workshops.

    Args:
        folder: Where; it exists.
        lead: The copy of whoever leads the assessment, which the form of the round before is made from.
    """
    then = earlier(lead)
    copies = {"assessment.xlsx": lead.model_copy(update={"history": tuple(past_round(scored_alone(then)))})}
    copies |= {f"copies/{file}.xlsx": form for file, form in _copies(read_round(NOW).people, lead).items()}
    for one in ("copies", "earlier"):
        (folder / one).mkdir(exist_ok=True)
    for file, form in copies.items():
        write_workbook(folder / file, form, lang=form.language)
    # what the workbooks say, not what they were made of: the workshop's copies are then equal to the files
    settled = _settled(read_round(NOW), {file: read_workbook(folder / file) for file in copies})
    write_workbook(folder / "workshop.xlsx", settled, lang="ru")
    write_workbook(folder / "earlier" / "workshop.xlsx", then, lang="ru")


def earlier(lead: Assessment) -> Assessment:
    """Return what the workshop of the round before left behind."""
    told = read_round(EARLIER)
    first, *others = told.people
    lead_then = _lead_of(lead, told, first)
    return _settled(told, {first.file: lead_then} | _copies(others, lead_then))


def read_round(name: str) -> Told:
    """Read the file of a round; the registers name processes by hierarchy id there, by element id from here on."""
    told: dict[str, Any] = tomllib.loads((ROUNDS / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    for register in ("evidence", "observations", "initiatives"):
        for entry in told[register]:
            entry["processes"] = [_process(one) for one in entry.get("processes", ())]
    return Told.model_validate(told)


def _process(hierarchy_id: str) -> str:
    return load().by_hierarchy(hierarchy_id).id


def _id_of(form: Assessment) -> str:
    """Make a workbook's id, the same every time."""
    return uuid5(NAMESPACE_URL, f"meridian/{form.round}/{form.respondent.name}").hex


def _copies(people: Iterable[Person], lead: Assessment) -> dict[str, Assessment]:
    """Fill in the short forms that ``pcf pack`` would hand out."""
    made = {}
    for person in people:
        taxonomy = load(lang=person.language)
        form = empty(
            taxonomy,
            segments=lead.segments,
            respondent=Respondent(name=person.name, role=person.role),
            scope=parse_scope(person.scope, taxonomy),
            round_name=lead.round,
        )
        update = {"workbook_id": _id_of(form), "responses": _answered(form.responses, person)}
        made[person.file] = form.model_copy(update=update | {"organisation": lead.organisation})
    return made


def _answered(responses: Iterable[Response], person: Person) -> tuple[Response, ...]:
    said = {_process(one): what for one, what in person.said.items()}
    return tuple(
        Response.model_validate(
            one.model_dump()
            | {"answer": what.answer, "evidence": what.evidence.split(), "evidence_note": what.note}
            | {"comment": what.comment, "reason": what.reason}
        )
        for one in responses
        for what in (said.get(one.element, Said()),)
    )


def _lead_of(lead: Assessment, told: Told, person: Person) -> Assessment:
    """Make the form of an earlier round from that of this one: other answers, some other aims, figures typed in."""
    weights = {_process(one): weight for one, weight in told.weights.items()}
    targets = {_process(one): target for one, target in told.targets.items()}
    responses = [
        one.model_copy(
            update={
                "weight": weights.get(one.element, one.weight),
                "target": targets.get(one.element, one.target),
            }
        )
        for one in _answered(lead.responses, person)
    ]
    form = lead.model_copy(
        update={
            "round": told.round,
            "organisation": lead.organisation.model_copy(update={"date": told.workshop}),
            "segments": tuple(
                one.model_copy(update={"name": told.names.get(one.id, one.name)}) for one in lead.segments
            ),
            "responses": tuple(responses),
            "ticks": tuple(_ticked_then(lead.ticks, {one.element: one.level for one in responses})),
            "figures": tuple(_typed(one, told) for one in lead.figures),
            "history": (),
            "complaints": None,  # the loops and staffing were first asked about this round
            "reasons": None,
            "staffing": None,
        }
    )
    return form.model_copy(update={"workbook_id": _id_of(form)})


def _ticked_then(ticks: Iterable[Tick], levels: Mapping[str, int | None]) -> Iterator[Tick]:
    """Yield the checklist half a year before: less was in place, and a little has been lost since."""
    for number, tick in enumerate(ticks):
        element, _, statement = tick.item.partition(".")
        is_above = int(statement[:1] or 0) > (levels[element] or 0) if statement else number % 5 == 0
        if tick.state == "in_place" and is_above:
            yield tick.model_copy(update={"state": "partly"})
        elif tick.state == "partly" and number % 9 == 0:
            yield tick.model_copy(update={"state": "in_place"})
        else:
            yield tick


def _typed(figure: Figure, told: Told) -> Figure:
    value, n = told.figures[figure.segment][figure.metric]
    return figure.model_copy(update={"value": value, "n": n})


def _settled(told: Told, forms: Mapping[str, Assessment]) -> Assessment:
    """Put all forms into that of the workshop, with what was settled there and the registers."""
    form = workshop_form(gather([Copy(file, one) for file, one in forms.items()]))
    agreed = [
        Agreement.model_validate({"element": _process(one), "date": told.workshop, **what})
        for one, what in told.agreed.items()
    ]
    registers = {"evidence": told.evidence, "observations": told.observations, "initiatives": told.initiatives}
    return form.model_copy(update={"agreed": tuple(agreed), **registers})
