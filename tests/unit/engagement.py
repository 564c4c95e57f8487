"""A whole engagement for the tests of what is delivered: eight respondents in five roles, a workshop, registers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pcf import taxonomy
from pcf.assessment import Assessment, Copy, Respondent, Response, Round, Scorecard, gather, read_saved, score_round
from pcf.assessment.records import Agreement
from pcf.assessment.registers import EvidenceItem, Initiative, Observation
from pcf.assessment.roles import nameless
from pcf.ids import Language

SAVED = Path(__file__).parents[1] / "fixtures" / "three_respondents.json"
RUSSIAN = "Порядок рассмотрения обращений описан, но операторы второй линии узнают о его изменениях из переписки в мессенджере"
CHINESE = "客户投诉处理规程已经成文并由专人负责，但各分公司的执行情况差异很大，总部每季度才抽查一次，发现的问题没有跟踪整改到底"
LONG = f"{RUSSIAN}. " * 6
HOSTILE = '=HYPERLINK("http://example.com/x","<script>alert(1)</script>")&\'"<img src=x onerror=alert(1)>'
PEOPLE = (
    ("Анастасия Вершинина", "manager"),
    ("欧阳明远", "manager"),
    ("Ingeborg Thorvaldsen", "specialist"),
    ("Ростислав Ухтомский", "front_line"),
    ("司徒慧敏", "front_line"),
    ("Oluwaseun Adeyemi", "front_line"),
    ("Bartholomew Quill", "back_office"),
    ("Дженнет Овезова", "contractor"),
)
NAMES = tuple(name for name, _ in PEOPLE)
BOOKS = tuple(f"personal-book-{number}" for number in range(len(PEOPLE)))
AGREED_BY = "Тамара Зыбина"
_SKEW = {"manager": 1, "specialist": 0, "front_line": -1, "back_office": 0, "contractor": 0}


def respondents() -> list[Assessment]:
    """Return eight forms: the first holds all that is shared; some are asked about a part only."""
    saved = read_saved(SAVED).copies[0].assessment
    processes = taxonomy.load().processes
    forms = []
    for number, (name, role) in enumerate(PEOPLE):
        responses = [_response(place, process.id, number, role) for place, process in enumerate(processes)]
        shared = {"segments": saved.segments, "figures": saved.figures} if not number else {}
        form = Assessment(
            language="ru",
            workbook_id=BOOKS[number],
            round=saved.round,
            respondent=Respondent(name=name, role=role),
            organisation=saved.organisation,
            responses=tuple(responses),
            **shared,
        )
        forms.append(form)
    return forms


def _response(place: int, process: str, number: int, role: str) -> Response:
    """Answer by a pattern in which numbers of answers from none to eight come up, and every kind of answer."""
    asked = number < (place * 5) % 9 if place % 3 == 1 else True
    level = min(5, max(0, 2 + (place + number) % 3 + _SKEW[role] * (place % 2)))
    answer = "DK" if (place + number) % 7 == 0 else str(level)
    if place == 8:
        answer = "NA"
    target = (3 + place % 3 if place % 4 else 1) if number == 0 else None
    return Response(
        element=process,
        answer=answer if asked else None,
        is_asked=asked,
        target=target if asked else None,
        evidence=("said", "written")[: 1 + place % 2] if asked and number == 0 else (),
        comment=f"{RUSSIAN} ({number})" if asked else "",
        reason=CHINESE if answer == "NA" else "",
    )


def agreed() -> tuple[Agreement, ...]:
    ids = [process.id for process in taxonomy.load().processes]
    told = {"agreed_by": AGREED_BY, "date": "2026-10-14"}
    return (
        Agreement(element=ids[0], answer="3", reason=RUSSIAN, evidence=CHINESE, open_question=LONG, **told),
        Agreement(element=ids[2], answer="4", reason=HOSTILE, **told),
        Agreement(element=ids[3], answer="2", **told),
        Agreement(element=ids[5], answer="NA", reason=CHINESE, **told),
        Agreement(element=ids[6], answer="DK", open_question=CHINESE, **told),
        Agreement(element=ids[9], answer="1", reason=LONG, **told),
        Agreement(element=ids[11], open_question=RUSSIAN),
    )


def registers() -> dict[str, object]:
    ids = [process.id for process in taxonomy.load().processes]
    evidence = (
        EvidenceItem(
            id="e1", title=RUSSIAN, version="2.1", date="2026-03-01", owner="Отдел методологии", kind="written",
            processes=(ids[0], ids[2]), shows=LONG,
        ),
        EvidenceItem(id="e2", title=CHINESE, owner=f"客服总监{NAMES[1]}", kind="measured", processes=tuple(ids[:8]), shows=CHINESE),
        EvidenceItem(id="e3", title=HOSTILE),
    )  # fmt: skip
    observations = (
        Observation(
            id="f1", text=RUSSIAN, kind="strength", processes=(ids[0],), segment="s1", evidence=("e1", "e9"),
            consequence=CHINESE, recommendation=LONG,
        ),
        Observation(id="f2", text=CHINESE, kind="gap", processes=(ids[1], ids[3]), recommendation=RUSSIAN),
        Observation(id="f3", text=HOSTILE, consequence=HOSTILE),
    )  # fmt: skip
    initiatives = (
        Initiative(
            id="i1", title=RUSSIAN, owner="Директор по сервису", cost="1250000.50", effort="120", wave=1,
            processes=(ids[0], ids[2], ids[3]), expected_level=5, state="planned", note=LONG,
        ),
        Initiative(id="i2", title=CHINESE, owner=f"{NAMES[0]}, отдел качества", effort="40", depends_on=("i1",), processes=(ids[4],), expected_level=4),
        Initiative(
            id="i3", title="Обратный звонок вместо ожидания", cost="0", effort="15", wave=1, state="running",
            processes=(ids[9],), expected_level=3, metric="service_level", segment="s1", expected_value="85",
        ),
        Initiative(id="i4", title=HOSTILE, wave=1, state="done", depends_on=("i9",), metric="abandonment_rate"),
        Initiative(id="i5", title="Forgotten", state="dropped"),
    )  # fmt: skip
    return {"evidence": evidence, "observations": observations, "initiatives": initiatives}


def workshop(*, anonymous: bool = False, **changes: object) -> Round:
    """Return the round of the engagement; ``changes`` are made to the form of the workshop."""
    first, *others = respondents()
    form = first.model_copy(
        update={
            "workbook_id": "workshop",
            "respondent": Respondent(),
            "respondents": (first, *others),
            "agreed": agreed(),
            **registers(),
            **changes,
        }
    )
    gathered = gather([Copy("workshop.xlsx", form)])
    return nameless(gathered) if anonymous else gathered


def engagement(lang: Language = "en", *, anonymous: bool = False, **changes: object) -> Scorecard:
    return score_round(taxonomy.load(lang=lang), workshop(anonymous=anonymous, **changes))


def many_initiatives(count: int) -> tuple[Initiative, ...]:
    ids = [process.id for process in taxonomy.load().processes]
    return tuple(
        Initiative(
            id=f"i{number}",
            title=f"{number} {RUSSIAN}",
            effort=Decimal(10 + 7 * number),
            processes=(ids[number % len(ids)],),
            expected_level=5,
            depends_on=(f"i{number - 4}",) if number > 4 else (),
        )
        for number in range(1, count + 1)
    )
