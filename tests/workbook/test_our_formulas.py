"""What the reader says of cells that hold formulas of ours: typed over, turned into values, or not computed anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import Assessment, Figure, PastRound, Response, Segment, Tick
from pcf.assessment.words import POLICY
from pcf.excel import Reading, inspect_workbook, write_workbook
from pcf.excel.layout import LANGUAGE_NAMES, OWN, group_key
from pcf.i18n import Translator
from pcf.ids import LANGUAGES, Language
from pcf.maturity import POLICIES
from pcf.taxonomy import load

from .places import Places, Spot

SIX = load()
A = SIX.by_hierarchy("6.2.3")  # rated 3, like all
OPEN = SIX.by_hierarchy("6.4.2")  # not rated
GROUP, CATEGORY = SIX.by_hierarchy("6.2"), SIX.root
LANGUAGE, COMBINED_BY = ("organisation", "language", "value"), ("organisation", "policy", "value")
NAME: Spot = ("ratings", A.id, "name")


def answered(lang: Language = "en") -> Assessment:
    """Answer enough that every live column shows something in most of its rows."""
    statements = [one for process in SIX.processes for one in process.rubric.statements if one.level <= 2]
    return Assessment(
        language=lang,
        workbook_id="acme-1",
        round="2026",
        responses=tuple(
            Response(element=one.id, answer="3", target=4, evidence=("written", "shown"))
            for one in SIX.processes
            if one is not OPEN
        ),
        ticks=tuple(Tick(item=one.id, state="in_place") for one in statements),
        segments=(Segment(id="retail", name="Retail customers"),),
        figures=(Figure(segment="retail", metric="service_level", value=Decimal(75), target=Decimal(80)),),
        history=(PastRound(round="2025", edition="7.4", scores={A.id: Decimal(2)}),),
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("ours") / "book.xlsx"
    write_workbook(path, answered(), lang="en")
    return path


@pytest.fixture(scope="module")
def places(written: Path) -> Places:
    return Places(written)


@pytest.fixture
def book(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(written, tmp_path / "book.xlsx"))


def read(path: Path) -> Reading:
    """Read a workbook in which only formulas of ours were touched: what was answered is read all the same."""
    reading = inspect_workbook(path, lang="en")
    assert reading.assessment == answered()
    return reading


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return sorted((finding.code, finding.sheet, finding.cell) for finding in reading.findings)


def told(code: str, spots: Iterable[Spot], places: Places) -> list[tuple[str, str, str]]:
    return sorted((code, *places.at(spot)) for spot in spots)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_a_workbook_as_it_was_written_there_is_nothing_to_say(lang, tmp_path: Path):
    write_workbook(tmp_path / "book.xlsx", answered(), lang=lang)
    reading = inspect_workbook(tmp_path / "book.xlsx", lang="en")
    assert (said(reading), reading.assessment) == ([], answered(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_label_in_words_of_ours_is_a_formula_that_was_lost(lang, book: Path, places: Places):
    spots = [NAME, ("scope", A.id, "name"), ("targets", GROUP.id, "name"), ("results", CATEGORY.id, "name")]
    typed = {spot: load(lang=lang)[spot[1]].name for spot in spots}
    places.type_over(book, typed)
    reading = read(book)
    assert said(reading) == told("formula-lost", spots, places)
    assert {finding.found for finding in reading.findings} == set(typed.values())


def test_a_text_of_somebody_over_a_formula_of_ours_is_an_entry_that_nothing_reads(book: Path, places: Places):
    spots = [
        NAME,
        ("ratings", A.id, "descriptor"),
        ("figures", "s1:service_level", "kept"),
        ("results", f"{OWN}segment:s2", "name"),
    ]
    places.type_over(book, dict.fromkeys(spots, "ask Ann"))
    reading = read(book)
    assert said(reading) == told("stray", spots, places)
    assert {finding.found for finding in reading.findings} == {"ask Ann"}
    assert reading.cells.unplaced == len(spots)


def test_a_number_over_a_formula_of_ours_is_told_and_not_used(book: Path, places: Places):
    spots = [
        ("ratings", A.id, "supported"),
        ("ratings", A.id, "suggested"),
        ("figures", "s1:service_level", "attainment"),
        ("targets", A.id, "answer"),
        ("results", A.id, "score"),
        ("results", CATEGORY.id, "score"),
        ("results", f"{OWN}segment:s1", "score"),
    ]
    places.type_over(book, dict.fromkeys(spots, 5))
    reading = read(book)
    assert said(reading) == told("formula-lost", spots, places)
    assert {finding.found for finding in reading.findings} == {"5"}


def test_a_formula_that_was_emptied_is_not_told(book: Path, places: Places):
    spots = [NAME, ("ratings", A.id, "supported"), ("results", A.id, "score")]
    places.type_over(book, dict.fromkeys(spots))
    assert said(read(book)) == []


def as_values(book: Path, spots: Iterable[Spot], places: Places) -> None:
    """Put what formulas show in their place."""
    cells = {spot: places.cell(spot) for spot in spots}
    assert all(cell.formula is not None for cell in cells.values())
    places.type_over(book, {spot: cell.text if cell.number is None else cell.number for spot, cell in cells.items()})


def rows_of(column: tuple[str, str], places: Places) -> list[Spot]:
    """Return the filled cells of a column, headings left out."""
    return [spot for spot in places.filled(*column) if not spot[1].startswith(OWN)]


def test_a_column_of_values_is_told_once(book: Path, places: Places):
    columns = [
        ("scope", "applies"), ("ratings", "level_name"), ("ratings", "descriptor"), ("ratings", "supported"),
        ("checklist", "state_name"), ("figures", "unit"), ("targets", "name"), ("targets", "answer"),
        ("results", "score"),
    ]  # fmt: skip
    spots = [rows_of(column, places) for column in columns]
    as_values(book, [spot for column in spots for spot in column], places)
    reading = read(book)
    assert said(reading) == told("formula-lost", [column[0] for column in spots], places)
    spans = {f"({places.at(column[0])[1]}:{places.at(column[-1])[1]})" for column in spots}
    assert {finding.found.rpartition(" ")[2] for finding in reading.findings} == spans


@pytest.mark.parametrize("column", [("figures", "segment"), ("ratings", "progress")])
def test_values_of_formulas_that_show_no_text_of_ours_are_lost_formulas_too(column, book: Path, places: Places):
    as_values(book, rows_of(column, places), places)
    assert {code for code, *_ in said(read(book))} == {"formula-lost"}


@pytest.mark.parametrize(
    "spot",
    [
        ("checklist", group_key(A.id), "level"),
        ("organisation", f"{OWN}answered", "value"),
        ("levels", f"{A.id}.3", "descriptor"),
    ],
    ids=" ".join,
)
def test_a_number_over_a_formula_that_others_look_at_is_told_wherever_it_stands(spot: Spot, book: Path, places: Places):
    places.type_over(book, {spot: 4.75})
    assert said(read(book)) == told("formula-lost", [spot], places)


@pytest.mark.parametrize(
    ("spot", "shown", "found", "value"),
    [
        (("results", CATEGORY.id, "score"), 4.5, "4.5", 3.0),
        (("results", GROUP.id, "coverage"), 0.5, "0.5", 1.0),
        (("results", OPEN.id, "high"), 3, "3", 5.0),
        (("results", OPEN.id, "score"), 2, "2", "–"),
        (("results", A.id, "score"), "", "–", 3.0),
        (("results", f"{OWN}segment:s1", "score"), 100, "100", 93.75),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else None,
)
def test_a_result_that_is_not_of_these_answers_is_told(spot: Spot, shown, found, value, book: Path, places: Places):
    places.show_instead(book, {spot: shown})
    reading = read(book)
    assert said(reading) == told("results-stale", [spot], places)
    facts = reading.findings[0].facts
    assert (facts["cells"], facts["found"], facts["value"]) == ([places.at(spot)[1]], found, value)


def test_a_result_is_the_same_however_its_last_digits_were_rounded(book: Path, places: Places):
    shown = {A.id: 3.0000000001, f"{OWN}segment:s1": 93.7499999999}
    places.show_instead(book, {("results", row, "score"): number for row, number in shown.items()})
    assert said(read(book)) == []


def test_answers_that_changed_without_being_computed_are_one_finding(book: Path, places: Places):
    places.type_over(book, {("ratings", A.id, "answer"): 5})
    (finding,) = inspect_workbook(book, lang="en").findings
    spots = [("results", one.id, column) for one in (CATEGORY, GROUP, A) for column in ("score", "low", "high")]
    assert finding.code == "results-stale"
    assert sorted(finding.facts["cells"]) == sorted(places.at(spot)[1] for spot in spots)


def test_of_results_that_nobody_computed_nothing_is_said(book: Path, places: Places):
    places.type_over(book, {("ratings", A.id, "answer"): 5})
    openpyxl.load_workbook(book).save(book)
    reading = inspect_workbook(book, lang="en")
    assert reading.assessment.response(A.id).answer == "5"
    assert said(reading) == []


def test_of_a_workbook_with_errors_no_result_is_compared(book: Path, places: Places):
    places.show_instead(book, {("results", CATEGORY.id, "score"): 1})
    places.type_over(book, {("ratings", A.id, "answer"): 7})
    assert [code for code, *_ in said(inspect_workbook(book, lang="en"))] == ["level-not-whole"]


def test_a_row_of_segments_with_nothing_but_a_blank_shifts_no_result(tmp_path: Path):
    first, second = Segment(id="gone", name="Gone"), Segment(id="retail", name="Retail")
    figure = Figure(segment="retail", metric="service_level", value=Decimal(75), target=Decimal(80))
    book = tmp_path / "book.xlsx"
    write_workbook(book, Assessment(segments=(first, second), figures=(figure,)), lang="en")
    places = Places(book)
    places.type_over(book, {("segments", "s1", "id"): None, ("segments", "s1", "name"): " "})
    columns = ("score", "coverage", "low", "high")
    places.show_instead(book, {("results", f"{OWN}segment:s1", column): "" for column in columns})  # as computed anew
    assert [code for code, *_ in said(inspect_workbook(book, lang="en"))] == ["blank-signs"]


@pytest.mark.parametrize("name", ["", *LANGUAGE_NAMES.values()])
def test_the_language_that_is_chosen_changes_nothing_that_is_read(name: str, written: Path, book: Path, places: Places):
    places.type_over(book, {LANGUAGE: name or None})
    reading = read(book)
    assert said(reading) == []
    assert reading.digest == inspect_workbook(written, lang="en").digest


@pytest.mark.parametrize("name", ["Deutsch", "1"])
def test_a_language_that_the_workbook_does_not_speak_is_noted_and_no_more(name: str, book: Path, places: Places):
    places.type_over(book, {LANGUAGE: name})
    reading = read(book)
    assert said(reading) == told("language-unknown", [LANGUAGE], places)
    assert (reading.findings[0].severity, reading.findings[0].found) == ("note", name)
    assert not reading.is_faulty


def test_a_language_in_small_letters_is_known(book: Path, places: Places):
    places.type_over(book, {LANGUAGE: "english"})
    assert said(read(book)) == []


@pytest.mark.parametrize(
    ("policy", "lang"), [("staged", None), ("min", "en"), ("capped", "ru"), ("min", "ru"), ("staged", "zh")]
)
def test_a_policy_is_read_by_its_code_or_by_its_name_in_any_language(policy, lang, book: Path, places: Places):
    places.type_over(book, {COMBINED_BY: Translator(lang)(POLICY[policy]) if lang else policy})
    reading = inspect_workbook(book, lang="en")
    assert reading.assessment.policy == policy
    codes = {code for code, *_ in said(reading)} - {"results-stale"}  # nobody has computed them by this policy
    assert codes == ({"normalised"} if lang else set())


@pytest.mark.parametrize("typed", ["maen", "mean, min", 3])
def test_a_policy_that_is_none_is_refused(typed: str | int, book: Path, places: Places):
    places.type_over(book, {COMBINED_BY: typed})
    reading = read(book)
    assert said(reading) == told("code-unknown", [COMBINED_BY], places)
    assert all(policy in reading.findings[0].expected() for policy in POLICIES)


def test_what_was_typed_beside_or_below_a_sheet_to_read_is_told(book: Path, places: Places):
    cells = [(key, cell) for key in ("results", "gaps", "comparison", "levels") for cell in ("AZ900", "C901")]
    places.type_beside(book, cells, "ask Ann")
    assert said(read(book)) == sorted(("stray", places.sheet(key).name, cell) for key, cell in cells)


# What nobody sees


def changed(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Reading:
    """Load, change and save a workbook with a program that drops what formulas show."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return inspect_workbook(path, lang="en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_that_people_answered_and_that_was_changed_is_told(lang: Language, tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, answered(lang), lang=lang)

    def reword(book: openpyxl.Workbook) -> None:
        book["_texts"].cell(500, 3 + LANGUAGES.index(lang)).value = "We answer at once."

    assert [code for code, *_ in said(changed(path, reword))] == ["texts-changed"]


def test_texts_that_are_gone_are_told(book: Path):
    reading = changed(book, lambda book: book.remove(book["_texts"]))
    assert [code for code, *_ in said(reading)] == ["texts-changed"]
    assert reading.assessment == answered()


def test_earlier_rounds_that_are_gone_are_told(book: Path):
    reading = changed(book, lambda book: book.remove(book["_history"]))
    assert [(one.code, one.found, one.facts["wanted"]) for one in reading.findings] == [("history-incomplete", "0", 1)]


@pytest.mark.parametrize(
    ("cell", "value"), [("A2", "Q1 2025"), ("B2", "9.9"), ("C2", "99999"), ("D2", 99), ("D2", "three")]
)
def test_a_number_of_an_earlier_round_that_makes_no_sense_is_told(cell: str, value: object, book: Path):
    def tamper(book: openpyxl.Workbook) -> None:
        book["_history"][cell] = value

    reading = changed(book, tamper)
    assert {code for code, *_ in said(reading)} == {"stray", "history-incomplete"}
    assert reading.assessment.history == ()


def test_a_copy_of_values_only_is_told_once(written: Path, tmp_path: Path):
    path = tmp_path / "values.xlsx"
    openpyxl.load_workbook(written, data_only=True).save(path)
    assert [code for code, *_ in said(read(path))] == ["formulas-gone"]


@pytest.mark.parametrize("column", ["at_level", "process", "level"])
def test_a_statement_that_counts_at_another_level_is_told(column: str, book: Path, places: Places):
    spot: Spot = ("checklist", f"{A.id}.1a", column)
    places.type_over(book, {spot: 5})
    assert ("stray", *places.at(spot)) in said(read(book))


@pytest.mark.parametrize(
    ("one", "other"),
    [("s1:service_level", "s1:abandonment_rate"), ("s1:service_level", "s2:service_level")],
    ids=["metrics", "segments"],
)
def test_service_levels_sorted_without_their_keys_are_not_taken_for_others(one, other, book: Path, places: Places):
    places.type_over(book, {("figures", one, "key"): other, ("figures", other, "key"): one})
    reading = inspect_workbook(book, lang="en")
    assert [code for code, *_ in said(reading)].count("row-mixed-up") == 2
    assert reading.assessment.figures == ()


def test_what_was_typed_on_pages_to_read_is_told(book: Path, places: Places):
    cells = [(key, cell) for key in ("howto", "notice", "dashboard") for cell in ("B900", "F901")]
    places.type_beside(book, cells, "ask Ann")
    assert said(read(book)) == sorted(("stray", places.sheet(key).name, cell) for key, cell in cells)
