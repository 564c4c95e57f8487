"""The sheet of contact reasons: what is typed comes back, every fault is told with its cell, what is live moves."""

from __future__ import annotations

import os
import random
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pcf.assessment import Assessment, Organisation, template
from pcf.errors import BadOptionError
from pcf.excel import annotate, inspect_workbook, write_workbook
from pcf.excel.reading.reasons import driver_of, names_of, owner_of
from pcf.excel.reasons import NAMES_APART, REASONS
from pcf.excel.registers import ROWS
from pcf.excel.workbook.reasons import age_of
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.model.loop import DRIVERS
from pcf.reasons.defaults import default_reasons
from pcf.reasons.matrix import ACTIONS, action_of, quadrant_of
from pcf.reasons.records import Reason
from pcf.reasons.words import ACTION, DRIVER, QUADRANT
from pcf.sheets.grid import Cell
from pcf.source import loops
from pcf.taxonomy import load

from .conftest import _BLANKS, _numbers, _texts
from .office import LOCALES, Locale
from .test_recalculation import differences
from .test_registers import shown, written

SIX = load()
OWNERS = [one.id for one in loops().reasons.owners]
ELEMENTS = [element.id for element in SIX]
DAY = "2026-10-31"
PHASES = [phase for phase in Phase if phase is not Phase.shrink]  # a workbook takes seconds
FILLINGS_A_LOCALE = 20 if os.environ.get("CI") == "true" else 4


def form_of(*reasons: Reason, date: str = DAY) -> Assessment:
    return Assessment(organisation=Organisation(date=date, currency="EUR"), reasons=reasons)


def text(value: str) -> Cell:
    return Cell(1, 1, "text", value)


# Written and read


def test_a_form_that_does_not_ask_has_no_such_sheet(tmp_path: Path):
    write_workbook(tmp_path / "book.xlsx", Assessment(), lang="en")
    assert not [
        name for name in openpyxl.load_workbook(tmp_path / "book.xlsx", read_only=True).sheetnames if "REASON" in name
    ]
    assert inspect_workbook(tmp_path / "book.xlsx", lang="en").assessment.reasons is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_begins_with_the_models_list_and_sixty_rows_to_spare(lang, tmp_path: Path):
    form = template.empty(load(lang=lang), reasons=True)
    path = written(tmp_path / "book.xlsx", form, lang=lang)
    reading = inspect_workbook(path, lang=lang)
    assert reading.findings == ()
    assert reading.assessment.reasons == form.reasons == default_reasons(load(lang=lang))
    assert len(shown(path, "reasons", "slot")) == ROWS["reasons"] == len(form.reasons) + 60


def test_a_list_that_was_emptied_is_empty_and_still_asked(tmp_path: Path):
    assert inspect_workbook(written(tmp_path / "book.xlsx", form_of()), lang="en").assessment.reasons == ()


_NAMES = (
    _texts(least=1)
    .map(lambda name: name.strip(_BLANKS))
    .filter(lambda name: not any(one in name for one in NAMES_APART))
)
_OWN_WORDS = _texts().filter(lambda word: owner_of(text(word), []) == word if word else True)
_SCORES = st.none() | st.integers(-100, 100).map(lambda number: Decimal(number).scaleb(-2))


@st.composite
def listed(draw: st.DrawFn) -> tuple[Reason, ...]:
    ids = draw(st.lists(st.from_regex(r"[a-pr-z][a-z0-9_]{0,12}", fullmatch=True), unique=True, max_size=4))
    some = st.lists(st.sampled_from(ELEMENTS), unique=True, max_size=3).map(tuple)
    amounts, days = st.none() | _numbers(), st.sampled_from(("", "2026-10-26", "2024-02-29"))
    return tuple(
        Reason(
            id=one,
            words=draw(_texts(least=1)),
            names=tuple(draw(st.lists(_NAMES, unique=True, max_size=3))),
            owner=draw(st.sampled_from(OWNERS) | _OWN_WORDS),
            person=draw(_texts()),
            causes=draw(some),
            handled_by=draw(some),
            outside_id=draw(st.sampled_from((None, "10736"))),
            outside_name=draw(_texts()),
            customer_value=draw(_SCORES),
            company_value=draw(_SCORES),
            is_removable=draw(st.sampled_from((None, True, False))),
            unit_cost=draw(amounts),
            driver=draw(st.sampled_from((None, *DRIVERS))),
            deflection=draw(st.none() | st.integers(0, 10_000).map(lambda number: Decimal(number).scaleb(-2))),
            self_service_cost=draw(amounts),
            source=draw(_texts()),
            target=draw(amounts),
            target_by=draw(days),
            if_met=draw(_texts()),
            if_missed=draw(_texts()),
            explanation=draw(_texts()),
            explained_on=draw(days),
            note=draw(_texts()),
        )
        for one in ids
    )


@settings(max_examples=6, deadline=None, phases=PHASES)
@given(reasons=listed(), lang=st.sampled_from(LANGUAGES))
def test_what_is_written_is_read(reasons: tuple[Reason, ...], lang, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("reasons") / "book.xlsx"
    write_workbook(path, form_of(*reasons), lang=lang)
    reading = inspect_workbook(path, lang=lang)
    assert not [finding for finding in reading.findings if finding.sheet]
    assert reading.assessment.reasons == reasons


# What people type


@pytest.mark.parametrize("lang", LANGUAGES)
def test_functions_and_drivers_are_known_by_name_in_every_language(lang):
    for owner in loops().reasons.owners:
        assert owner_of(text(owner.name.spoken(lang).upper()), []) == owner.id
    for driver, word in DRIVER.items():
        assert driver_of(text(Translator(lang)(word)), []) == driver


def test_own_words_for_an_owner_stay_as_they_were_typed():
    notes: list = []
    assert owner_of(text("Ночная смена"), notes) == "Ночная смена"
    assert owner_of(text("logistics"), notes) == "logistics"
    assert notes == []
    assert owner_of(text("LOGISTICS"), notes) == "logistics"
    assert len(notes) == 1


def test_names_of_logs_stand_between_semicolons_of_any_width_or_line_breaks():
    assert names_of(text(" WISMO;где заказ；物流, 查询\n;WISMO; "), []) == ("WISMO", "где заказ", "物流, 查询")


def test_what_was_typed_by_hand_is_understood(tmp_path: Path):
    typed = {
        ("reasons", "q1", "words"): "Where is it?",
        ("reasons", "q1", "owner"): "Finance department",
        ("reasons", "q1", "causes"): "6.2.2，10389",
        ("reasons", "q1", "customer_value"): "－0,5",
        ("reasons", "q1", "company_value"): -1,
        ("reasons", "q1", "is_removable"): "нет",
        ("reasons", "q1", "deflection"): "30 %",
        ("reasons", "q1", "target_by"): "31.12.2026",
        ("reasons", "q1", "driver"): "Orders",
        ("reasons", "q2", "words"): "Own",
        ("reasons", "q2", "id"): "own_one",
    }
    reading = inspect_workbook(written(tmp_path / "book.xlsx", form_of(), typed), lang="en")
    assert not reading.is_faulty
    assert reading.assessment.reasons == (
        Reason(
            id="q1", words="Where is it?", owner="Finance department",
            causes=(SIX.by_hierarchy("6.2.2").id, "10389"), customer_value=Decimal("-0.5"),
            company_value=Decimal(-1), is_removable=False, deflection=Decimal(30), target_by="2026-12-31",
            driver="orders",
        ),
        Reason(id="own_one", words="Own"),
    )  # fmt: skip


FAULTS = {
    ("q1", "customer_value"): (1.5, "value-beyond"),
    ("q2", "company_value"): ("-2", "value-beyond"),
    ("q3", "is_removable"): ("perhaps", "code-unknown"),
    ("q4", "unit_cost"): (-1, "negative-number"),
    ("q5", "driver"): ("moons", "code-unknown"),
    ("q6", "deflection"): (130, "percent-out-of-range"),
    ("q7", "target_by"): ("2026-05", "day-needed"),
    ("q8", "explained_on"): ("soon", "date-unknown"),
    ("q9", "causes"): ("99999", "element-unknown"),
    ("q10", "outside_id"): ("4.3.2", "outside-id-malformed"),
    ("q11", "outside_id"): ("10389", "outside-id-inside"),
    ("q12", "target"): ("many", "not-a-number"),
}


def test_every_fault_is_told_at_once_with_its_cell(tmp_path: Path):
    typed: dict = {("reasons", row, column): value for (row, column), (value, _) in FAULTS.items()}
    typed |= {("reasons", row, "words"): row for row, _ in FAULTS}
    typed |= {
        ("reasons", "q20", "note"): "no words",
        ("reasons", "q21", "words"): "a",
        ("reasons", "q21", "id"): "Not An Id",
    }
    path = written(tmp_path / "book.xlsx", form_of(), typed)
    reading = inspect_workbook(path, lang="en")
    slots = shown(path, "reasons", "slot")
    first = 6
    columns = {column.key: place for place, column in enumerate(REASONS.columns, start=2)}
    places = {f"{openpyxl.utils.get_column_letter(columns[c])}{first + list(slots).index(r)}": code
              for (r, c), (_, code) in FAULTS.items()}  # fmt: skip
    found = {one.cell: one.code for one in reading.findings if one.sheet.endswith("REASON")}
    assert places.items() <= found.items()
    assert sorted(set(found.values()) - set(places.values())) == ["entry-textless", "id-malformed"]
    assert {one.id for one in reading.assessment.reasons} == {row for row, _ in FAULTS}
    assert all(one.message(Translator("ru")) for one in reading.findings)


def test_an_id_that_stands_twice_is_told(tmp_path: Path):
    typed = {("reasons", f"q{n}", column): value for n in (1, 2) for column, value in (("words", "w"), ("id", "same"))}
    reading = inspect_workbook(written(tmp_path / "book.xlsx", form_of(), typed), lang="en")
    assert [one.code for one in reading.findings if one.sheet] == ["id-twice"]


@pytest.mark.parametrize(
    "reasons",
    [
        (Reason(id="a", words="w"), Reason(id="a", words="v")),
        (Reason(id="a", words="w", causes=("20109",)),),
        (Reason(id="a", words="w", names=("A; B",)),),
    ],
)
def test_what_could_not_be_read_back_is_refused(reasons, tmp_path: Path):
    with pytest.raises(BadOptionError):
        write_workbook(tmp_path / "book.xlsx", form_of(*reasons), lang="en")
    assert not (tmp_path / "book.xlsx").exists()


def test_the_annotated_copy_marks_the_cell(tmp_path: Path):
    typed = {("reasons", "q1", "words"): "w", ("reasons", "q1", "customer_value"): 7}
    path = written(tmp_path / "book.xlsx", form_of(), typed)
    reading = inspect_workbook(path, lang="en")
    annotate(path, tmp_path / "annotated.xlsx", reading.findings, lang="en")
    page = openpyxl.load_workbook(tmp_path / "annotated.xlsx")[next(one.sheet for one in reading.findings if one.sheet)]
    (finding,) = [one for one in reading.findings if one.sheet]
    assert page[finding.cell].value in (7, "7")
    assert page.title == finding.sheet


def test_a_text_over_a_formula_of_ours_is_told(tmp_path: Path):
    typed = {("reasons", "q1", "words"): "w", ("reasons", "q1", "quadrant"): "my own view", ("reasons", "q2", "age"): 5}
    reading = inspect_workbook(written(tmp_path / "book.xlsx", form_of(), typed), lang="en")
    assert len([one for one in reading.findings if one.sheet.endswith("REASON")]) == 2


# What is live


@pytest.mark.parametrize(
    ("day", "today", "age"),
    [
        ("2026-10-01", DAY, 30),
        (DAY, DAY, 0),
        ("2024-02-29", "2024-03-01", 1),
        ("2026-11-01", DAY, None),
        ("", DAY, None),
        (DAY, "2026", None),
    ],
)
def test_the_age_of_an_explanation_is_in_whole_days(day: str, today: str, age: int | None):
    assert age_of(day, today) == age


def test_the_fillings_meet_every_action():
    assert {action_of(one) for seed in range(12) for one in filling(seed).reasons} == {None, *ACTIONS}


def filling(seed: int) -> Assessment:
    """Return a list with every standing in the matrix, near the dead band too, filled in at random."""
    chance = random.Random(seed)
    scores = ("-1", "-0.11", "-0.1", "-0.05", "0", "0.1", "0.1000001", "0.5", "1", None)
    reasons = [
        Reason(
            id=f"q{number}",
            words="Where is it?",
            owner=chance.choice(("", "Night shift", *OWNERS)),
            customer_value=chance.choice(scores),
            company_value=chance.choice(scores),
            is_removable=chance.choice((None, True, False)),
            driver=chance.choice((None, *DRIVERS)),
            explained_on=chance.choice(("", "2024-02-29", "2026-10-30", DAY, "2027-01-01")),
        )
        for number in range(1, 61)
    ]
    return form_of(*reasons, date=chance.choice((DAY, DAY, "2026", "")))


def test_what_is_shown_is_what_python_says(tmp_path: Path):
    form = filling(1)
    path = written(tmp_path / "book.xlsx", form)
    rows = {column: shown(path, "reasons", column) for column in ("mark", "owner_name", "quadrant", "action")}
    names = {one.id: one.name.spoken("en") for one in loops().reasons.owners}
    for one in form.reasons:
        where, what = quadrant_of(one), action_of(one)
        assert (rows["quadrant"][one.id] or None) == (QUADRANT[where] if where else None)
        assert (rows["action"][one.id] or None) == (ACTION[what] if what else None)
        assert (rows["mark"][one.id] or None) == (None if one.owner else "no owner")
        assert (rows["owner_name"][one.id] or None) == names.get(one.owner)


@pytest.mark.long
@pytest.mark.parametrize("locale", LOCALES)
def test_libreoffice_computes_what_python_computes(locale: Locale, retype, tmp_path: Path):
    first = LOCALES.index(locale) * FILLINGS_A_LOCALE
    paths = []
    for seed in range(first, first + FILLINGS_A_LOCALE):
        paths.append(tmp_path / f"{seed}.xlsx")
        write_workbook(paths[-1], filling(seed), lang=LANGUAGES[seed % 3])
    for path, (expected, found) in zip(paths, retype(paths, locale), strict=True):
        assert any(re.search("REASON", place[0]) for place in expected)
        assert differences(expected, found) == [], path.name


@pytest.mark.long
def test_what_libreoffice_saves_is_read_without_a_fault(recalculate, tmp_path: Path):
    form = filling(2)
    write_workbook(tmp_path / "book.xlsx", form, lang="en")
    (saved,) = recalculate([tmp_path / "book.xlsx"])
    reading = inspect_workbook(saved, lang="en")
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment.reasons == form.reasons
