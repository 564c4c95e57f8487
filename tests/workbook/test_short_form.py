"""The form of somebody who is asked about some processes: short to look at, whole to read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pcf.assessment import (
    Assessment,
    Copy,
    Figure,
    GroupWeight,
    Respondent,
    Segment,
    Tick,
    gather,
    score_round,
)
from pcf.assessment.template import core_metrics, empty, parse_scope, parse_segments
from pcf.excel import inspect_workbook, layout, write_workbook
from pcf.ids import LANGUAGES, Language
from pcf.mapping import Practice
from pcf.taxonomy import load

SIX = load()
SHOWN = ("organisation", "howto", "scope", "ratings", "checklist", "levels", "notice")
ASKED = "6.5.2"


def pack(*, scope: str = "6.2,6.5.2", profile: str = "bank", lang: Language = "en") -> Assessment:
    taxonomy = load(lang=lang)
    return empty(
        taxonomy,
        profile=profile,
        segments=parse_segments("retail=Retail;sme=Small firms"),
        respondent=Respondent(name="Li Wei", role="front_line"),
        scope=parse_scope(scope, taxonomy),
        round_name="2026-Q4",
    )


def filled(form: Assessment) -> Assessment:
    """Carry into a short form what an earlier one may have held everywhere, and answer what is asked."""
    responses = [
        one.model_copy(
            update={"target": 4, "weight": Decimal(2)}
            | ({"answer": "3", "reason": ""} if one.is_asked and one.answer is None else {})
        )
        for one in form.responses
    ]
    ticks = [one.model_copy(update={"state": "in_place"}) for one in form.ticks[::7]]
    first = core_metrics(SIX, form.profile)[0].id
    return form.model_copy(
        update={
            "responses": tuple(responses),
            "ticks": tuple(ticks),
            "practices": (Practice(id="p1", text="We answer in 20 s"),),
            "figures": (Figure(segment="retail", metric=first, value=Decimal(8), target=Decimal(9)),),
            "policy": "min",
            "group_weights": (GroupWeight(element=SIX.by_hierarchy("6.3").id, weight=Decimal(3)),),
        }
    )


def book_of(path: Path) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(path)
    found = {}
    for page in book:
        marked = layout.MARKER.fullmatch(str(page["A1"].value))
        assert marked
        found[marked[1]] = page
    return found


def keys_in_sight(page: Worksheet) -> set[str]:
    rows = {row for row, place in page.row_dimensions.items() if place.hidden}
    return {str(cell.value) for cell in page["A"] if cell.row > 5 and cell.value and cell.row not in rows}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_untouched_short_form_gives_nothing_to_complain_of(lang: Language, tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, pack(lang=lang), lang=lang)
    reading = inspect_workbook(path, lang=lang)
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment is not None
    asked = {response.element for response in reading.assessment.responses if response.is_asked}
    unasked = {response.element for response in reading.assessment.responses if not response.is_asked}
    assert unasked == {process.id for process in SIX.processes} - parse_scope("6.2,6.5.2", SIX)
    assert not asked & unasked


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_filled_in_comes_back_also_from_what_is_hidden(lang: Language, tmp_path: Path):
    path, form = tmp_path / "book.xlsx", filled(pack(lang=lang))
    write_workbook(path, form, lang=lang)
    reading = inspect_workbook(path, lang=lang)
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment == form


def test_a_short_form_is_scored_like_the_full_one(tmp_path: Path):
    def card(form: Assessment):
        path = tmp_path / "book.xlsx"
        write_workbook(path, form, lang="en")
        read = inspect_workbook(path, lang="en").assessment
        assert read is not None
        return score_round(SIX, gather([Copy("book.xlsx", read)]))

    short = filled(pack())
    everybody = tuple(one.model_copy(update={"is_asked": True}) for one in short.responses)
    one, other = card(short), card(short.model_copy(update={"responses": everybody}))
    assert [process.score.score for process in one.processes] == [process.score.score for process in other.processes]


def test_a_person_sees_the_sheets_and_rows_that_concern_them(tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, pack(), lang="en")
    pages = book_of(path)
    assert tuple(key for key, page in pages.items() if page.sheet_state == "visible") == SHOWN
    asked = parse_scope("6.2,6.5.2", SIX)
    groups = {layout.group_key(SIX.by_hierarchy(one).id) for one in ("6.2", "6.5")}
    assert keys_in_sight(pages["ratings"]) == asked | groups
    assert keys_in_sight(pages["scope"]) == asked | groups
    assert keys_in_sight(pages["targets"]) == asked | {SIX.by_hierarchy(one).id for one in ("6.2", "6.5")}
    for key in ("checklist", "levels"):
        seen = {name.removeprefix("#").removeprefix("group:").partition(".")[0] for name in keys_in_sight(pages[key])}
        below = {activity.id for one in asked for activity in SIX[one].children}
        assert asked <= seen <= asked | below, key


@pytest.mark.parametrize("key", ["ratings", "checklist", "levels", "scope", "targets"])
def test_every_row_is_still_there(key: str, tmp_path: Path):
    short, full = tmp_path / "short.xlsx", tmp_path / "full.xlsx"
    write_workbook(short, pack(), lang="en")
    write_workbook(full, pack(scope=""), lang="en")
    rows = [[cell.value for cell in book_of(path)[key]["A"]] for path in (short, full)]
    assert rows[0] == rows[1]


def test_a_form_that_asks_about_everything_hides_nothing(tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, pack(scope=""), lang="en")
    pages = book_of(path)
    assert {key for key in layout.TABS if pages[key].sheet_state != "visible"} == set()
    assert all(keys_in_sight(pages[key]) for key in layout.TABS if key not in {"howto", "notice", "dashboard"})
    texts = [str(cell.value) for row in pages["texts"].iter_rows() for cell in row]
    assert not any("Unhide" in text for text in texts)


def test_the_first_sheet_says_how_much_is_asked_and_what_is_hidden(tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, pack(), lang="en")
    page = openpyxl.load_workbook(path, data_only=True)["1 START"]
    said = {str(row[0].value): [str(cell.value) for cell in row[1:]] for row in page.iter_rows(min_row=6)}
    asked = [one for one in pack().responses if one.is_asked and one.answer is None]
    assert f"processes: {len(asked)}; groups: 6.2, 6.5" in said["#scope"]
    assert any("minutes" in text for text in said["#time"])
    hidden = [layout.tab(key) for key in layout.TABS if key not in SHOWN]
    assert ", ".join(hidden) in said["#hidden"]
    in_sight = keys_in_sight(book_of(path)["organisation"])
    assert {"name", "date", "respondent", "role"} <= in_sight
    assert not {"currency", "policy"} & in_sight
    named = {str(cell.value) for cell in openpyxl.load_workbook(path)["2 HELP"]["B"]}
    assert layout.tab("ratings") in named
    assert not named & set(hidden)


def hide_asked_row(pages: dict[str, Worksheet]) -> None:
    page = pages["ratings"]
    row = next(cell.row for cell in page["A"] if cell.value == SIX.by_hierarchy(ASKED).id)
    page.row_dimensions[row].hidden = True


def hide_ratings(pages: dict[str, Worksheet]) -> None:
    pages["ratings"].sheet_state = "hidden"


def hide_answers(pages: dict[str, Worksheet]) -> None:
    page = pages["ratings"]
    column = next(cell.column_letter for cell in page[2] if cell.value == "answer")
    page.column_dimensions[column].hidden = True


@pytest.mark.parametrize("hide", [hide_asked_row, hide_ratings, hide_answers])
def test_what_a_person_hides_is_told(hide, tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, filled(pack()), lang="en")
    book = openpyxl.load_workbook(path)
    marked = {str(page["A1"].value).split(":")[1]: page for page in book}
    hide(marked)
    book.save(path)
    codes = [finding.code for finding in inspect_workbook(path, lang="en").findings]
    assert codes.count("hidden-answers") == 1


@pytest.mark.parametrize("key", ["segments", "figures", "practices", "targets"])
def test_the_same_sheets_hidden_in_a_full_form_are_told(key: str, tmp_path: Path):
    form = filled(pack(scope=""))
    path = tmp_path / "book.xlsx"
    write_workbook(path, form, lang="en")
    book = openpyxl.load_workbook(path)
    book[layout.tab(key)].sheet_state = "hidden"
    book.save(path)
    told = [(one.code, one.sheet) for one in inspect_workbook(path, lang="en").findings if one.code == "hidden-answers"]
    assert told == [("hidden-answers", layout.tab(key))]


def test_an_answer_about_an_unasked_process_is_told_when_it_is_scored(tmp_path: Path):
    form = pack(profile="all")
    unasked = SIX.by_hierarchy("6.1.1").id
    said = tuple(
        one.model_copy(update={"answer": "5"}) if one.element == unasked else one for one in filled(form).responses
    )
    card = score_round(SIX, gather([Copy("a.xlsx", form.model_copy(update={"responses": said}))]))
    assert "answered-unasked" in [finding.code for finding in card.findings]


def test_other_editions_have_short_forms_too(tmp_path: Path):
    old = load("7.0")
    path = tmp_path / "book.xlsx"
    write_workbook(path, empty(old, scope=parse_scope("6.2", old)), lang="en")
    assert [finding.code for finding in inspect_workbook(path, lang="en").findings] == []


def test_a_segment_and_a_tick_in_sight_are_read(tmp_path: Path):
    form = pack(profile="all").model_copy(
        update={
            "segments": (Segment(id="a", name="A"),),
            "figures": (),
            "ticks": (Tick(item="10389.3b", state="partly"),),
        }
    )
    path = tmp_path / "book.xlsx"
    write_workbook(path, form, lang="ru")
    read = inspect_workbook(path, lang="en").assessment
    assert read is not None
    assert (read.segments, read.ticks) == (form.segments, form.ticks)
