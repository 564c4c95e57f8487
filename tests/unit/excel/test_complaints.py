"""The sheets of complaints: there where the form asks, written and read without loss, every fault at its cell."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import unescape

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pcf.assessment import Assessment, Organisation, Response, Segment
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
from pcf.errors import BadOptionError
from pcf.excel import Reading, annotate, inspect_workbook, layout, write_workbook
from pcf.excel.complaints import COMPLAINT_SHEETS
from pcf.excel.workbook.complaints_rules import state_of
from pcf.findings import Severity
from pcf.ids import LANGUAGES
from pcf.source import loops
from pcf.taxonomy import load

from ...workbook.mutable import Book, name_of

TABS = ["22 BLOCKS", "23 STEPS", "24 ASSUMPTION", "25 RULES", "26 CALENDAR"]
KEYS = [sheet.key for sheet in COMPLAINT_SHEETS]
SEGMENTS = (Segment(id="retail", name="Частные лица"), Segment(id="sme", name="小微企业"))
BLOCKS, STEPS, DECLARED = loops().complaints.blocks, loops().complaints.steps, loops().complaints.assumptions
TODAY = {
    "registered": 100, "complaints_per_complainant": "1.25", "complaining_share": 20, "registered_share": 80,
    "convinced_share": 50, "settled_share": 30, "disappointed_share": 20, "rebuy_no_problem": 90,
    "rebuy_convinced": 95, "rebuy_settled": 70, "rebuy_disappointed": 30, "rebuy_silent": 40, "margin": 200,
}  # fmt: skip
CUSTOMERS, AT_STAKE = 500, 44_880  # of them by hand


def assumptions(segment: str = "retail", **other: object) -> tuple[Assumption, ...]:
    values = {**TODAY, **other}
    return tuple(
        Assumption(segment=segment, assumption=name, value=Decimal(value), source="survey")
        for name, value in values.items()
        if value is not None
    )


def asking(said: ComplaintInputs | None = None, **fields: object) -> Assessment:
    form = {"segments": SEGMENTS, "organisation": Organisation(currency="EUR", date="2026-10-26"), **fields}
    return Assessment(complaints=said or ComplaintInputs(), **form)


def written(folder: Path, form: Assessment, lang: str = "en") -> Path:
    path = folder / "book.xlsx"
    write_workbook(path, form, lang=lang)
    return path


class Cells:
    """A workbook, its cells found by keys."""

    def __init__(self, content: bytes, path: Path) -> None:
        self.book, self.path = Book(content), path

    def name(self, sheet: str, row: str, column: str) -> tuple[str, str]:
        page = self.book.page(sheet)
        return page.name, name_of(page.place(row, column))

    def shown(self, sheet: str, row: str, column: str) -> object:
        """Return what a formula had last shown; blank texts are nothing."""
        page = self.book.page(sheet)
        inner = page.cells[page.place(row, column)].inner
        value = re.search(r"<v>(.*?)</v>", inner, re.DOTALL)
        text = unescape(value[1]) if value else ""
        return float(text) if re.fullmatch(r"-?[0-9.]+", text) else text or None

    def type(self, typed: Mapping[tuple[str, str, str], object]) -> Reading:
        found = [(page := self.book.page(spot[0]), page.place(*spot[1:]), value) for spot, value in typed.items()]
        for page, place, value in found:
            page.put(place, value)
        return self.saved()

    def saved(self) -> Reading:
        self.book.save(self.path)
        return inspect_workbook(self.path, lang="en")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Mapping[str, bytes]:
    """Give a form that asks about complaints: blank, with the assumptions of one segment, with a block beside them."""
    folder = tmp_path_factory.mktemp("made")
    answered = ComplaintInputs(blocks=(BlockAnswer(block="terms", answer="3"),), assumptions=assumptions())
    return {
        "blank": written(folder, asking()).read_bytes(),
        "valued": written(folder, asking(ComplaintInputs(assumptions=assumptions()))).read_bytes(),
        "answered": written(folder, asking(answered)).read_bytes(),
    }


@pytest.fixture
def blank(made, tmp_path: Path) -> Cells:
    return Cells(made["blank"], tmp_path / "blank.xlsx")


@pytest.fixture
def valued(made, tmp_path: Path) -> Cells:
    return Cells(made["valued"], tmp_path / "valued.xlsx")


@pytest.fixture
def cells(tmp_path: Path) -> Callable[[ComplaintInputs], Cells]:
    return lambda said: Cells(written(tmp_path, asking(said)).read_bytes(), tmp_path / "typed.xlsx")


def told(reading: Reading) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.sheet, finding.cell) for finding in reading.findings]


def test_a_form_that_does_not_ask_has_none_of_the_sheets(tmp_path: Path):
    path = written(tmp_path, asking().model_copy(update={"complaints": None}))
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.sheetnames[: len(layout.TABS)] == [layout.tab(key) for key in layout.TABS]
    assert not set(book.sheetnames) & set(TABS)
    assert inspect_workbook(path, lang="en").assessment.complaints is None


def test_the_sheets_follow_all_others_under_numbers_of_their_own(made):
    book = openpyxl.load_workbook(io.BytesIO(made["blank"]), read_only=True)
    visible = [page.title for page in book if page.sheet_state == "visible"]
    assert visible[: len(layout.TABS)] == [layout.tab(key) for key in layout.TABS]
    assert visible[len(layout.TABS) :] == TABS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_untouched_form_that_asks_gives_nothing_to_complain_of(lang: str, tmp_path: Path):
    form = asking(language=lang)
    reading = inspect_workbook(written(tmp_path, form, lang), lang=lang)
    assert reading.findings == ()
    assert reading.assessment == form


def test_a_form_for_one_person_hides_the_sheets_and_keeps_what_they_say(tmp_path: Path):
    said = ComplaintInputs(blocks=(BlockAnswer(block="terms", answer="3"),), assumptions=assumptions())
    unasked = tuple(Response(element=one.id, is_asked=False) for one in load().processes[1:])
    path = written(tmp_path, asking(said, responses=unasked))
    book = openpyxl.load_workbook(path, read_only=True)
    assert {book[name].sheet_state for name in TABS} == {"hidden"}
    reading = inspect_workbook(path, lang="en")
    assert reading.findings == ()
    assert reading.assessment.complaints == said


def test_a_workshop_has_the_sheets_too(tmp_path: Path):
    said = ComplaintInputs(steps=(StepAnswer(step="size", state="done"),))
    form = asking(said, respondents=(Assessment(), Assessment(workbook_id="b")))
    assert inspect_workbook(written(tmp_path, form), lang="en").assessment.complaints == said


# What is written is read

PLAIN = st.text(st.sampled_from("aé жщ客户=+'\"<&\n01%"), max_size=12).filter(
    lambda text: not text or bool(text.strip())
)
NAMES = PLAIN.map(lambda text: " ".join(text.split()))
DATES = st.one_of(st.just(""), st.dates(datetime.date(1995, 1, 1), datetime.date(2090, 1, 1)).map(str))
MONTHS = st.sampled_from(("", "2026", "2026-05"))
IDS = st.from_regex(r"[b-q][a-z0-9_]{0,12}", fullmatch=True)
EVIDENCE = st.sets(st.sampled_from(layout.EVIDENCE)).map(
    lambda kinds: tuple(kind for kind in layout.EVIDENCE if kind in kinds)
)
LIMITS = st.one_of(st.none(), st.integers(0, 100_000))


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), values)


@st.composite
def _values(draw: st.DrawFn) -> tuple[Assumption, ...]:
    made = []
    for segment in SEGMENTS:
        for record in DECLARED:
            if record.id.endswith(("convinced_share", "settled_share", "disappointed_share")) or draw(st.booleans()):
                continue
            most = 10_000 if record.unit == "percent" else 10**9
            ends = sorted(draw(st.lists(st.integers(most // 50, most), min_size=3, max_size=3)))
            low, value, high = (Decimal(end).scaleb(-2) for end in ends)
            made.append(
                Assumption(
                    segment=segment.id,
                    assumption=record.id,
                    value=value,
                    low=draw(maybe(st.just(low))),
                    high=draw(maybe(st.just(high))),
                    n=draw(maybe(st.integers(1, 10**6).map(Decimal))),
                    source=draw(PLAIN),
                    date=draw(st.one_of(DATES, MONTHS)),
                )
            )
        first = draw(st.integers(0, 1000))
        rest = draw(st.integers(0, 1000 - first))
        shares = dict(zip(("convinced", "settled", "disappointed"), (first, rest, 1000 - first - rest), strict=True))
        made += [
            Assumption(segment=segment.id, assumption=f"{one}_share", value=Decimal(share).scaleb(-1))
            for one, share in shares.items()
        ]
    order = {record.id: place for place, record in enumerate(DECLARED)}
    segments = [segment.id for segment in SEGMENTS]
    return tuple(sorted(made, key=lambda one: (segments.index(one.segment), order[one.assumption])))


@st.composite
def _rules(draw: st.DrawFn, calendars: list[str]) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            id=one,
            matter=draw(st.sampled_from(MATTERS)),
            jurisdiction=draw(NAMES),
            segment=draw(maybe(st.sampled_from([segment.id for segment in SEGMENTS]))),
            channel=draw(NAMES),
            clock_start=draw(st.sampled_from(CLOCK_STARTS)),
            clock_end=draw(st.sampled_from(CLOCK_ENDS)),
            stops=draw(PLAIN),
            limit=draw(LIMITS),
            unit=draw(st.sampled_from(LIMIT_UNITS)),
            calendar=draw(st.sampled_from([None, *calendars])),
            rolls=draw(maybe(st.booleans())),
            extension=draw(LIMITS),
            extension_condition=draw(PLAIN),
            promise=draw(LIMITS),
            promise_unit=draw(st.sampled_from(LIMIT_UNITS)),
            compensated_by=draw(PLAIN),
            compensation=draw(maybe(st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2)))),
            reference=draw(PLAIN),
            valid_from=draw(DATES),
            valid_to=draw(DATES),
            checked_by=draw(PLAIN),
            checked_on=draw(DATES),
            note=draw(PLAIN),
        )
        for one in draw(st.lists(IDS, unique=True, max_size=4))
    )


@st.composite
def inputs(draw: st.DrawFn) -> ComplaintInputs:
    answers = st.sampled_from((None, "0", "1", "2", "3", "4", "5", "NA", "DK"))
    blocks = [
        BlockAnswer(
            block=one.id, answer=draw(answers), evidence=draw(EVIDENCE), evidence_note=draw(PLAIN), comment=draw(PLAIN)
        )
        for one in BLOCKS
    ]
    states = st.sampled_from((None, "planned", "running", "done", "dropped"))
    steps = [
        StepAnswer(step=one.id, state=draw(states), owner=draw(PLAIN), due=draw(DATES), note=draw(PLAIN))
        for one in STEPS
    ]
    keys = draw(
        st.lists(st.tuples(IDS, st.one_of(st.sampled_from(WEEKDAYS), DATES.filter(bool))), unique=True, max_size=9)
    )
    days = tuple(
        CalendarDay(calendar=one, day=day, is_working=draw(st.booleans()), note=draw(PLAIN)) for one, day in keys
    )
    return ComplaintInputs(
        blocks=tuple(one for one in blocks if one.is_filled),
        steps=tuple(one for one in steps if one.is_filled),
        assumptions=draw(_values()),
        rules=draw(_rules(sorted({one.calendar for one in days}))),
        days=days,
    )


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(said=inputs(), lang=st.sampled_from(LANGUAGES))
def test_what_is_written_is_read(said: ComplaintInputs, lang: str, tmp_path_factory):
    form = asking(said, language=lang)
    reading = inspect_workbook(written(tmp_path_factory.mktemp("trip"), form, lang), lang=lang)
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment == form
    assert reading.cells.read == reading.cells.mapped


def test_more_rules_and_days_than_there_are_rows_to_spare_are_read(tmp_path: Path):
    start = datetime.date(2024, 1, 1)
    days = tuple(
        CalendarDay(calendar="c1", day=str(start + datetime.timedelta(days=number)), is_working=number % 7 < 5)
        for number in range(800)
    )
    said = ComplaintInputs(rules=tuple(Rule(id=f"r{number}") for number in range(1, 70)), days=days)
    assert inspect_workbook(written(tmp_path, asking(said)), lang="en").assessment.complaints == said


def test_lines_pasted_below_the_calendar_are_read(cells):
    book = cells(ComplaintInputs(days=(CalendarDay(calendar="c1", day="sun", is_working=False),)))
    page = book.book.page("calendar")
    columns, first = page.keys()[1], page.last_row + 1
    for number in range(300):
        day = datetime.date(2027, 1, 1) + datetime.timedelta(days=number)
        for column, value in (("calendar", "c2"), ("day", day), ("worked", "N")):
            page.put((first + number, columns[column]), value)
    reading = book.saved()
    assert told(reading) == []
    days = reading.assessment.complaints.days
    assert len(days) == 301
    assert days[-1] == CalendarDay(calendar="c2", day="2027-10-27", is_working=False)


# Results that move as one types


def test_results_of_a_segment_stand_above_its_rows(valued):
    assert valued.shown("assumptions", "#result:s1:dissatisfied", "value") == CUSTOMERS
    assert valued.shown("assumptions", "#result:s1:stake", "value") == AT_STAKE
    assert valued.shown("assumptions", "#result:s2:stake", "value") is None


MISSING: dict[str, tuple[dict[str, object], int | None, float | None]] = {
    "no margin": ({"margin": None}, CUSTOMERS, None),
    "no complaints": ({"registered": None}, None, None),
    "nothing registered": ({"registered_share": 0}, None, None),
    "outcomes come to 110": ({"settled_share": 40}, CUSTOMERS, None),
    "rounded outcomes come to 100.5": (
        {"settled_share": "30.5"}, CUSTOMERS, 200 * (400 * 0.5 + 20 * 0.6 + 80 * (-2.5 + 6.1 + 12) / 100.5)
    ),
    "outcomes come to 100.51": ({"settled_share": "30.51"}, CUSTOMERS, None),
    "who complained in vain has a share": ({"rebuy_unregistered": 90}, CUSTOMERS, AT_STAKE - 200 * 20 * 0.6),
}  # fmt: skip


def test_results_are_blank_where_an_input_is_missing(tmp_path: Path):
    """Every segment of one workbook lacks something else, and is told by itself."""
    segments = {f"s{place}": case for place, case in enumerate(MISSING, start=1)}
    said = [one for slot, case in segments.items() for one in assumptions(slot, **MISSING[case][0])]
    form = asking(
        ComplaintInputs(assumptions=tuple(said)),
        segments=tuple(Segment(id=slot, name=case) for slot, case in segments.items()),
    )
    book = Cells(written(tmp_path, form).read_bytes(), tmp_path / "typed.xlsx")
    for slot, case in segments.items():
        _, customers, stake = MISSING[case]
        shown = [book.shown("assumptions", f"#result:{slot}:{what}", "value") for what in ("dissatisfied", "stake")]
        assert shown == [customers, stake and pytest.approx(stake)], case


@pytest.mark.parametrize(
    ("levels", "answered", "ladder"),
    [("312", 3, 1), ("3N2", 3, 2), ("3D2", 3, 1), ("222222222", 9, 9)],
)
def test_the_ladder_counts_the_blocks_from_the_first_on(levels, answered, ladder, cells):
    codes = {"N": "NA", "D": "DK"}
    said = tuple(
        BlockAnswer(block=one.id, answer=codes.get(level, level)) for one, level in zip(BLOCKS, levels, strict=False)
    )
    book = cells(ComplaintInputs(blocks=said))
    assert book.shown("blocks", "#answered", "answer") == answered
    assert book.shown("blocks", "#ladder", "answer") == ladder


def test_level_descriptor_and_what_the_evidence_bears_stand_beside_a_block(cells):
    answer = BlockAnswer(block=BLOCKS[0].id, answer="4", evidence=("written", "shown"))
    book = cells(ComplaintInputs(blocks=(answer,)))
    assert book.shown("blocks", BLOCKS[0].id, "descriptor") == BLOCKS[0].descriptors[4].spoken("en")
    assert book.shown("blocks", BLOCKS[0].id, "supported") == 3
    assert book.shown("blocks", BLOCKS[0].id, "ask") == BLOCKS[0].ask.spoken("en")


def test_a_row_says_what_is_to_be_checked(cells):
    said = (
        *assumptions(settled_share=31),
        Assumption(segment="sme", assumption="margin", value=Decimal(5), low=Decimal(6), source="x"),
        Assumption(segment="sme", assumption="redress", value=Decimal(5)),
        Assumption(segment="sme", assumption="upheld_share", value=Decimal(5), high=Decimal(5), source="x"),
    )
    book = cells(ComplaintInputs(assumptions=said))
    assert book.shown("assumptions", "s1:settled_share", "check") == "the outcomes do not come to 100"
    assert book.shown("assumptions", "s2:margin", "check") == "low ≤ value ≤ high"
    assert book.shown("assumptions", "s2:redress", "check") == "source missing"
    assert book.shown("assumptions", "s2:upheld_share", "check") is None


def test_outcomes_aimed_at_are_summed_with_those_that_stay_as_today(cells):
    book = cells(ComplaintInputs(assumptions=assumptions(target_convinced_share=60)))
    assert book.shown("assumptions", "s1:target_convinced_share", "check") == "the outcomes do not come to 100"
    assert book.shown("assumptions", "s1:convinced_share", "check") is None
    reading = book.saved()
    assert told(reading) == [
        ("outcomes-aimed-not-whole", *book.name("assumptions", "s1:target_convinced_share", "value"))
    ]
    whole = assumptions(target_convinced_share=60, target_settled_share=20)
    book = cells(ComplaintInputs(assumptions=whole))
    assert book.shown("assumptions", "s1:target_convinced_share", "check") is None
    assert told(book.saved()) == []


def test_rounded_outcomes_are_no_fault(cells):
    book = cells(ComplaintInputs(assumptions=assumptions(settled_share="30.5")))
    assert book.shown("assumptions", "s1:settled_share", "check") is None
    assert told(book.saved()) == []


def test_a_sum_of_outcomes_is_told_as_it_was_typed(cells):
    (finding,) = cells(ComplaintInputs(assumptions=assumptions(settled_share="30.7"))).saved().findings
    assert finding.found == "100.7"


@pytest.mark.parametrize(
    ("fields", "day", "state"),
    [
        ({"checked_on": "2026-01-01"}, "2026-10-26", None),
        ({}, "2026-10-26", "never_checked"),
        ({"valid_to": "2026-10-25"}, "2026-10-26", "expired"),
        ({"valid_to": "2026-10-26", "checked_on": "2026-01-01"}, "2026-10-26", None),
        ({"valid_from": "2026-10-27"}, "2026-10-26", "not_yet_valid"),
        ({"valid_to": "2020-01-01", "checked_on": "2019-01-01"}, "", None),
        ({"valid_to": "2020-01-01", "checked_on": "2019-01-01"}, "2026", None),
        ({"limit": 10, "promise": 11}, "2026-10-26", "looser"),
        ({"limit": 10, "promise": 10, "checked_on": "2026-01-01"}, "2026-10-26", None),
        ({"limit": 10, "promise": 11, "promise_unit": "hours", "checked_on": "2026-01-01"}, "2026-10-26", None),
    ],
)
def test_the_state_of_a_rule_is_the_gravest_thing_to_be_seen(fields, day, state):
    assert state_of(Rule(id="r1", **fields), day) == state


# Faults, each at its cell

FAULTS: dict[tuple[str, str, str], tuple[object, str]] = {
    ("blocks", "terms", "answer"): (6, "level-not-whole"),
    ("blocks", "principles", "answer"): ("often", "level-unknown"),
    ("blocks", "standards", "evidence_said"): ("maybe", "tick-unknown"),
    ("steps", "size", "state"): ("started", "code-unknown"),
    ("steps", "outcomes", "due"): ("2026-10", "day-needed"),
    ("steps", "feedback", "due"): ("03/04/2026", "date-ambiguous"),
    ("assumptions", "s1:registered", "value"): ("1,234", "ambiguous-number"),
    ("assumptions", "s1:complaining_share", "value"): (120, "percent-out-of-range"),
    ("assumptions", "s1:margin", "value"): ("5 %", "percent-misplaced"),
    ("assumptions", "s1:redress", "value"): (-5, "negative-number"),
    ("assumptions", "s1:handling_cost", "source"): ("ledger", "assumption-valueless"),
    ("assumptions", "s1:rebuy_silent", "n"): (0, "asked-zero"),
    ("assumptions", "s1:rebuy_convinced", "n"): (2.5, "number-not-whole"),
    ("assumptions", "s9:margin", "value"): (5, "segment-unknown"),
    ("rules", "r1", "matter"): ("anger", "code-unknown"),
    ("rules", "r2", "limit"): (1.5, "limit-unknown"),
    ("rules", "r3", "segment"): ("nobody", "segment-not-listed"),
    ("rules", "r4", "rolls"): ("sometimes", "code-unknown"),
    ("rules", "r5", "valid_to"): ("2026", "day-needed"),
    ("rules", "r6", "calendar"): ("elsewhere", "calendar-unknown"),
    ("rules", "r7", "reference"): ("§ 5", "rule-without-matter"),
    ("rules", "r8", "promise"): (5, "limit-without-unit"),
    ("rules", "r9", "id"): ("same", "id-twice"),
    ("rules", "r10", "compensation"): ("much", "not-a-number"),
    ("calendar", "c1", "day"): ("someday", "calendar-day-unknown"),
    ("calendar", "c2", "day"): ("satt", "calendar-day-unknown"),
    ("calendar", "c3", "note"): ("holiday", "calendar-day-incomplete"),
    ("calendar", "c5", "day"): ("2026-05-01", "calendar-day-twice"),
    ("calendar", "c6", "worked"): ("half", "code-unknown"),
    ("calendar", "c7", "calendar"): ("Big Calendar", "id-malformed"),
}  # fmt: skip
BESIDE: dict[tuple[str, str, str], object] = {
    **{("rules", f"r{number}", "matter"): "refund" for number in (2, 3, 4, 5, 6, 8, 9, 10)},
    ("rules", "r8", "id"): "same",
    ("assumptions", "s1:rebuy_silent", "value"): 40,
    ("assumptions", "s1:rebuy_convinced", "value"): 40,
    **{("calendar", f"c{number}", "calendar"): "c1" for number in (1, 2, 4, 5, 6)},
    **{("calendar", f"c{number}", "worked"): "N" for number in (1, 2, 4, 5, 7)},
    ("calendar", "c4", "day"): "2026-05-01",
    ("calendar", "c6", "day"): "2026-05-02",
    ("calendar", "c7", "day"): "2026-05-02",
}


def test_every_fault_is_told_at_its_cell_in_one_run(blank, tmp_path: Path):
    # A calendar whose name cannot be read leaves it open which calendars there are: that fault is tried apart.
    apart = {("calendar", "c7", "calendar")}
    reading = blank.type(BESIDE | {spot: value for spot, (value, _) in FAULTS.items() if spot not in apart})
    expected = {(code, *blank.name(*spot)) for spot, (_, code) in FAULTS.items() if spot not in apart}
    expected |= {("calendar-day-incomplete", *blank.name("calendar", "c7", "day"))}
    assert {one for one in told(reading) if one[0] != "normalised"} == expected
    out = tmp_path / "shown.xlsx"
    annotate(blank.path, out, reading.findings, "en")
    shown = openpyxl.load_workbook(out)
    assert all(shown[sheet][cell].comment for _, sheet, cell in expected)


def test_a_calendar_that_cannot_be_read_leaves_open_which_there_are(blank):
    spots = {
        ("calendar", "c7", "calendar"): "Big Calendar",
        ("calendar", "c7", "day"): "mon",
        ("calendar", "c7", "worked"): "Y",
    }
    reading = blank.type({**spots, ("rules", "r1", "matter"): "refund", ("rules", "r1", "calendar"): "elsewhere"})
    assert told(reading) == [("id-malformed", *blank.name("calendar", "c7", "calendar"))]


def test_numbers_that_contradict_each_other_are_told(valued):
    reading = valued.type({
        ("assumptions", "s1:margin", "low"): 300,
        ("assumptions", "s1:settled_share", "value"): 40,
        ("assumptions", "s1:rebuy_settled", "low"): 0.5,
    })  # fmt: skip
    assert set(told(reading)) == {
        ("assumption-ends", *valued.name("assumptions", "s1:margin", "value")),
        ("outcomes-not-whole", *valued.name("assumptions", "s1:disappointed_share", "value")),
        ("percent-as-fraction", *valued.name("assumptions", "s1:rebuy_settled", "low")),
    }


def test_words_of_three_languages_and_signs_of_other_keyboards_are_understood(blank):
    page = blank.book.page("assumptions")
    page.put(page.place("s1:registered_share", "value"), 0.8, "0%")
    reading = blank.type({
        ("blocks", "terms", "answer"): "３",
        ("blocks", "principles", "answer"): "не знаю",
        ("blocks", "standards", "evidence_said"): "✓",
        ("steps", "size", "state"): "under way",
        ("steps", "size", "due"): "31.10.2026",
        ("assumptions", "s1:complaining_share", "value"): "12,5 %",
        ("rules", "r1", "matter"): "Refund",
        ("rules", "r1", "rolls"): "да",
        ("rules", "r1", "limit"): "１０",
        ("rules", "r1", "unit"): "calendar days",
        ("rules", "r1", "segment"): "частные лица",
        ("rules", "r1", "valid_from"): datetime.date(2026, 1, 31),
        ("calendar", "c1", "calendar"): "c1",
        ("calendar", "c1", "day"): "Сб",
        ("calendar", "c1", "worked"): "否",
        ("calendar", "c2", "calendar"): "c1",
        ("calendar", "c2", "day"): "2026年5月1日",
        ("calendar", "c2", "worked"): "yes",
    })  # fmt: skip
    # The formulas know codes only, and nobody computed them.
    assert {finding.code for finding in reading.findings} == {"normalised", "results-stale"}
    said = reading.assessment.complaints
    assert [(one.block, one.answer, one.evidence) for one in said.blocks] == [
        ("terms", "3", ()), ("principles", "DK", ()), ("standards", None, ("said",)),
    ]  # fmt: skip
    assert said.steps == (StepAnswer(step="size", state="running", due="2026-10-31"),)
    assert [one.value for one in said.assumptions] == [Decimal("12.5"), Decimal(80)]
    rule = Rule(id="r1", matter="refund", rolls=True, limit=10, segment="retail", valid_from="2026-01-31")
    assert said.rules == (rule,)
    assert said.days == (
        CalendarDay(calendar="c1", day="sat", is_working=False),
        CalendarDay(calendar="c1", day="2026-05-01", is_working=True),
    )


@pytest.mark.parametrize("key", KEYS)
def test_one_sheet_that_is_gone_is_missed(key, blank):
    blank.book.pages.remove(blank.book.page(key))
    reading = blank.saved()
    assert [finding.code for finding in reading.findings if finding.severity is Severity.ERROR] == ["sheet-missing"]
    assert reading.assessment.complaints is not None


def test_formulas_of_ours_that_somebody_typed_over_are_told(valued):
    reading = valued.type({
        ("blocks", "#ladder", "answer"): 9,
        ("blocks", "terms", "name"): "our own words",
        ("assumptions", "#result:s1:stake", "value"): 1,
        ("rules", "r1", "state"): "fine",
    })  # fmt: skip
    lost = [
        (code, sheet, cell) for code, sheet, cell in told(reading) if code in {"formula-lost", "stray", "row-mixed-up"}
    ]
    assert set(lost) == {
        ("formula-lost", *valued.name("blocks", "#ladder", "answer")),
        ("stray", *valued.name("blocks", "terms", "name")),
        ("formula-lost", *valued.name("assumptions", "#result:s1:stake", "value")),
        ("formula-lost", *valued.name("rules", "r1", "state")),
    }


@pytest.mark.parametrize(
    "spot",
    [("assumptions", "#result:s1:stake", "value"), ("blocks", "#ladder", "answer"), ("blocks", "terms", "supported")],
)
def test_results_that_nobody_computed_anew_are_stale(spot, made, tmp_path: Path):
    book = Cells(made["answered"], tmp_path / "answered.xlsx")
    page = book.book.page(spot[0])
    place = page.place(*spot[1:])
    stored = page.cells[place]
    page.cells[place] = replace(stored, inner=re.sub(r"<v>.*</v>", "<v>5</v>", stored.inner))
    page.is_changed = True
    assert told(book.saved()) == [("results-stale", *book.name(*spot))]


def _twice_and_unknown() -> Iterator[ComplaintInputs]:
    yield ComplaintInputs(blocks=(BlockAnswer(block="walls"),))
    yield ComplaintInputs(steps=(StepAnswer(step="size"), StepAnswer(step="size")))
    yield ComplaintInputs(assumptions=(Assumption(segment="nobody", assumption="margin"),))
    yield ComplaintInputs(assumptions=(Assumption(segment="retail", assumption="luck"),))
    yield ComplaintInputs(rules=(Rule(id="r1", segment="nobody"),))
    yield ComplaintInputs(rules=(Rule(id="r1"), Rule(id="r1")))
    yield ComplaintInputs(days=(CalendarDay(calendar="c", day="mon", is_working=True),) * 2)


@pytest.mark.parametrize(
    "said", list(_twice_and_unknown()), ids=["block", "step", "segment", "assumption", "rule", "id", "day"]
)
def test_what_has_no_row_of_its_own_is_refused(said: ComplaintInputs, tmp_path: Path):
    with pytest.raises(BadOptionError, match=r"complaints\."):
        written(tmp_path, asking(said))
    assert list(tmp_path.iterdir()) == []
