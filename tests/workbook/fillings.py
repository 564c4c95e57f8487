"""Random fillings for the proofs of the live workbook: everything that people may leave out, over all policies."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import get_args

from pcf.assessment import (
    Assessment,
    EvidenceItem,
    Figure,
    GroupWeight,
    Initiative,
    Observation,
    Organisation,
    PastRound,
    Respondent,
    Response,
    Segment,
    Tick,
)
from pcf.assessment.template import core_metrics
from pcf.mapping import Decision, Placement, Practice
from pcf.maturity import POLICIES
from pcf.model import EvidenceKind, TickCode
from pcf.taxonomy import Element, load

SIX = load()
KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
STATES: tuple[TickCode, ...] = get_args(TickCode)
SEGMENTS = (
    Segment(id="retail", name="Retail & co"),
    Segment(id="sme", name="小微企业"),
    Segment(id="empty", name="Пустой сегмент"),  # promised something, and nothing is known of it
)


def filling(seed: int) -> Assessment:
    """Return random answers: some fillings nearly whole, some sparse, some with a whole group away."""
    chance = random.Random(seed)
    return Assessment(
        policy=(None, *POLICIES)[seed % 5],
        profile=("all", "bank", "retail")[seed // 70 % 3],  # workbooks with the same rows are quickly typed over
        round=chance.choice(("", "2026-Q4")),
        organisation=Organisation(name=chance.choice(("", "Meridian")), currency=(None, "EUR", "CNY")[seed % 3]),
        respondent=Respondent(role=chance.choice((None, "manager", "front_line"))),
        responses=tuple(_responses(chance, seed)),
        ticks=tuple(_ticks(chance)),
        segments=SEGMENTS,
        figures=tuple(_figures(chance)),
        group_weights=tuple(
            GroupWeight(element=group.id, weight=weight)
            for group in SIX.root.children
            if (weight := Decimal(chance.choice((0, 10, 10, 10, 20, 25))) / 10) != 1
        ),
        history=tuple(_history(chance)),
        evidence=tuple(_evidence(chance)),
        observations=tuple(_observations(chance)),
        initiatives=tuple(_initiatives(chance)),
        practices=tuple(_practices(chance)),
    )


def _practices(chance: random.Random) -> list[Practice]:
    """Practices without any suggestion, with some, with more than have columns; decided, open and in between."""
    return [
        Practice(id=f"p{number}", text=f"We do this {number}", placements=_placements(chance))
        for number in range(1, chance.choice((0, 5, 40)) + 1)
    ]


def _placements(chance: random.Random) -> tuple[Placement, ...]:
    mood = chance.choice(("open", "open", "own", "accepted", "rejected", "mixed", "elsewhere"))
    elements = [one.id for one in chance.sample(list(SIX), chance.choice((0, 1, 2, 3, 5)))]
    made = [_suggestion(chance, element, mood) for element in elements]
    if chance.random() < 0.5 or mood == "elsewhere":
        made.append(_suggestion(chance, None, "elsewhere" if mood == "elsewhere" else "open"))
    if mood == "own":
        made.append(Placement(element=chance.choice(SIX.processes).id, relation="near", decision="accepted"))
    return tuple(made)


def _suggestion(chance: random.Random, element: str | None, mood: str) -> Placement:
    decisions: dict[str, Decision | None] = {"accepted": "accepted", "rejected": "rejected"}
    decision = decisions.get(mood)
    if mood == "mixed":
        decision = chance.choice((None, "rejected", "accepted"))
    if mood == "elsewhere" and element is None:
        decision = "accepted"
    confidence = Decimal(chance.randint(0, 100)) / 100 if chance.random() < 0.9 else None
    signed = {"reviewer": "Ann", "reason": "seen"} if decision else {}
    return Placement(element=element, decision=decision, confidence=confidence, tool="pcf 1", why="words", **signed)


def _evidence(chance: random.Random) -> list[EvidenceItem]:
    """Register from nothing to all rows; entries of every kind and of none, for many processes and for none."""
    return [
        EvidenceItem(
            id=f"e{number}",
            title=f"Document {number}",
            version=chance.choice(("", "1.2")),
            kind=chance.choice((None, *KINDS)),
            processes=_processes(chance),
        )
        for number in range(1, chance.choice((0, 1, 12, 60)) + 1)
        if chance.random() < 0.9
    ]


def _processes(chance: random.Random) -> tuple[str, ...]:
    return tuple(one.id for one in chance.sample(SIX.processes, chance.choice((0, 1, 1, 2, 5))))


def _observations(chance: random.Random) -> list[Observation]:
    return [
        Observation(
            id=f"f{number}",
            text=f"Finding {number}",
            kind=chance.choice((None, "strength", "gap")),
            processes=_processes(chance),
            segment=chance.choice((None, "retail", "sme")),
        )
        for number in range(1, chance.choice((0, 7)) + 1)
    ]


def _initiatives(chance: random.Random) -> list[Initiative]:
    metrics = [metric.id for metric in core_metrics(SIX, "all")]
    return [
        Initiative(
            id=f"i{number}",
            title=f"Initiative {number}",
            state=chance.choice((None, "planned", "running", "done", "dropped")),
            depends_on=(f"i{number - 1}",) if number > 1 and chance.random() < 0.5 else (),
            metric=chance.choice((None, *metrics)),
            cost=chance.choice((None, Decimal("1200.5"))),
        )
        for number in range(1, chance.choice((0, 3, 40)) + 1)
    ]


def _responses(chance: random.Random, seed: int) -> list[Response]:
    known = chance.choice((1.0, 0.9, 0.8, 0.65, 0.4, 0.0))
    away = chance.choice(SIX.root.children).hierarchy_id if seed % 3 == 0 else "none"
    made = []
    for element in SIX.processes:
        answer = str(chance.randint(0, 5)) if chance.random() < known else chance.choice(("DK", None, "NA"))
        if element.parent and element.parent.hierarchy_id == away:
            answer = "NA"
        is_asked = chance.random() > 0.07
        made.append(
            Response(
                element=element.id,
                answer=answer if is_asked or answer == "NA" else None,
                is_asked=is_asked,
                evidence=tuple(kind for kind in KINDS if chance.random() < 0.5),
                weight=Decimal(chance.choice((0, 5, 10, 10, 10, 15, 33))) / 10,
                target=chance.choice((None, 3, 4, 5)),
                reason="no such work" if answer == "NA" else "",
            )
        )
    return made


def _ticks(chance: random.Random) -> list[Tick]:
    """Tick by process: some not at all, some all in place, some up to a level, most a mixture."""
    made = []
    for process in SIX.processes:
        mood = chance.choice(("none", "all", "low", "NA", "mixed", "mixed"))
        for item in _items_of(process):
            is_low = "." in item and int(item[6]) <= 3
            state: TickCode | None = {"all": "in_place", "NA": "NA", "low": "in_place" if is_low else None}.get(mood)
            if mood == "mixed":
                state = chance.choice((*STATES, "in_place", "in_place", None))
            made.append(Tick(item=item, state=state))
    return [tick for tick in made if tick.state]


def _items_of(process: Element) -> list[str]:
    statements = process.rubric.statements if process.rubric else ()
    return [*(activity.id for activity in process.children), *(statement.id for statement in statements)]


def _figures(chance: random.Random) -> list[Figure]:
    made = []
    for segment in SEGMENTS:
        for metric in core_metrics(SIX, "all"):
            value = (
                Decimal(chance.randint(0, 10_000)) / 100 if segment.id != "empty" and chance.random() < 0.8 else None
            )
            made.append(
                Figure(segment=segment.id, metric=metric.id, value=value, **_aims(chance, metric.record.better))
            )
    return [figure for figure in made if figure.is_filled]


def _aims(chance: random.Random, better: str) -> dict[str, Decimal | None]:
    """Return aims in order, some of them left out."""
    numbers = sorted(Decimal(chance.randint(1, 9_999)) / 100 for _ in range(4))
    if better == "lower":
        numbers.reverse()
    names = ("floor", "target", "target_to", "floor_to") if better == "band" else ("floor", "target", "stretch")
    aims = {name: number if chance.random() < 0.75 else None for name, number in zip(names, numbers, strict=False)}
    return aims | {"weight": Decimal(chance.choice((0, 10, 10, 25))) / 10}


def _history(chance: random.Random) -> list[PastRound]:
    rounds = ("2025-Q4", "2026-Q1", "2026-Q2")[: chance.randint(0, 3)]
    scored = [SIX.root, *SIX.root.children, *SIX.processes]
    return [
        PastRound(
            round=name,
            edition="7.4",
            scores={one.id: Decimal(chance.randint(0, 50)) / 10 for one in scored if chance.random() < 0.8},
            indexes={"retail": Decimal(chance.randint(0, 1000)) / 10},
        )
        for name in rounds
    ]
