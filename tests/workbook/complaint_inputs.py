"""Random inputs of the sheets of complaints, such as people type them without a fault."""

from __future__ import annotations

import random
from decimal import Decimal

from pcf.assessment import Assessment, Organisation, Segment
from pcf.complaints.records import (
    CLOCK_ENDS,
    CLOCK_STARTS,
    LIMIT_UNITS,
    MATTERS,
    WEEKDAYS,
    Assumption,
    BlockAnswer,
    CalendarDay,
    ComplaintInputs,
    Rule,
    StepAnswer,
)
from pcf.source import loops

EVIDENCE = ("said", "written", "shown", "measured", "improved")
STATES = ("planned", "running", "done", "dropped")
DAYS = ("2024-02-29", "2025-12-31", "2026-01-01", "2026-06-30", "2027-03-15")
# A workbook has the rows of twelve segments however many there are: six are filled in at the price of one.
SEGMENTS = (
    Segment(id="retail", name="Частные лица"),
    Segment(id="sme", name="小微企业"),
    *(Segment(id=f"s{number}", name=f"Segment {number}") for number in range(3, 7)),
)


def asking_form(seed: int) -> Assessment:
    """Return a form that asks about complaints, filled in at random, the same for one seed."""
    chance = random.Random(seed)
    said = ComplaintInputs(
        blocks=_blocks(chance),
        steps=_steps(chance),
        assumptions=tuple(one for segment in SEGMENTS for one in _assumptions(chance, segment.id)),
        rules=_rules(chance),
        days=_days(chance),
    )
    date = chance.choice(("2026-01-01", "2026-10-26", "2026", ""))
    organisation = Organisation(name="Meridian", currency=chance.choice(("EUR", "RUB", None)), date=date)
    return Assessment(organisation=organisation, segments=SEGMENTS, complaints=said)


def _blocks(chance: random.Random) -> tuple[BlockAnswer, ...]:
    high = chance.random()  # of some, most blocks stand, so that the ladder is climbed
    made = (
        BlockAnswer(
            block=block.id,
            answer=chance.choice(
                ("2", "3", "4", "5", "NA") if chance.random() < high else ("0", "1", "NA", "DK", None)
            ),
            evidence=tuple(kind for kind in EVIDENCE if chance.random() < 0.6),
            comment=chance.choice(("", "Zitat „x“")),
        )
        for block in loops().complaints.blocks
    )
    return tuple(one for one in made if one.is_filled)


def _steps(chance: random.Random) -> tuple[StepAnswer, ...]:
    made = (
        StepAnswer(step=step.id, state=chance.choice((None, *STATES)), due=chance.choice(("", *DAYS)))
        for step in loops().complaints.steps
    )
    return tuple(one for one in made if one.is_filled)


def _assumptions(chance: random.Random, segment: str) -> list[Assumption]:
    missing = chance.choice((0.0, 0.0, 0.1))
    made = [_assumption(chance, segment, record.id, record.unit) for record in loops().complaints.assumptions]
    by_id = {one.assumption: one for one in made}
    for prefix in ("", "target_"):
        first = Decimal(chance.randrange(0, 1001)).scaleb(-1)
        second = Decimal(chance.randrange(0, int(1000 - first * 10) + 1)).scaleb(-1)
        rounded = min(100 - first - second, chance.choice((Decimal(0), Decimal("0.4"))))
        for name, share in zip(
            ("convinced", "settled", "disappointed"), (first, second, 100 - first - second - rounded), strict=True
        ):
            own = f"{prefix}{name}_share"
            by_id[own] = by_id[own].model_copy(update={"value": share, "low": None, "high": None})
    return [one for one in by_id.values() if chance.random() >= missing]


def _assumption(chance: random.Random, segment: str, name: str, unit: str) -> Assumption:
    most = {"percent": 100, "ratio": 5, "currency": 90_000, "count": 1_000_000}[unit]
    ends = sorted(Decimal(chance.randrange(0, most * 100)).scaleb(-2) for _ in range(3))
    has_ends = chance.random() < 0.3
    return Assumption(
        segment=segment,
        assumption=name,
        value=ends[1],
        low=ends[0] if has_ends else None,
        high=ends[2] if has_ends else None,
        n=Decimal(chance.randrange(1, 5_000)) if chance.random() < 0.3 else None,
        source=chance.choice(("", "Опрос", "survey of May")),
        date=chance.choice(("", "2026", "2026-05", "2026-05-31")),
    )


def _rules(chance: random.Random) -> tuple[Rule, ...]:
    ids = [*chance.sample([f"r{number}" for number in range(1, 60)], 14), "law_a", "law_b"]
    return tuple(
        Rule(
            id=one,
            matter=chance.choice(MATTERS),
            jurisdiction=chance.choice(("", "Ruritania")),
            segment=chance.choice((None, *(segment.id for segment in SEGMENTS))),
            channel=chance.choice(("", "email")),
            clock_start=chance.choice(CLOCK_STARTS),
            clock_end=chance.choice(CLOCK_ENDS),
            limit=chance.choice((None, 0, 10, 30)),
            unit=chance.choice(LIMIT_UNITS),
            calendar=chance.choice((None, "all")),
            rolls=chance.choice((None, True, False)),
            extension=chance.choice((None, 5)),
            extension_condition=chance.choice(("", "on notice")),
            promise=chance.choice((None, 0, 5, 30, 31)),
            promise_unit=chance.choice(LIMIT_UNITS),
            compensated_by=chance.choice(("", "Ann")),
            compensation=chance.choice((None, Decimal("99.5"))),
            reference=chance.choice(("", "§ 5")),
            valid_from=chance.choice(("", *DAYS)),
            valid_to=chance.choice(("", *DAYS)),
            checked_by=chance.choice(("", "Bob")),
            checked_on=chance.choice(("", *DAYS)),
        )
        for one in sorted(ids, key=_row_first)
    )


def _row_first(rule: str) -> tuple[bool, int, str]:
    """Order ids as the sheet has them: what is called like a row stands in that row, others in what rows are left."""
    is_row = rule[0] == "r" and rule[1:].isdigit()
    return not is_row, int(rule[1:]) if is_row else 0, rule


def _days(chance: random.Random) -> tuple[CalendarDay, ...]:
    known = [("all", day) for day in (*WEEKDAYS, *DAYS)]
    return tuple(
        CalendarDay(calendar=calendar, day=day, is_working=chance.random() < 0.5, note=chance.choice(("", "праздник")))
        for calendar, day in chance.sample(known, chance.randrange(1, len(known)))
    )
