"""Both loops filled, for the tests of what is delivered: two segments, a log of each kind, and the traps of texts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pcf.assessment import Scorecard, score_round
from pcf.assessment.segments import Counted
from pcf.complaints.counts import AgeBand, ChartPoint, ComplaintCounts, CutRow, RuleCount
from pcf.complaints.records import Assumption, BlockAnswer, ComplaintInputs, Rule, StepAnswer
from pcf.formula import Result
from pcf.ids import Language
from pcf.reasons.counts import CoderAgreement, MetName, ReasonCounts, ReasonRow, Snowball, VolumeRow
from pcf.reasons.defaults import default_reasons
from pcf.reasons.records import Reason
from pcf.source import loops
from pcf.taxonomy import load

from .engagement import CHINESE, HOSTILE, NAMES, RUSSIAN, workshop

TODAY: Mapping[str, str] = {
    "registered": "480", "complaints_per_complainant": "1.2", "complaining_share": "25", "registered_share": "80",
    "convinced_share": "50", "settled_share": "30", "disappointed_share": "20", "rebuy_no_problem": "80",
    "rebuy_convinced": "90", "rebuy_settled": "60", "rebuy_disappointed": "20", "rebuy_silent": "50", "margin": "100",
    "handling_cost": "25", "upheld_share": "40", "redress": "30.05",
}  # fmt: skip
AIMED: Mapping[str, str] = {
    "target_convinced_share": "60", "target_settled_share": "30", "target_disappointed_share": "10",
    "target_registered_share": "90", "target_complaining_share": "30", "programme_cost": "12345.67",
}  # fmt: skip
WIDE: Mapping[str, tuple[str, str]] = {
    "complaining_share": ("15", "40"), "margin": ("70.5", "140"), "registered_share": ("70", "90"),
    "rebuy_silent": ("40", "65"), "rebuy_no_problem": ("75", "85"), "handling_cost": ("20", "31"),
    "convinced_share": ("40", "55"), "rebuy_convinced": ("80", "95"), "redress": ("20", "50"),
    "disappointed_share": ("15", "28"), "complaints_per_complainant": ("1.1", "1.5"), "rebuy_settled": ("55", "70"),
}  # fmt: skip
AS_OF = "2026-10-31T18:00:00"
MONTHS = tuple(f"2026-{month:02}" for month in range(1, 11))


def assumptions() -> tuple[Assumption, ...]:
    """Return those of both segments: the first with ranges and targets, the second with the state of today alone."""
    first = [
        Assumption(
            segment="s1", assumption=name, value=value, source=HOSTILE if name == "margin" else RUSSIAN,
            date="2026-09-30", **dict(zip(("low", "high"), WIDE.get(name, ()), strict=False)),
        )
        for name, value in (TODAY | AIMED).items()
    ]  # fmt: skip
    second = [
        Assumption(segment="s2", assumption=name, value=value, n=200 if name == "complaining_share" else None)
        for name, value in (TODAY | {"registered": "96", "margin": "250"}).items()
    ]
    return (*first, *second)


def complaint_inputs() -> ComplaintInputs:
    model = loops().complaints
    answers = ("4", "3", "2", "DK", "3", "NA", "1", None, "5")
    return ComplaintInputs(
        blocks=tuple(
            BlockAnswer(block=block.id, answer=answer, evidence=("said", "written") if answer else ())
            for block, answer in zip(model.blocks, answers, strict=True)
        ),
        steps=(
            StepAnswer(step=model.steps[0].id, state="done", owner=f"Отдел качества, {NAMES[0]}", due="2026-03-01"),
            StepAnswer(step=model.steps[1].id, state="running", owner=HOSTILE, due="2026-09-01", note=CHINESE),
            StepAnswer(step=model.steps[2].id, state="planned", due="2027-01-15"),
        ),
        assumptions=assumptions(),
        rules=(
            Rule(
                id="r1", jurisdiction="RU", limit=10, unit="working_days", promise=5, promise_unit="working_days",
                compensated_by="Team leader", compensation=150, reference=RUSSIAN, valid_from="2026-01-01",
                checked_on="2026-09-01", extension=5, extension_condition="told in writing",
            ),
            Rule(id="r2", matter="refund", segment="s2", channel="email", clock_end="paid", promise=3),
        ),
    )  # fmt: skip


def _results(scale: float) -> dict[str, Result]:
    return {
        "complaints_per_1000_customers": Result(4.125 * scale, n=1000.0, interval=(3.5 * scale, 4.8 * scale)),
        "complaint_acknowledged_in_time": Result(92.5, n=200.0),
        "complaint_closed_in_limit": Result(81.0, n=180.0),
        "complaint_repeat_rate": Result(7.5 * scale, n=200.0),
        "complaint_upheld_rate": Result(40.0, n=180.0),
        "complaint_redress_mean": Result(30.05 * scale, n=72.0),
        "complaint_to_regulator_rate": Result(None, reason="missing_measure", missing=("escalated_to_regulator",)),
    }


def complaint_counts() -> ComplaintCounts:
    values = (4.1, 4.3, 3.9, 4.0, 4.4, 4.2, 9.8, 4.1, 4.0, 1.2)
    return ComplaintCounts(
        as_of=AS_OF,
        first="2026-01-02",
        last="2026-10-31",
        complaints=576,
        open=41,
        totals=_results(1.0),
        cuts={
            "segment": (
                CutRow(value="s1", complaints=470, open=30, results=_results(1.1)),
                CutRow(value="s2", complaints=96, open=11, results=_results(0.5)),
                CutRow(value=None, complaints=10, open=0, results={}),
            ),
            "reason": (
                CutRow(value=HOSTILE, complaints=400, open=40, results=_results(0.8)),
                CutRow(value=CHINESE, complaints=176, open=1, results=_results(0.2)),
            ),
            "channel": (CutRow(value="phone", complaints=576, open=41, results=_results(1.0)),),
        },
        ages=(
            AgeBand(segment=None, first=0, last=2, complaints=12, overdue=0),
            AgeBand(segment=None, first=3, last=7, complaints=18, overdue=3),
            AgeBand(segment=None, first=61, last=None, complaints=11, overdue=11),
            AgeBand(segment="s1", first=0, last=2, complaints=12, overdue=0),
        ),
        chart=tuple(
            ChartPoint(
                period=month, complaints=round(value * 14), base=14000.0 + place, value=value, centre=4.1, low=2.9,
                high=5.3, is_signal=value > 9, is_open=place == 9,
            )
            for place, (month, value) in enumerate(zip(MONTHS, values, strict=True))
        ),
        method="laney",
        rules=(
            RuleCount(
                rule="r1", segment="s1", cases=470, kept=400, late=40, running=20, overdue=10, promise_kept=350,
                promise_late=90, promise_running=15, promise_overdue=15, stated_later=4,
            ),
            RuleCount(rule=None, cases=106),
        ),
    )  # fmt: skip


def reasons() -> tuple[Reason, ...]:
    """Return the model's list with what an organisation would add; one trap in words and in names."""
    made = []
    for place, reason in enumerate(default_reasons(load())):
        customer, company = Decimal(place % 5 - 2) / 2, Decimal(place % 7 - 3) / 3
        more: dict[str, object] = {"unit_cost": Decimal("3.37") + place, "source": "ledger 2025"}
        if place < 20:
            more |= {
                "customer_value": round(customer, 2),
                "company_value": round(company, 2),
                "is_removable": place != 9,
            }
        if place in (0, 2, 5):
            more |= {"deflection": 40, "self_service_cost": "0.25"}
        if place < 4:
            more |= {
                "person": NAMES[1], "explained_on": "2026-06-01", "explanation": RUSSIAN, "target": "2.5",
                "target_by": "2026-09-01" if place else "2027-10-01", "if_missed": CHINESE, "if_met": "bonus",
            }  # fmt: skip
        if place == 4:
            more |= {"words": HOSTILE, "owner": "", "names": ("x",)}
        made.append(Reason.model_validate(reason.model_dump() | more))
    return tuple(made)


def reason_counts() -> ReasonCounts:
    rows = [
        ReasonRow(
            reason=reason.id, segment="s1" if channel == "phone" else "s2", channel=channel, month=month,
            contacts=10 + 7 * (place % 9) + int(month[-2:]), repeatable=8 + place, repeats=place % 8,
            handled=5, handle_seconds=Decimal(1500),
        )
        for place, reason in enumerate(reasons())
        for month in MONTHS
        for channel in ("phone", "chat")
    ]  # fmt: skip
    rows.append(ReasonRow(reason=None, segment=None, channel=None, month="2026-10", contacts=321))
    return ReasonCounts(
        as_of=AS_OF,
        first="2026-01-01",
        last="2026-10-31",
        contacts=sum(row.contacts for row in rows),
        rows=tuple(rows),
        volumes=tuple(
            VolumeRow(segment=segment, month=month, orders=Decimal(1500), customers=Decimal(9000), bills=Decimal(800))
            for month in MONTHS
            for segment in ("s1", "s2")
        ),
        window_days=7,
        met=(MetName(name=reasons()[0].words, reason=reasons()[0].id, contacts=10),),
        snowballs=(Snowball(reason=reasons()[1].id, chains=12, contacts=51, longest=9),),
        agreement=CoderAgreement(contacts=200, agreed=164, kappa=0.78),
    )


def looped(lang: Language = "en", *, has_logs: bool = True, anonymous: bool = False) -> Scorecard:
    """Return the engagement with both loops filled."""
    gathered = workshop(anonymous=anonymous, complaints=complaint_inputs(), reasons=reasons())
    counted = Counted(complaints=complaint_counts(), reasons=reason_counts()) if has_logs else Counted()
    return score_round(load(lang=lang), gathered, counted=counted)
