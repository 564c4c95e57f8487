"""The sheet of staffing: what is typed comes back, every fault is told with its cell, what is live moves."""

from __future__ import annotations

import datetime
import os
import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pcf.assessment import Assessment, Figure, Organisation, Segment, template
from pcf.errors import BadOptionError
from pcf.excel import annotate, inspect_workbook, write_workbook
from pcf.excel.reading.staffing import READERS
from pcf.excel.reading.staffing_values import seconds_of, start_of
from pcf.excel.reading.values import RefusedCellError
from pcf.excel.registers import ROWS
from pcf.excel.staffing import NUMBERS, STAFFING, is_start
from pcf.excel.workbook.staffing import TO_DO, busy_of, load_of, promise_of, todo_of
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.sheets.grid import Cell
from pcf.taxonomy import load
from pcf.workforce.records import StaffingLine

from .conftest import _BLANKS, _texts
from .office import LOCALES, Locale
from .test_recalculation import differences
from .test_registers import shown, written

SEGMENTS = (
    Segment(id="retail", name="Retail & co"),
    Segment(id="sme", name="小微企业"),
    Segment(id="s3", name="retail"),  # called like another one's id
)
PHASES = [phase for phase in Phase if phase is not Phase.shrink]  # a workbook takes seconds
FILLINGS_A_LOCALE = 12 if os.environ.get("CI") == "true" else 3
NO_VALUE: dict[str, object] = {"note": "", "channel": "", "start": "", "segment": None} | dict.fromkeys(NUMBERS)


def form_of(*lines: StaffingLine, targets: tuple[str | None, ...] = ("80", "75.5", None)) -> Assessment:
    return Assessment(
        organisation=Organisation(date="2026-10-31", currency="EUR"),
        segments=SEGMENTS,
        figures=tuple(
            Figure(segment=segment.id, metric="service_level", target=target)
            for segment, target in zip(SEGMENTS, targets, strict=True)
        ),
        staffing=lines,
    )


moment = datetime.datetime.fromisoformat  # a local time, as cells hold it


def cell(value: object, shown_as: str = "number", *, has_seconds: bool = False) -> Cell:
    kind = "text" if isinstance(value, str) else "number"
    return Cell(1, 1, kind, str(value), shown_as=shown_as, has_seconds=has_seconds)


# Written and read


def test_a_form_that_does_not_ask_has_no_such_sheet(tmp_path: Path):
    write_workbook(tmp_path / "book.xlsx", Assessment(), lang="en")
    names = openpyxl.load_workbook(tmp_path / "book.xlsx", read_only=True).sheetnames
    assert not [name for name in names if "STAFFING" in name or "CURVE" in name]
    assert inspect_workbook(tmp_path / "book.xlsx", lang="en").assessment.staffing is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_has_blank_rows_and_asks(lang, tmp_path: Path):
    path = written(tmp_path / "book.xlsx", template.empty(load(lang=lang), staffing=True), lang=lang)
    reading = inspect_workbook(path, lang=lang)
    assert (reading.findings, reading.assessment.staffing) == ((), ())
    assert len(shown(path, "staffing", "slot")) == ROWS["staffing"]
    assert "28 STAFFING" in openpyxl.load_workbook(path, read_only=True).sheetnames


def test_the_columns_are_the_fields_of_a_line_and_every_number_has_a_reader():
    assert set(STAFFING.inputs) == set(StaffingLine.model_fields)
    assert (
        set(READERS) == set(NUMBERS) == set(StaffingLine.model_fields) - {"id", "segment", "channel", "start", "note"}
    )


def _decimals(low: int, high: int, places: int) -> st.SearchStrategy[Decimal | None]:
    return st.none() | st.integers(low, high).map(lambda whole: Decimal(whole).scaleb(-places))


_AMOUNTS, _ABOVE = _decimals(0, 10**6, 2), _decimals(1, 10**6, 2)
_WHOLE = _decimals(0, 500, 0)
_PERCENT, _BELOW = _decimals(100, 10_000, 2), _decimals(100, 9_999, 2)  # those below 1 are warned of
_STARTS = st.sampled_from(
    (
        "",
        "2026-11-02T09:00",
        "09:30",
        "00:00",
        "2024-02-29T23:59:01",
        "2026-10-25T02:00+02:00",
        "2026-10-25T02:00+01:00",
    )
)
_DRAWN: dict[str, st.SearchStrategy] = {
    "segment": st.sampled_from((None, *(one.id for one in SEGMENTS))),
    "channel": _texts().map(lambda name: name.strip(_BLANKS)),
    "interval": _ABOVE, "calls": _AMOUNTS, "aht": _ABOVE, "patience": _ABOVE, "target": _BELOW, "within": _AMOUNTS,
    "asa": _ABOVE, "abandonment": _PERCENT, "occupancy": _PERCENT, "short": _AMOUNTS, "shrinkage": _BELOW,
    "concurrency": _decimals(100, 1_000, 2), "minimum": _WHOLE, "agents": _WHOLE, "cost": _AMOUNTS, "note": _texts(),
}  # fmt: skip


@st.composite
def listed(draw: st.DrawFn) -> tuple[StaffingLine, ...]:
    ids = draw(st.lists(st.from_regex(r"[a-vx-z][a-z0-9_]{0,12}", fullmatch=True), unique=True, max_size=4))
    starts = draw(st.lists(_STARTS, min_size=len(ids), max_size=len(ids), unique_by=lambda start: start or object()))
    drawn = [{field: draw(values) for field, values in _DRAWN.items()} for _ in ids]
    return tuple(StaffingLine(id=one, start=start, **said) for one, start, said in zip(ids, starts, drawn, strict=True))


@settings(max_examples=6, deadline=None, phases=PHASES)
@given(lines=listed(), lang=st.sampled_from(LANGUAGES))
def test_what_is_written_is_read(lines: tuple[StaffingLine, ...], lang, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("staffing") / "book.xlsx"
    write_workbook(path, form_of(*lines), lang=lang)
    reading = inspect_workbook(path, lang=lang)
    assert not [finding for finding in reading.findings if finding.sheet]
    assert reading.assessment.staffing == lines


def test_a_line_of_nothing_but_its_id_and_one_called_like_a_row_come_back(tmp_path: Path):
    lines = (StaffingLine(id="only"), StaffingLine(id="w3", calls=Decimal(0)), StaffingLine(id="w900", note="n"))
    reading = inspect_workbook(written(tmp_path / "book.xlsx", form_of(*lines)), lang="en")
    assert not reading.findings
    assert set(reading.assessment.staffing) == set(lines)


def test_more_lines_than_rows_get_rows_of_their_own(tmp_path: Path):
    lines = tuple(StaffingLine(id=f"w{number}", calls=Decimal(number)) for number in range(1, ROWS["staffing"] + 5))
    reading = inspect_workbook(written(tmp_path / "book.xlsx", form_of(*lines)), lang="en")
    assert (reading.findings, reading.assessment.staffing) == ((), lines)


def test_a_workbook_of_the_schema_before_staffing_is_still_read(tmp_path: Path):
    path = written(tmp_path / "book.xlsx", Assessment(segments=SEGMENTS))
    book = openpyxl.load_workbook(path)
    fields = {row[0].value: row[1] for row in book["_meta"].iter_rows(max_col=2)}
    fields["schema"].value = "5"
    del book.custom_doc_props["pcf_schema"]
    book.save(path)
    reading = inspect_workbook(path, lang="en")
    assert not reading.is_faulty
    assert (reading.assessment.segments, reading.assessment.staffing) == (SEGMENTS, None)


# What people type

TYPED = {
    ("w1", "segment"): "RETAIL & CO",
    ("w1", "channel"): " phone ",
    ("w1", "start"): moment("2026-11-02T09:30"),
    ("w1", "interval"): "0:30:00",
    ("w1", "calls"): "３６０",
    ("w1", "aht"): datetime.time(0, 4, 30),
    ("w1", "target"): "80 %",
    ("w1", "within"): "20,5",
    ("w1", "shrinkage"): "30",
    ("w1", "agents"): 55,
    ("w2", "segment"): "sme",
    ("w2", "start"): "2.11.2026 9:30",
    ("w2", "calls"): "1 200",
    ("w2", "aht"): "0:03:05",
    ("w3", "segment"): "retail",
    ("w3", "start"): datetime.time(22, 0),
    ("w4", "start"): "2026-11-02",
    ("w5", "id"): "own_one",
}


def test_what_was_typed_by_hand_is_understood(tmp_path: Path):
    typed = {("staffing", row, column): value for (row, column), value in TYPED.items()}
    reading = inspect_workbook(written(tmp_path / "book.xlsx", form_of(), typed), lang="en")
    assert not reading.is_faulty
    assert reading.assessment.staffing == (
        StaffingLine(
            id="w1", segment="retail", channel="phone", start="2026-11-02T09:30", interval=1800, calls=360, aht=270,
            target=80, within=Decimal("20.5"), shrinkage=30, agents=55,
        ),
        StaffingLine(id="w2", segment="sme", start="2026-11-02T09:30", calls=1200, aht=185),
        StaffingLine(id="w3", segment="retail", start="22:00"),
        StaffingLine(id="w4", start="2026-11-02T00:00"),
        StaffingLine(id="own_one"),
    )  # fmt: skip
    told = {one.code for one in reading.findings if one.sheet}
    assert told == {"normalised"}


@pytest.mark.parametrize(
    ("typed", "seconds", "codes"),
    [
        (cell("0:04:00"), 240, ["normalised"]),
        (cell(240), 240, []),
        (cell(270 / 86_400, "date"), 270, ["normalised"]),
        (cell(240 / 86_400, "date", has_seconds=True), 240, ["normalised"]),
        (cell(0, "date", has_seconds=True), 0, ["normalised"]),
    ],
)
def test_spans_are_seconds_however_they_are_typed(typed: Cell, seconds: int, codes: list[str]):
    notes: list = []
    assert seconds_of(typed, notes) == seconds
    assert [kind.code for kind, _ in notes] == codes


@pytest.mark.parametrize("typed", [cell(25 / 1440, "date"), cell("0:25")])
def test_a_time_that_may_mean_minutes_and_seconds_is_refused_with_both(typed: Cell):
    with pytest.raises(RefusedCellError) as refused:
        seconds_of(typed, [])
    facts = refused.value.facts
    assert refused.value.kind.code == "staffing-time-unclear"
    assert (facts["found"], facts["minutes"], facts["hours"]) == ("0:25", "25", "1500")


@pytest.mark.parametrize(("shown_as", "codes"), [("h:mm", ["staffing-time-unclear"]), ("[m]:ss", ["normalised"])])
def test_a_time_shown_with_its_seconds_is_clear(tmp_path: Path, shown_as: str, codes: list[str]):
    path = written(tmp_path / "book.xlsx", form_of(), {("staffing", "w1", "aht"): datetime.time(0, 4)})
    book = openpyxl.load_workbook(path)
    book["28 STAFFING"][place_of("w1", "aht")].number_format = shown_as
    book.save(path)
    assert [one.code for one in inspect_workbook(path, lang="en").findings if one.sheet == "28 STAFFING"] == codes


def test_the_offset_of_an_hour_that_comes_twice_is_kept():
    notes: list = []
    assert start_of(cell("2026-10-25 02:00+01:00"), notes, starts_1904=False) == "2026-10-25T02:00+01:00"
    with pytest.raises(RefusedCellError):
        start_of(cell("02:00+01:00"), [], starts_1904=False)
    assert not is_start("02:00+01:00")


@given(st.datetimes(moment("1990-01-01"), moment("2099-12-31")).map(lambda drawn: drawn.replace(microsecond=0)))
def test_a_moment_means_the_same_as_a_text_and_as_a_stored_number(drawn: datetime.datetime):
    start = drawn.isoformat(timespec="seconds" if drawn.second else "minutes")
    assert is_start(start)
    serial = (drawn - moment("1899-12-30")) / datetime.timedelta(days=1)
    notes: list = []
    for typed in (cell(start), cell(start.replace("T", " ")), cell(serial, "date")):
        assert start_of(typed, notes, starts_1904=False) == start
    assert notes == []


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?"))
def test_what_is_read_as_a_moment_can_be_written_again(typed: str):
    try:
        start = start_of(cell(typed), [], starts_1904=False)
    except RefusedCellError:
        return
    assert is_start(start)


FAULTS = {
    ("w1", "calls"): ("many", "not-a-number"),
    ("w2", "calls"): (-1, "negative-number"),
    ("w3", "aht"): (0, "staffing-not-above-zero"),
    ("w4", "aht"): ("-5", "negative-number"),
    ("w5", "target"): (130, "percent-out-of-range"),
    ("w6", "target"): ("100 %", "staffing-hundred-percent"),
    ("w7", "shrinkage"): (100, "staffing-hundred-percent"),
    ("w8", "occupancy"): (0, "staffing-not-above-zero"),
    ("w9", "concurrency"): (0.5, "staffing-concurrency-below-one"),
    ("w10", "agents"): (10.5, "staffing-agents-not-whole"),
    ("w11", "minimum"): ("1,5", "staffing-agents-not-whole"),
    ("w12", "segment"): ("Wholesale", "segment-not-listed"),
    ("w13", "start"): ("Monday", "staffing-start-unknown"),
    ("w14", "start"): ("2026-02-30 09:00", "staffing-start-unknown"),
    ("w15", "start"): (46_000, "staffing-start-unknown"),
    ("w16", "start"): ("03/04/2026 09:00", "date-ambiguous"),
    ("w17", "start"): ("2026-11-02 25:00", "staffing-start-unknown"),
    ("w18", "calls"): ("1,234", "ambiguous-number"),
    ("w19", "aht"): (moment("2026-11-02"), "date-in-cell"),
    ("w20", "cost"): ("18 %", "percent-without-unit"),
    ("w21", "interval"): ("0", "staffing-not-above-zero"),
    ("w22", "id"): ("Not An Id", "id-malformed"),
    ("w23", "patience"): ("–", "dash"),
    ("w24", "target"): (0.8, "staffing-share-as-percent"),
    ("w25", "abandonment"): ("0,05", "staffing-share-as-percent"),
    ("w26", "within"): ("0:20", "staffing-time-unclear"),
}


def place_of(row: str, column: str) -> str:
    """Return a cell of a new sheet, whose rows stand in the order of their keys."""
    return f"{openpyxl.utils.get_column_letter(STAFFING.index(column) + 1)}{5 + int(row.removeprefix('w'))}"


def test_every_fault_is_told_at_once_with_its_cell(tmp_path: Path):
    typed = {("staffing", row, column): value for (row, column), (value, _) in FAULTS.items()}
    path = written(tmp_path / "book.xlsx", form_of(), typed)
    reading = inspect_workbook(path, lang="en")
    found = {one.cell: one.code for one in reading.findings if one.sheet == "28 STAFFING"}
    assert found == {place_of(row, column): code for (row, column), (_, code) in FAULTS.items()}
    assert all(one.message(Translator("ru")) for one in reading.findings)
    assert {one.id for one in reading.assessment.staffing} == {row for row, _ in FAULTS} - {"w22"}


def test_warnings_leave_what_was_typed(tmp_path: Path):
    typed = {("staffing", row, column): value for (row, column), (value, code) in FAULTS.items()
             if code == "staffing-share-as-percent"}  # fmt: skip
    reading = inspect_workbook(written(tmp_path / "book.xlsx", form_of(), typed), lang="en")
    assert not reading.is_faulty
    assert reading.assessment.staffing == (
        StaffingLine(id="w24", target=Decimal("0.8")),
        StaffingLine(id="w25", abandonment=Decimal("0.05")),
    )


def test_what_stands_twice_is_told(tmp_path: Path):
    typed: dict = {("staffing", f"w{n}", "id"): "same" for n in (1, 2)}
    typed |= {("staffing", f"w{n}", "start"): "09:00" for n in (3, 4)} | {("staffing", "w5", "channel"): "chat"}
    typed |= {("staffing", f"w{n}", "calls"): 5 for n in (6, 7)}  # two typical intervals of one pool may be meant
    path = written(tmp_path / "book.xlsx", form_of(), typed)
    reading = inspect_workbook(path, lang="en")
    assert [(one.code, one.cell) for one in reading.findings if one.sheet] == [
        ("id-twice", place_of("w2", "id")),
        ("staffing-interval-twice", place_of("w4", "start")),
    ]


def test_an_id_that_a_line_gets_because_another_one_has_its_own_is_told(tmp_path: Path):
    typed = {("staffing", "w1", "id"): "w2", ("staffing", "w2", "calls"): 5}
    reading = inspect_workbook(written(tmp_path / "book.xlsx", form_of(), typed), lang="en")
    assert [(one.code, one.facts["value"]) for one in reading.findings if one.sheet] == [("id-assigned", "w1")]
    assert [one.id for one in reading.assessment.staffing] == ["w2", "w1"]


@pytest.mark.parametrize(
    "lines",
    [
        (StaffingLine(id="a"), StaffingLine(id="a", calls=1)),
        (StaffingLine(id="a", segment="gone"),),
        (StaffingLine(id="a", start="Monday morning"),),
        (StaffingLine(id="a", start="2026-11-02T09:00:00"),),
        (StaffingLine(id="a", agents=Decimal("10.5")),),
        (StaffingLine(id="a", minimum=Decimal("0.5")),),
    ],
)
def test_what_could_not_be_read_back_is_refused(lines, tmp_path: Path):
    with pytest.raises(BadOptionError):
        write_workbook(tmp_path / "book.xlsx", form_of(*lines), lang="en")
    assert not (tmp_path / "book.xlsx").exists()


def test_the_annotated_copy_marks_the_cell(tmp_path: Path):
    path = written(tmp_path / "book.xlsx", form_of(), {("staffing", "w1", "aht"): -7})
    reading = inspect_workbook(path, lang="en")
    annotate(path, tmp_path / "annotated.xlsx", reading.findings, lang="en")
    (finding,) = [one for one in reading.findings if one.sheet]
    page = openpyxl.load_workbook(tmp_path / "annotated.xlsx")[finding.sheet]
    assert page[finding.cell].value in (-7, "-7")


def test_a_text_over_a_formula_of_ours_is_told(tmp_path: Path):
    typed = {("staffing", "w1", "calls"): 5, ("staffing", "w1", "mark"): "later", ("staffing", "w2", "load"): 7}
    reading = inspect_workbook(written(tmp_path / "book.xlsx", form_of(), typed), lang="en")
    assert len([one for one in reading.findings if one.sheet == "28 STAFFING"]) == 2


# What is live

FULL = StaffingLine(id="w1", calls=360, aht=240, target=80, within=20, agents=50)


@pytest.mark.parametrize(
    ("change", "todo"),
    [
        ({}, None),
        (NO_VALUE | {"note": "only a note"}, None),
        ({"calls": None}, "calls"),
        ({"aht": None}, "aht"),
        ({"target": None}, "promise"),
        ({"target": None, "asa": 30}, None),
        ({"target": None, "abandonment": 5}, "patience"),
        ({"target": None, "abandonment": 5, "patience": 120}, None),
        ({"target": None, "abandonment": 5, "asa": 30}, None),
        ({"target": None, "segment": "retail"}, None),
        ({"target": None, "segment": "s3"}, "promise"),
        ({"within": None}, "within"),
        ({"within": None, "target": None, "segment": "retail"}, "within"),
        ({"agents": 47}, "agents"),
        ({"agents": 48}, None),
        ({"agents": 0}, "agents"),
        ({"agents": 0, "calls": 0}, None),
        ({"agents": 16, "concurrency": 3}, None),
        ({"agents": None}, None),
    ],
)
def test_what_is_to_do_comes_from_what_is_missing(change: dict[str, object], todo: str | None):
    line = StaffingLine.model_validate(FULL.model_dump() | change)
    assert todo_of(line, promise_of(line, form_of())) == todo


def test_the_load_is_contacts_times_handle_time_over_the_interval():
    assert load_of(FULL) == 48
    assert load_of(FULL.model_copy(update={"interval": Decimal(900)})) == 96
    assert busy_of(FULL) == 96
    assert busy_of(FULL.model_copy(update={"concurrency": Decimal(3)})) == 32
    assert busy_of(FULL.model_copy(update={"agents": Decimal(0)})) is None
    assert (load_of(StaffingLine(id="a", calls=5)), busy_of(StaffingLine(id="a"))) == (None, None)


def test_the_target_in_force_is_the_lines_own_or_that_of_its_segment_if_it_can_be_kept():
    own, retail = (StaffingLine(id="a", segment="retail", target=target) for target in (90, None))
    assert [promise_of(one, form_of()) for one in (own, retail, FULL)] == [90, 80, 80]
    assert promise_of(retail, form_of(targets=("100", None, None))) is None
    assert promise_of(StaffingLine(id="a"), form_of()) is None


def filling(seed: int) -> Assessment:
    """Return forty lines with anything missing, loads at and about today's agents, filled in at random."""
    chance = random.Random(seed)
    lines = [
        StaffingLine(
            id=f"w{number}",
            segment=chance.choice((None, "retail", "sme", "s3")),
            channel=chance.choice(("", "phone")),
            calls=chance.choice((None, 0, 360, 359, Decimal("0.7"), 180)),
            aht=chance.choice((None, 240, 240, Decimal("240.1"), 600)),
            interval=chance.choice((None, None, 900, 3600)),
            target=chance.choice((None, 80, Decimal("99.9"), 0)),
            within=chance.choice((None, 0, 20)),
            asa=chance.choice((None, None, 30)),
            abandonment=chance.choice((None, None, 5)),
            patience=chance.choice((None, None, 120)),
            occupancy=chance.choice((None, None, 85)),
            concurrency=chance.choice((None, None, 3)),
            agents=chance.choice((None, 0, 16, 24, 47, 48, 96)),
        )
        if chance.random() < 0.85
        else StaffingLine(id=f"w{number}", note=chance.choice(("", "a note")))
        for number in range(1, 41)
    ]
    targets = tuple(chance.choice((None, "80", "72.5", "100", "0")) for _ in SEGMENTS)
    return form_of(*lines, targets=targets)


def test_the_fillings_meet_everything_there_is_to_do():
    met = {
        todo_of(line, promise_of(line, form)) for seed in range(3 * FILLINGS_A_LOCALE) for form in (filling(seed),)
        for line in form.staffing
    }  # fmt: skip
    assert met == {None, *TO_DO} - {"segment"}  # an unknown segment is never written


def test_what_is_shown_is_what_python_says(tmp_path: Path):
    form = filling(1)
    path = written(tmp_path / "book.xlsx", form)
    rows = {column: shown(path, "staffing", column) for column in ("mark", "load", "promise", "busy")}
    for line in form.staffing:
        promise = promise_of(line, form)
        todo = todo_of(line, promise)
        assert (rows["mark"][line.id] or None) == (TO_DO[todo] if todo else None)
        expected = (load_of(line), None if promise is None else float(promise), busy_of(line))
        found = tuple(rows[column][line.id] for column in ("load", "promise", "busy"))
        assert tuple(None if one in (None, "") else pytest.approx(one) for one in found) == expected


@pytest.mark.long
@pytest.mark.parametrize("locale", LOCALES)
def test_libreoffice_computes_what_python_computes(locale: Locale, retype, tmp_path: Path):
    first = LOCALES.index(locale) * FILLINGS_A_LOCALE
    paths = []
    for seed in range(first, first + FILLINGS_A_LOCALE):
        paths.append(tmp_path / f"{seed}.xlsx")
        write_workbook(paths[-1], filling(seed), lang=LANGUAGES[seed % 3])
    for path, (expected, found) in zip(paths, retype(paths, locale), strict=True):
        own = {place: value for place, value in expected.items() if place[0].endswith("STAFFING")}
        assert own
        assert differences(own, {place: found.get(place) for place in own}) == [], path.name


@pytest.mark.long
def test_libreoffice_finds_a_segment_by_name_id_or_row_and_tells_an_unknown_one(recalculate, tmp_path: Path):
    typed = {("staffing", f"w{n}", "segment"): name for n, name in enumerate(
        ("retail & CO", "RETAIL", " sme ", "小微企业", "s2", "Wholesale", "*", "s4"), start=1)}  # fmt: skip
    typed |= {("staffing", f"w{n}", column): 20 for n in range(1, 9) for column in ("calls", "aht", "within")}
    path = written(tmp_path / "book.xlsx", form_of(), typed)
    (saved,) = recalculate([path])
    promises, marks = shown(saved, "staffing", "promise"), shown(saved, "staffing", "mark")
    assert [promises[f"w{n}"] or None for n in range(1, 9)] == [80, 80, 75.5, 75.5, 75.5, None, None, None]
    assert [marks[f"w{n}"] or None for n in range(1, 9)] == [None] * 5 + ["unknown segment"] * 3


@pytest.mark.long
def test_what_libreoffice_saves_is_read_without_a_fault(recalculate, tmp_path: Path):
    form = filling(2)
    write_workbook(tmp_path / "book.xlsx", form, lang="en")
    (saved,) = recalculate([tmp_path / "book.xlsx"])
    reading = inspect_workbook(saved, lang="en")
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment.staffing == form.staffing
