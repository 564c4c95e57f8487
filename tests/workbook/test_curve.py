"""The sheet of what a promise costs: its answers move as Python computes them, and it says when they do not hold."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import Assessment, Figure, Organisation, Segment
from pcf.excel import annotate, inspect_workbook, write_workbook
from pcf.excel.curve import CURVE, FIGURES, POINT, figure_key, point_key, shown_key
from pcf.excel.loops import LOOP_TABS
from pcf.ids import LANGUAGES
from pcf.workforce.planned import Met, plan_lines
from pcf.workforce.records import StaffingLine
from pcf.workforce.whatif import curve

from .office import LOCALES, Locale
from .places import Places, Spot
from .test_formulas import ALLOWED, tokens

SALES = StaffingLine(
    id="sales", segment="retail", channel="phone", start="2026-11-02T09:00", calls=Decimal(360), aht=Decimal(240),
    within=Decimal(20), patience=Decimal(120), shrinkage=Decimal(30), agents=Decimal(48), cost=Decimal(25),
)  # fmt: skip
SMALL = StaffingLine(
    id="small", channel="phone", calls=Decimal("12.5"), aht=Decimal(300), target=Decimal(90), within=Decimal(15),
    agents=Decimal(5), occupancy=Decimal(85), minimum=Decimal(3), cost=Decimal("31.55"), interval=Decimal(900),
)  # fmt: skip
CHAT = StaffingLine(
    id="chat", channel="chat", calls=Decimal(120), aht=Decimal(600), target=Decimal(80), within=Decimal(30),
    concurrency=Decimal(3), patience=Decimal(300), abandonment=Decimal(5), asa=Decimal(20),
)  # fmt: skip
LINES = (SALES, SMALL, CHAT)
PROMISE = Decimal(80)  # of the segment retail, which SALES takes
NEEDED, TODAY, DIFFERENCE, PROMISED = "#needed", "#today", "#difference", "#promised"
CHOICE: Spot = ("curve", "#choice", "agents")
VERDICT: Spot = ("curve", "#verdict", "line")
REMARK: Spot = ("curve", "#remark", "line")
FITS = "The table fits the figures."
CHANGED = "Figures have changed: run pcf template --from."


def form_of(*lines: StaffingLine, date: str = "2026-10-26") -> Assessment:
    return Assessment(
        organisation=Organisation(name="Acme", currency="EUR", date=date),
        segments=(Segment(id="retail", name="Retail"),),
        figures=(Figure(segment="retail", metric="service_level", target=PROMISE),),
        staffing=lines,
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("curve") / "book.xlsx"
    write_workbook(path, form_of(*LINES), lang="en")
    return path


@pytest.fixture(scope="module")
def places(book: Path) -> Places:
    return Places(book)


def typed_over(book: Path, places: Places, folder: Path, typed: Mapping[Spot, str | float | None]) -> Path:
    """Return a copy of the workbook with something typed into it."""
    path = folder / f"{len(list(folder.iterdir()))}.xlsx"
    path.write_bytes(book.read_bytes())
    places.type_over(path, typed)
    return path


def by_line(line: str, **typed: float | str | None) -> dict[Spot, float | str | None]:
    row = f"w{[one.id for one in LINES].index(line) + 1}"
    return {CHOICE: line} | {("staffing", row, column): value for column, value in typed.items()}


def changed(line: str, **typed: float | None) -> StaffingLine:
    """Return a line as Python takes it, with its segment's promise where it has none of its own."""
    one = next(each for each in LINES if each.id == line)
    update = {column: None if value is None else Decimal(str(value)) for column, value in typed.items()}
    one = one.model_copy(update=update)
    return one if one.target is not None or one.segment is None else one.model_copy(update={"target": PROMISE})


def numbers(point: Met) -> dict[str, float | None]:
    return {column: getattr(point, column) for column in POINT}


# As it is written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_as_it_was_written_is_read_without_a_word(lang, tmp_path: Path):
    write_workbook(tmp_path / "book.xlsx", form_of(*LINES), lang=lang)
    reading = inspect_workbook(tmp_path / "book.xlsx", lang="en")
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment.staffing == LINES


def test_a_form_that_does_not_ask_has_no_such_sheet(tmp_path: Path):
    write_workbook(tmp_path / "book.xlsx", Assessment(), lang="en")
    names = openpyxl.load_workbook(tmp_path / "book.xlsx", read_only=True).sheetnames
    assert not [name for name in names if name.endswith(LOOP_TABS[CURVE.key])]


def test_the_tables_are_those_of_python_point_by_point(places: Places):
    for line in LINES:
        found = curve(changed(line.id))
        assert found is not None
        for point in found.points:
            for column, value in numbers(point).items():
                cell = places.cell(("curve", point_key(line.id, point.agents), column))
                assert cell.formula is None
                if value is None:
                    assert cell.text in {"–", "∞"}
                else:
                    assert cell.number == pytest.approx(value, rel=1e-9, abs=1e-9)


def test_the_first_line_is_answered_at_once(places: Places):
    (planned,) = plan_lines([changed("sales")]).lines
    assert planned.needed is not None
    assert planned.today is not None
    for key, met in ((NEEDED, planned.needed), (TODAY, planned.today)):
        for column, value in numbers(met).items():
            assert places.cell(("curve", key, column)).number == pytest.approx(value, abs=1e-9)
    assert places.cell(VERDICT).text == FITS
    assert not places.cell(REMARK).text


def test_only_what_the_chart_looks_at_shows_an_error(tmp_path: Path):
    write_workbook(tmp_path / "book.xlsx", form_of(CHAT, SMALL), lang="en")  # without cost, nor agents today
    page = openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)["29 CURVE"]
    faulty = {cell.column - 1 for cells in page.iter_rows() for cell in cells if cell.data_type == "e"}
    assert faulty == {CURVE.index(column) for column in ("x", "level", "money")}
    assert all(column.is_hidden for place, column in enumerate(CURVE.columns, start=1) if place in faulty)


def test_formulas_are_portable_and_hold_no_words(places: Places):
    formulas = [cell.formula for cell in places.sheet("curve").cells.values() if cell.formula is not None]
    assert len(formulas) > 500
    used = {name.rstrip("(").upper() for one in formulas for name in tokens(f"={one}", "FUNC") if name != ")"}
    assert used <= ALLOWED
    words = {text for one in formulas for text in tokens(f"={one}", "TEXT")}
    assert words <= {'""', '" · "'}
    assert max(map(len, formulas)) <= 8_192


# What is wrong on it


def test_what_is_typed_on_it_is_told_and_changes_nothing_that_is_read(book: Path, places: Places, tmp_path: Path):
    spots: list[Spot] = [("curve", NEEDED, "cost"), ("curve", shown_key(3), "agents"), ("curve", TODAY, "asa")]
    path = typed_over(book, places, tmp_path, dict.fromkeys(spots, 7))
    places.type_beside(path, [("curve", "AZ3000")], "ask Ann")
    reading = inspect_workbook(path, lang="en")
    told = sorted((finding.code, finding.cell) for finding in reading.findings)
    assert told == sorted([("stray", "AZ3000"), *(("formula-lost", places.at(spot)[1]) for spot in spots)])
    assert reading.assessment == inspect_workbook(book, lang="en").assessment


def test_a_line_may_be_chosen_and_nobody_is_told(book: Path, places: Places, tmp_path: Path):
    path = typed_over(book, places, tmp_path, {CHOICE: "chat"})
    reading = inspect_workbook(path, lang="en")
    assert [finding.code for finding in reading.findings] == []


def test_a_workbook_without_the_sheet_is_read(book: Path, tmp_path: Path):
    copy = openpyxl.load_workbook(book)
    del copy["29 CURVE"]
    copy.save(tmp_path / "less.xlsx")
    reading = inspect_workbook(tmp_path / "less.xlsx", lang="en")
    assert reading.assessment.staffing == LINES
    assert not reading.is_faulty


def test_the_annotated_copy_shows_it(book: Path, places: Places, tmp_path: Path):
    path = typed_over(book, places, tmp_path, {("curve", NEEDED, "cost"): "cheap"})
    reading = inspect_workbook(path, lang="en")
    annotate(path, tmp_path / "annotated.xlsx", reading.findings, lang="en")
    page = openpyxl.load_workbook(tmp_path / "annotated.xlsx")["29 CURVE"]
    assert page[places.at(("curve", NEEDED, "cost"))[1]].value == "cheap"


# What moves

CHANGES: list[tuple[str, dict[str, float]]] = [
    ("sales", {}),
    *(("sales", {"target": target}) for target in (40, 60.5, 75, 82.08, 90, 97)),
    ("sales", {"target": 70, "agents": 52}),
    ("sales", {"asa": 3}),
    ("sales", {"abandonment": 2.5}),
    ("sales", {"occupancy": 80, "agents": 55}),
    ("sales", {"minimum": 56}),
    ("small", {}),
    ("small", {"target": 97}),
    ("small", {"target": 50, "occupancy": 60}),
    ("small", {"minimum": 7, "agents": 6}),
    ("chat", {}),
    ("chat", {"agents": 15}),
    ("chat", {"abandonment": 1, "asa": 60, "agents": 17}),
]


@pytest.mark.long
@pytest.mark.parametrize("locale", LOCALES)
def test_other_promises_are_answered_as_python_answers_them(
    locale: Locale, book: Path, places: Places, retype: Callable, tmp_path: Path
):
    changes = CHANGES[LOCALES.index(locale) :: len(LOCALES)]
    paths = [typed_over(book, places, tmp_path, by_line(line, **typed)) for line, typed in changes]
    for (line, typed), (_, shown) in zip(changes, retype(paths, locale), strict=True):
        (planned,) = plan_lines([changed(line, **typed)]).lines
        assert planned.needed is not None
        assert shown[places.at(VERDICT)] == FITS, (line, typed)
        for key, met in ((NEEDED, planned.needed), (TODAY, planned.today)):
            for column in POINT:
                value = None if met is None else getattr(met, column)
                found = shown[places.at(("curve", key, column))]
                if value is None:
                    assert found in (None, "–", "∞"), (line, typed, key, column)
                else:
                    assert found == pytest.approx(value, abs=1e-8), (line, typed, key, column)
        if planned.today is not None and planned.needed.cost is not None:
            assert planned.today.cost is not None
            less = planned.needed.cost - planned.today.cost
            assert shown[places.at(("curve", DIFFERENCE, "cost"))] == pytest.approx(less, abs=1e-6)


@pytest.mark.long
def test_the_promise_of_the_segment_counts_until_the_line_has_one(
    book: Path, places: Places, retype: Callable, tmp_path: Path
):
    own: Spot = ("staffing", "w1", "target")
    segments: Spot = ("figures", "s1:service_level", "target")
    typed = [{segments: 95}, {segments: 95, own: 60}]
    paths = [typed_over(book, places, tmp_path, one) for one in typed]
    for target, (_, shown) in zip((95, 60), retype(paths, "en-US"), strict=True):
        (planned,) = plan_lines([changed("sales", target=target)]).lines
        assert planned.needed is not None
        assert shown[places.at(("curve", PROMISED, "service_level"))] == target
        assert shown[places.at(("curve", NEEDED, "agents"))] == planned.needed.agents


OTHER_FIGURES: dict[str, float | None] = {
    "calls": 361, "aht": 240.5, "interval": 900, "patience": None, "within": 21, "short": 6, "shrinkage": 29,
    "concurrency": 2, "cost": 26,
}  # fmt: skip


@pytest.mark.long
def test_every_figure_that_changes_makes_the_table_stale_and_is_marked(
    book: Path, places: Places, retype: Callable, tmp_path: Path
):
    assert tuple(OTHER_FIGURES) == FIGURES
    typed = [by_line("sales", **{figure: value}) for figure, value in OTHER_FIGURES.items()]
    typed.append({("staffing", "w1", "id"): "renamed"})
    paths = [typed_over(book, places, tmp_path, one) for one in typed]
    for figure, (_, shown) in itertools.zip_longest(OTHER_FIGURES, retype(paths, "en-US")):
        assert str(shown[places.at(VERDICT)]).startswith(CHANGED), figure
        marked = {one for one in FIGURES if shown[places.at(("curve", figure_key(one), "service_level"))]}
        assert marked == ({figure} - {None})


@pytest.mark.long
def test_figures_typed_another_way_are_the_same(book: Path, places: Places, retype: Callable, tmp_path: Path):
    typed = [
        by_line("sales", interval=1800, short=5, concurrency=1),  # what blank cells stand for
        by_line("small", shrinkage=0),
        by_line("small", interval=900.0000000001),
        {
            ("staffing", "w1", "id"): "SALES ",
            ("staffing", "w1", "note"): "asked Ann",
            ("staffing", "w1", "start"): None,
        },
    ]
    paths = [typed_over(book, places, tmp_path, one) for one in typed]
    for _, shown in retype(paths, "en-US"):
        assert shown[places.at(VERDICT)] == FITS


@pytest.mark.long
def test_what_the_table_cannot_answer_is_said_in_words(book: Path, places: Places, retype: Callable, tmp_path: Path):
    cases: list[tuple[dict[Spot, str | float | None], str]] = [
        ({CHOICE: None}, "Choose a line"),
        ({CHOICE: "nobody"}, "Choose a line"),
        (by_line("small", target=None, occupancy=None), "Nothing is promised"),
        (by_line("small", target=99.9999), "Nobody in this table keeps"),
        (by_line("sales", target=1), "fewer may do"),
        (by_line("small", agents=None), "Today's agents are not typed"),
        (by_line("small", agents=500), "does not reach today's agents"),
    ]
    paths = [typed_over(book, places, tmp_path, typed) for typed, _ in cases]
    for (typed, said), (_, shown) in zip(cases, retype(paths, "en-US"), strict=True):
        words = f"{shown[places.at(VERDICT)]} {shown[places.at(REMARK)]}"
        assert said in words, typed
        seen = {places.at(("curve", key, column)) for key in (NEEDED, TODAY, DIFFERENCE, PROMISED) for column in POINT}
        assert not [place for place in seen if str(shown.get(place)).startswith(("#", "Err"))]


@pytest.mark.long
@pytest.mark.parametrize("locale", LOCALES)
def test_libreoffice_computes_what_was_written(locale: Locale, retype: Callable, tmp_path: Path):
    missing = {"#N/A", "Err:32767"}
    paths, orders = [], list(itertools.permutations(LINES))
    for number, lines in enumerate(orders[LOCALES.index(locale) :: len(LOCALES)]):
        paths.append(tmp_path / f"{number}.xlsx")
        write_workbook(paths[-1], form_of(*lines), lang=LANGUAGES[number % 3])
    for stored, shown in retype(paths, locale):
        expected = {place: value for place, value in stored.items() if place[0] == "29 CURVE"}
        assert len(expected) > 500
        for place, value in expected.items():
            found = shown[place]
            if isinstance(value, float):
                assert found == pytest.approx(value, abs=1e-9), place
            else:
                assert found == value or {found, value} <= missing, place


@pytest.mark.long
def test_what_libreoffice_saves_is_read_without_a_fault(book: Path, recalculate: Callable):
    (saved,) = recalculate([book])
    reading = inspect_workbook(saved, lang="en")
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment.staffing == LINES


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_comes_on_one_page_of_paper(lang, printed: Callable, tmp_path: Path):
    with_it, without = tmp_path / "with.xlsx", tmp_path / "empty.xlsx"
    write_workbook(with_it, form_of(*LINES), lang=lang)
    write_workbook(without, form_of(), lang=lang)
    pages = printed(with_it).pages
    assert len(pages) == len(printed(without).pages)
    assert not [sign for sign in ("#N/A", "###", "#VALUE!", "Err:") if sign in pages[-1]]
    assert "sales" in pages[-1]
