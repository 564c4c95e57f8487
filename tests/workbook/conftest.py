"""What the workbook tests share: random assessments, a filled workbook to spoil, LibreOffice."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st

from pcf.assessment import (
    Assessment,
    EvidenceItem,
    Figure,
    Initiative,
    Observation,
    Organisation,
    Respondent,
    Response,
    Segment,
    Tick,
)
from pcf.ids import Language
from pcf.mapping import RELATIONS, Placement, Practice
from pcf.taxonomy import load

from .office import Locale, Office, Place, PrintedBook, Retyped, Shown, printed_text, shown_by_formulas

EVIDENCE = ("said", "written", "shown", "measured", "improved")


def _texts(*, least: int = 0) -> st.SearchStrategy[str]:
    signs = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), max_codepoint=0x2FFFF)
    plain = st.text(st.one_of(signs, st.sampled_from("\n=+-@'\"<&>_x000D_жщ客户")), min_size=least, max_size=30)
    traps = st.sampled_from(("=1+1", "_x0041_", "1,234", "NA", "http://example.org", "'x", "#REF!", "é", "  a  "))
    made = st.one_of(plain, traps).map(lambda text: unicodedata.normalize("NFC", text))
    # What shows nothing is a blank, so it does not come back as text.
    return made.filter(lambda text: bool(text.strip(_BLANKS)) or (not text and not least)).filter(_is_kept)


_BLANKS = (
    " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\ufeff"
)


def _is_kept(text: str) -> bool:
    return not any(sign in text for sign in "\ufffe\uffff\x7f")


def _numbers(low: int = 0, high: int = 10**6) -> st.SearchStrategy[Decimal]:
    return st.builds(lambda whole, places: Decimal(whole).scaleb(-places), st.integers(low, high), st.integers(0, 4))


@st.composite
def _responses(draw: st.DrawFn, element: str) -> Response:
    answer = draw(st.sampled_from((None, "0", "1", "2", "3", "4", "5", "NA", "DK")))
    is_asked = draw(st.sampled_from((True, True, True, False)))
    return Response(
        element=element,
        answer=answer if is_asked or answer == "NA" else None,
        is_asked=is_asked,
        evidence=tuple(kind for kind in EVIDENCE if draw(st.booleans())),
        evidence_note=draw(_texts()),
        target=draw(st.one_of(st.none(), st.integers(0, 5))),
        weight=draw(st.one_of(st.just(Decimal(1)), _numbers(0, 100))),
        comment=draw(_texts()),
        reason=draw(_texts(least=1 if answer == "NA" else 0)),
        performed_by=draw(_texts()),
    )


def _names(*, least: int = 0) -> st.SearchStrategy[str]:
    """Blanks around names are not kept."""
    return _texts(least=least).map(lambda text: text.strip(_BLANKS))


@st.composite
def _figures(draw: st.DrawFn, segment: str, metric: str, better: str | None, *, is_percent: bool) -> Figure:
    shares = st.integers(200, 10_000).map(lambda whole: Decimal(whole).scaleb(-2))
    amounts = shares if is_percent else _numbers(20_000, 10**7)
    aims = sorted(draw(st.lists(st.one_of(st.none(), amounts), min_size=3, max_size=3)), key=lambda x: x or 0)
    numbers = sorted(aim for aim in aims if aim is not None)
    if better == "lower":
        numbers.reverse()
    ordered = iter(numbers)
    floor, target, stretch = (None if aim is None else next(ordered) for aim in draw(st.permutations(aims)))
    return Figure(
        segment=segment,
        metric=metric,
        value=draw(st.one_of(st.none(), amounts)),
        n=draw(st.one_of(st.none(), st.integers(1, 10**6).map(Decimal))),
        floor=floor,
        target=target,
        stretch=stretch,
        weight=draw(st.one_of(st.just(Decimal(1)), _numbers(0, 100))),
    )


def _ids() -> st.SearchStrategy[str]:
    """Ids of entries; one that is called like a row would stand in that row, and come in another order."""
    return st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True).filter(lambda one: not _ROW.fullmatch(one))


_ROW = re.compile(r"[pefi][1-9][0-9]*")


def _some(draw: st.DrawFn, things: Sequence[str]) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(things), unique=True, max_size=3))) if things else ()


@st.composite
def _evidence(draw: st.DrawFn) -> list[EvidenceItem]:
    return [
        EvidenceItem(
            id=one,
            title=draw(_texts(least=1)),
            version=draw(_texts()),
            date=draw(st.sampled_from(("", "2026-10-26", "2026-10", "2026"))),
            owner=draw(_texts()),
            kind=draw(st.sampled_from((None, *EVIDENCE))),
            processes=_some(draw, [process.id for process in load().processes]),
            shows=draw(_texts()),
        )
        for one in draw(st.lists(_ids(), unique=True, max_size=4))
    ]


@st.composite
def _observations(draw: st.DrawFn, segments: Sequence[str], evidence: Sequence[str]) -> list[Observation]:
    return [
        Observation(
            id=one,
            text=draw(_texts(least=1)),
            kind=draw(st.sampled_from((None, "strength", "gap"))),
            processes=_some(draw, [process.id for process in load().processes]),
            segment=draw(st.sampled_from((None, *segments))),
            evidence=_some(draw, evidence),
            consequence=draw(_texts()),
            recommendation=draw(_texts()),
        )
        for one in draw(st.lists(_ids(), unique=True, max_size=3))
    ]


@st.composite
def _initiatives(draw: st.DrawFn, segments: Sequence[str]) -> list[Initiative]:
    ids = draw(st.lists(_ids(), unique=True, max_size=3))
    metrics = {metric.id: metric.record for metric in load().metrics}
    made = []
    for one in ids:
        metric = draw(st.sampled_from((None, "service_level", "cost_per_contact", "average_speed_of_answer", "107293")))
        is_percent = metric is not None and metrics[metric].unit == "percent"
        shares = st.integers(200, 10_000).map(lambda whole: Decimal(whole).scaleb(-2))
        amounts = shares if is_percent else _numbers(20_000, 10**7)
        made.append(
            Initiative(
                id=one,
                title=draw(_texts(least=1)),
                owner=draw(_texts()),
                cost=draw(st.one_of(st.none(), _numbers())),
                effort=draw(st.one_of(st.none(), _numbers())),
                wave=draw(st.one_of(st.none(), st.integers(1, 9))),
                depends_on=_some(draw, ids),
                processes=_some(draw, [process.id for process in load().processes]),
                expected_level=draw(st.one_of(st.none(), st.integers(0, 5))),
                metric=metric,
                segment=draw(st.sampled_from((None, *segments))),
                expected_value=draw(st.one_of(st.none(), amounts)) if metric else None,
                state=draw(st.sampled_from((None, "planned", "running", "done", "dropped"))),
                note=draw(_texts()),
            )
        )
    return made


@st.composite
def _placements(draw: st.DrawFn, elements: Sequence[str]) -> tuple[Placement, ...]:
    """Draw suggestions and decisions that go together; what is rejected has a reason, and who decides a name."""
    is_elsewhere = draw(st.booleans())
    made = []
    for element in draw(st.lists(st.sampled_from((None, *elements)), unique=True, max_size=6)):
        decision = draw(st.sampled_from((None, "rejected", "accepted")))
        if decision == "accepted" and (element is None) != is_elsewhere:
            decision = None
        is_own = decision == "accepted" and draw(st.booleans())
        made.append(
            Placement(
                element=element,
                relation=draw(st.sampled_from(RELATIONS)) if element else "part_of",
                decision=decision,
                confidence=None if is_own else draw(st.one_of(st.none(), _numbers(0, 1))),
                tool="" if is_own else draw(_texts()),
                why="" if is_own else draw(_texts()),
                reviewer=draw(_texts(least=1)) if decision else "",
                date=draw(st.sampled_from(("", "2026-10-26", "2026-10", "soon"))) if decision else "",
                reason=draw(_texts(least=1)) if decision == "rejected" else draw(_texts()) if decision else "",
            )
        )
    return tuple(made)


@st.composite
def random_assessments(draw: st.DrawFn) -> Assessment:
    """Draw an assessment in the form in which a workbook is read: sparse, in printed order."""
    six = load()
    processes = draw(st.lists(st.sampled_from(six.processes), unique_by=lambda one: one.id, max_size=8))
    order = {element.id: place for place, element in enumerate(six)}
    responses = [draw(_responses(one.id)) for one in sorted(processes, key=lambda one: order[one.id])]
    activities = [element for element in six if element.level == 4]
    ticked = draw(st.lists(st.sampled_from(activities), unique_by=lambda one: one.id, max_size=6))
    states = st.sampled_from((None, "in_place", "partly", "not_in_place", "NA", "DK"))
    ticks = [
        Tick(item=one.id, state=draw(states), note=draw(_texts()))
        for one in sorted(ticked, key=lambda one: order[one.id])
    ]
    ids = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
    segment_ids = draw(st.lists(ids, unique=True, max_size=4))
    names = st.lists(
        _names(least=1),
        unique_by=lambda name: " ".join(unicodedata.normalize("NFKC", name).casefold().split()),
        min_size=len(segment_ids),
        max_size=len(segment_ids),
    )
    segments = [
        Segment(id=one, name=name, promise=draw(_texts())) for one, name in zip(segment_ids, draw(names), strict=True)
    ]
    metrics = [metric for metric in six.metrics if metric.record.formula]
    figures = [
        draw(_figures(segment, metric.id, metric.record.better, is_percent=metric.record.unit == "percent"))
        for segment in segment_ids
        for metric in metrics
        if draw(st.booleans())
    ]
    practices = [
        Practice(
            id=one,
            text=draw(_texts(least=1)),
            owner=draw(_texts()),
            unit=draw(_texts()),
            placements=draw(_placements([element.id for element in six])),
        )
        for one in draw(st.lists(_ids(), unique=True, max_size=3))
    ]
    evidence = draw(_evidence())
    roles = st.sampled_from((None, "manager", "specialist", "front_line", "back_office", "contractor"))
    return Assessment(
        workbook_id=draw(st.sampled_from(("", "7f1c", "acme-2026"))),
        round=draw(st.sampled_from(("", "2026", "2026-Q4", "2026-H1", "2026-07"))),
        respondent=Respondent(name=draw(_names()), role=draw(roles)),
        organisation=Organisation(
            name=draw(_names()),
            currency=draw(st.sampled_from((None, "RUB", "CNY", "EUR", "KZT"))),
            date=draw(st.sampled_from(("", "2026-10-26", "2026-01-01", "2026-10", "2026"))),
        ),
        profile=draw(st.sampled_from(("all", "bank"))),
        segments=tuple(segments),
        responses=tuple(one for one in responses if one != Response(element=one.element)),
        ticks=tuple(one for one in ticks if one != Tick(item=one.item)),
        practices=tuple(practices),
        figures=tuple(one for one in figures if one != Figure(segment=one.segment, metric=one.metric)),
        evidence=tuple(evidence),
        observations=tuple(draw(_observations(segment_ids, [one.id for one in evidence]))),
        initiatives=tuple(draw(_initiatives(segment_ids))),
    )


@pytest.fixture(scope="session")
def assessments() -> st.SearchStrategy[Assessment]:
    return random_assessments()


def sample(lang: Language = "en") -> Assessment:
    """Return one filled assessment that touches every sheet."""
    six = load()
    at = six.by_hierarchy
    return Assessment(
        language=lang,
        workbook_id="acme-1",
        round="2026-Q4",
        respondent=Respondent(name="Li Wei", role="manager"),
        organisation=Organisation(name="Acme", currency="EUR", date="2026-10-26"),
        segments=(Segment(id="retail", name="Retail", promise="20 s"), Segment(id="sme", name="Small firms")),
        responses=(
            Response(element=at("6.1.1").id, answer="3", evidence=("said", "written"), target=4, comment="ok"),
            Response(element=at("6.1.2").id, answer="DK", weight=Decimal("1.5")),
            Response(element=at("6.1.7").id, answer="NA", reason="No products of our own"),
            Response(element=at("6.2.2").id, answer="4", evidence=("said", "written", "shown", "measured")),
            Response(element=at("6.2.3").id, is_asked=False),
        ),
        ticks=(Tick(item=at("6.2.1.1").id, state="in_place", note="WFM"),),
        practices=(Practice(id="p1", text="We answer in 20 s", owner="Ann", elements=(at("6.2.2").id,)),),
        figures=(
            Figure(
                segment="retail", metric="service_level", value=Decimal("81.2"), n=Decimal(2000), target=Decimal(80)
            ),
            Figure(segment="sme", metric="average_speed_of_answer", value=Decimal(20), target=Decimal(25)),
        ),
        **_registers(),
    )


def _registers() -> dict[str, object]:
    six = load()
    process = six.by_hierarchy("6.2.2").id
    return {
        "evidence": (
            EvidenceItem(
                id="e1", title="Procedure", version="1.2", date="2026-03-01", kind="written", processes=(process,)
            ),
            EvidenceItem(id="log", title="Contact log", owner="Ann", kind="measured", processes=(process,), shows="SL"),
        ),
        "observations": (
            Observation(
                id="f1",
                text="Second line has no time limit",
                kind="gap",
                processes=(process,),
                segment="retail",
                evidence=("e1", "log"),
                consequence="Customers call twice",
                recommendation="Promise a time",
            ),
        ),
        "initiatives": (
            Initiative(
                id="i1",
                title="A queue for the second line",
                owner="Bob",
                cost=Decimal(12_000),
                effort=Decimal("30.5"),
                wave=1,
                processes=(process,),
                expected_level=5,
                metric="service_level",
                segment="retail",
                expected_value=Decimal(85),
                state="running",
                note="Agreed",
            ),
            Initiative(id="i2", title="Route by cause", depends_on=("i1",)),
        ),
    }


@pytest.fixture(scope="session")
def make_sample() -> Callable[..., Assessment]:
    return sample


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice for this worker of the run alone."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc-nogui")
    return Office(program, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def recalculate(office: Office) -> Callable[..., list[Path]]:
    """Give a function that has LibreOffice recompute workbooks and save them anew."""

    def converted(paths: Sequence[Path], locale: Locale = "en-US") -> list[Path]:
        return office.convert(paths, "xlsx", locale)

    return converted


@pytest.fixture(scope="session")
def retype(office: Office) -> Callable[..., Iterator[Retyped]]:
    """Give a function that types workbooks with the same formulas over each other and yields what formulas show.

    Of every workbook it yields what is stored in the file and what LibreOffice computes. Half of what ``recalculate``
    takes, and less the more workbooks share their formulas.
    """

    def shown(paths: Sequence[Path], locale: Locale = "en-US") -> Iterator[Retyped]:
        return office.retype(paths, locale)

    return shown


@pytest.fixture(scope="session")
def cached() -> Callable[[Path], dict[Place, Shown]]:
    """Give a function that reads what formulas of a file show without computing them."""
    return shown_by_formulas


@pytest.fixture(scope="session")
def printed(office: Office) -> Callable[..., PrintedBook]:
    """Give a function that prints a workbook and returns the text of its pages."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")

    def on_paper(path: Path, locale: Locale = "en-US") -> PrintedBook:
        (pdf,) = office.convert([path], "pdf", locale)
        return printed_text(pdftotext, pdf)

    return on_paper
