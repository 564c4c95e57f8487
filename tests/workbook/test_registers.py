"""The registers of evidence, findings and initiatives: ids, what they name, and what they do to the live sheets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import Assessment, EvidenceItem, Initiative, Observation, Response, Segment, template
from pcf.excel import annotate, inspect_workbook, layout, write_workbook
from pcf.excel.reading.codes import folded
from pcf.excel.reading.id_lists import ProcessIds
from pcf.excel.registers import EVIDENCE, INITIATIVES, OBSERVATIONS, PREFIXES, REGISTERS, ROWS
from pcf.excel.workbook.registers import SEPARATORS, place_entries
from pcf.i18n import Translator
from pcf.ids import LANGUAGES, Language
from pcf.mapping import Practice
from pcf.rounds.carrying import carry_over
from pcf.sheets.grid import Cell
from pcf.taxonomy import load

SIX = load()
A, B, C = (SIX.by_hierarchy(number).id for number in ("6.2.2", "6.2.3", "6.2.4"))
Typed = Mapping[tuple[str, str, str], object]  # sheet, row, column: keys


def written(path: Path, form: Assessment, typed: Typed | None = None, lang: Language = "en") -> Path:
    """Write a workbook, and type into it with a program that drops what formulas show."""
    write_workbook(path, form, lang=lang)
    if typed:
        book = openpyxl.load_workbook(path)
        for (key, row, column), value in typed.items():
            page = next(sheet for sheet in book if sheet["A1"].value == layout.marker(key))
            columns = {cell.value: cell.column for cell in page[2]}
            number = next(cells[0].row for cells in page.iter_rows(max_col=1) if cells[0].value == row)
            page.cell(number, columns[column]).value = value
        book.save(path)
    return path


def shown(path: Path, key: str, column: str) -> dict[str, object]:
    """Return what a column shows, by row."""
    book = openpyxl.load_workbook(path, data_only=True)
    page = next(sheet for sheet in book if sheet["A1"].value == layout.marker(key))
    place = next(cell.column for cell in page[2] if cell.value == column) - 1
    return {str(cells[0].value): cells[place].value for cells in page.iter_rows(min_row=6) if cells[0].value}


# Ids


def test_an_entry_called_like_a_row_stands_in_that_row():
    entries = [Practice(id=one, text=one) for one in ("p3", "crm", "p1", "p900", "sla")]
    rows = {key: entry.id for key, entry in place_entries("practices", entries) if entry}
    assert rows == {"p1": "p1", "p2": "crm", "p3": "p3", "p4": "p900", "p5": "sla"}


@pytest.mark.parametrize("count", [0, 1, 59, 60, 61, 200])
def test_there_are_rows_for_all_entries_and_to_spare(count: int, tmp_path: Path):
    items = tuple(EvidenceItem(id=f"e{number}", title=str(number)) for number in range(1, count + 1))
    path = written(tmp_path / "book.xlsx", Assessment(evidence=items))
    assert len(shown(path, "evidence", "slot")) == max(count, ROWS["evidence"])
    assert inspect_workbook(path, lang="en").assessment.evidence == items


def test_an_entry_without_an_id_gets_that_of_its_row(tmp_path: Path):
    typed = {
        ("evidence", "e2", "title"): "Log",
        ("observations", "f5", "text"): "Late",
        ("observations", "f5", "evidence"): "e2",
        ("initiatives", "i3", "title"): "Second",
        ("initiatives", "i3", "depends_on"): "i7, crm",
        ("initiatives", "i7", "title"): "First",
        ("initiatives", "i8", "title"): "Named",
        ("initiatives", "i8", "id"): "crm",
    }
    reading = inspect_workbook(written(tmp_path / "book.xlsx", Assessment(), typed), lang="en")
    assert reading.findings == ()
    form = reading.assessment
    assert [one.id for one in (*form.evidence, *form.observations)] == ["e2", "f5"]
    assert [(one.id, one.depends_on) for one in form.initiatives] == [("i3", ("i7", "crm")), ("i7", ()), ("crm", ())]


def test_an_id_that_another_entry_has_taken_is_replaced_and_told(tmp_path: Path):
    typed = {("evidence", "e1", "title"): "Memo", ("evidence", "e4", "title"): "Log", ("evidence", "e4", "id"): "e1"}
    reading = inspect_workbook(written(tmp_path / "book.xlsx", Assessment(), typed), lang="en")
    assert [(one.id, one.title) for one in reading.assessment.evidence] == [("e2", "Memo"), ("e1", "Log")]
    assert [(one.code, one.found, one.facts["value"]) for one in reading.findings] == [("id-assigned", "Memo", "e2")]


def test_keys_stay_the_same_from_round_to_round(tmp_path: Path):
    typed = {("initiatives", "i9", "title"): "Route", ("initiatives", "i2", "title"): "Promise"}
    first = inspect_workbook(written(tmp_path / "1.xlsx", Assessment(), typed), lang="en").assessment
    carried, _ = carry_over(first, template.empty(SIX, round_name="2027"), SIX)
    second = inspect_workbook(written(tmp_path / "2.xlsx", carried), lang="ru")
    assert second.findings == ()
    assert [(one.id, one.title) for one in second.assessment.initiatives] == [("i2", "Promise"), ("i9", "Route")]


# What entries name


def test_names_of_segments_are_written_unless_they_are_ids_of_others(tmp_path: Path):
    segments = (Segment(id="a", name="b"), Segment(id="b", name="Beta"))
    findings = tuple(Observation(id=f"o{one}", text=one, segment=one) for one in ("a", "b"))
    path = written(tmp_path / "book.xlsx", Assessment(segments=segments, observations=findings))
    assert [value for value in shown(path, "observations", "segment").values() if value] == ["a", "Beta"]
    assert inspect_workbook(path, lang="en").assessment.observations == findings


def test_without_the_sheet_that_names_segments_nobody_is_told_that_they_are_unknown(tmp_path: Path):
    form = Assessment(
        segments=(Segment(id="a", name="A"),),
        evidence=(EvidenceItem(id="e1", title="Log"),),
        observations=(Observation(id="f1", text="Late", segment="a", evidence=("e1",)),),
    )
    path = written(tmp_path / "book.xlsx", form)
    book = openpyxl.load_workbook(path)
    for key in ("segments", "evidence"):
        del book[layout.tab(key)]
    book.save(path)
    reading = inspect_workbook(path, lang="en")
    assert [one.code for one in reading.findings] == ["sheet-missing"] * 2
    assert reading.assessment.observations == (Observation(id="f1", text="Late"),)
    assert reading.cells.refused == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_for_a_code_is_read_as_that_code(lang: Language, tmp_path: Path):
    """The lists that the live sheets search hold codes and words; the reader takes them all for the same."""
    write_workbook(tmp_path / "book.xlsx", Assessment(), lang=lang)
    page = openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)["_lists"]
    lists = {cells[1]: [one for one in cells[2:] if one is not None] for cells in page.iter_cols(values_only=True)}
    for name, (key, column, title) in {
        "evidence_kinds": ("evidence", "kind", "title"),
        "observation_kinds": ("observations", "kind", "text"),
        "states": ("initiatives", "state", "title"),
    }.items():
        words, places = lists[f"{name}_words"], lists[f"{name}_places"]
        assert len(words) == len(set(map(folded, words)))
        prefix = PREFIXES[key]
        typed: dict[tuple[str, str, str], object] = {}
        for number, word in enumerate(words, start=1):
            typed |= {(key, f"{prefix}{number}", column): word, (key, f"{prefix}{number}", title): "x"}
        form = inspect_workbook(written(tmp_path / "typed.xlsx", Assessment(), typed), lang="en").assessment
        read = [getattr(one, column) for one in getattr(form, key)]
        assert read == [lists[name][place - 1] for place in places]


def test_the_reader_splits_ids_wherever_the_live_sheets_do():
    for sign in SEPARATORS:
        typed = "\n" if sign == "CHAR(10)" else sign.strip('"')
        assert ProcessIds(SIX)(Cell(1, 1, "text", f"{A}{typed}6.2.3"), []) == (A, B)


# What is seen


def test_who_is_asked_about_some_processes_sees_no_register(tmp_path: Path):
    path = written(tmp_path / "book.xlsx", template.empty(SIX, scope=template.parse_scope("6.2", SIX)))
    book = openpyxl.load_workbook(path, read_only=True)
    assert {book[layout.tab(sheet.key)].sheet_state for sheet in REGISTERS} == {"hidden"}


@pytest.mark.parametrize("count", [0, 3])
def test_filled_rows_and_some_to_spare_come_on_paper(count: int, tmp_path: Path):
    initiatives = tuple(Initiative(id=f"i{number}", title="Do it") for number in range(1, count + 1))
    path = written(tmp_path / "book.xlsx", Assessment(initiatives=initiatives))
    area = openpyxl.load_workbook(path)[layout.tab(INITIATIVES.key)].print_area
    assert int(area.rpartition("$")[2]) == 5 + count + 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_beside_a_code_stands_what_it_means(lang: Language, tmp_path: Path):
    form = Assessment(
        evidence=(EvidenceItem(id="e1", title="Log", kind="shown"),),
        observations=(Observation(id="f1", text="Late", kind="gap"),),
        initiatives=(Initiative(id="i1", title="Route", state="running", metric="service_level"),),
    )
    path = written(tmp_path / "book.xlsx", form, lang=lang)
    kinds = {kind.code: kind.name.spoken(lang) for kind in SIX.bundle.maturity.evidence}
    say = Translator(lang)
    assert shown(path, "evidence", "kind_name")["e1"] == kinds["shown"]
    assert shown(path, "observations", "kind_name")["f1"] == say("gap to close")
    assert shown(path, "initiatives", "state_name")["i1"] == say("under way")
    metric = load(lang=lang).metric("service_level")
    assert shown(path, "initiatives", "metric_name")["i1"] == metric.name
    assert shown(path, "initiatives", "unit")["i1"] == "%"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_faults_of_registers_are_marked_in_the_annotated_copy(lang: Language, tmp_path: Path):
    typed = {
        ("evidence", "e3", "title"): "Log",
        ("evidence", "e3", "processes"): "6.2",
        ("observations", "f1", "kind"): "gap",
        ("initiatives", "i1", "title"): "Route",
        ("initiatives", "i1", "wave"): 12,
    }
    path = written(tmp_path / "book.xlsx", Assessment(), typed, lang)
    findings = inspect_workbook(path, lang=lang).findings
    assert [one.code for one in findings] == ["not-a-process", "entry-textless", "wave-unknown"]
    annotate(path, tmp_path / "marked.xlsx", findings, lang)
    marked = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    for one in findings:
        assert one.message(Translator(lang)) in marked[one.sheet][one.cell].comment.text


# The level that the evidence supports


RATED = Assessment(
    responses=(
        Response(element=A, answer="5"),
        Response(element=B, answer="4", evidence=("written",)),
        Response(element=C, answer="5", evidence=("written", "shown", "measured", "improved")),
    )
)


def test_registered_evidence_supports_a_level_like_a_tick(tmp_path: Path):
    items = (
        EvidenceItem(id="e1", title="Procedure", kind="written", processes=(A, B)),
        EvidenceItem(id="e2", title="Sample", kind="shown", processes=(B,)),
        EvidenceItem(id="e3", title="Memo", processes=(A,)),
    )
    form = RATED.model_copy(update={"evidence": items})
    supported = shown(written(tmp_path / "book.xlsx", form), "ratings", "supported")
    assert [supported[one] for one in (A, B, C)] == [2, 3, 5]
    assert [form.scorecard().process(one).supported for one in (A, B, C)] == [2, 3, 5]


LISTS = {  # what is typed, and whose processes it names
    "element ids": (f"{A}, {B}", {A, B}),
    "hierarchy ids": ("6.2.2;6.2.3", {A, B}),
    "Chinese signs": ("6.2.2；6.2.3、6.2.4", {A, B, C}),
    "full-width commas": (f"{A}，{B}", {A, B}),
    "lines": (f"{A}\n6.2.3\n", {A, B}),
    "blanks of all kinds": (f" {A}\u00a06.2.3\u3000{C}  ", {A, B, C}),
    "one number": (int(A), {A}),
    "nothing": (None, set()),
    "ids that only begin or end alike": (f"{A}0 1{B} 6.2.22 16.2.2 6.2", set()),
}
KINDS = {"a code": "shown", "capitals": " SHOWN ", "a word": "Показано", "another word": "实证", "no kind": "heard"}


@pytest.mark.long
def test_live_a_process_is_found_however_its_ids_are_typed(recalculate, tmp_path: Path):
    paths = []
    for number, (typed, _) in enumerate(LISTS.values()):
        cells = {("evidence", "e7", "title"): "Log", ("evidence", "e7", "kind"): "shown"}
        cells[("evidence", "e7", "processes")] = typed
        paths.append(written(tmp_path / f"{number}.xlsx", RATED, cells))
    for (name, (_, meant)), path in zip(LISTS.items(), recalculate(paths), strict=True):
        supported = shown(path, "ratings", "supported")
        assert {A: 2 if A in meant else 1, B: 3 if B in meant else 2, C: 5} == {
            one: supported[one] for one in (A, B, C)
        }, name
        card = inspect_workbook(path, lang="en").assessment.scorecard()
        assert [card.process(one).supported for one in (A, B, C)] == [supported[one] for one in (A, B, C)], name


@pytest.mark.long
def test_live_a_kind_counts_in_any_language(recalculate, tmp_path: Path):
    paths = []
    for number, typed in enumerate(KINDS.values()):
        cells = {("evidence", "e7", "title"): "Log", ("evidence", "e7", "kind"): typed}
        cells[("evidence", "e7", "processes")] = "6.2.2"
        paths.append(written(tmp_path / f"{number}.xlsx", RATED, cells))
    for (name, typed), path in zip(KINDS.items(), recalculate(paths), strict=True):
        is_known = typed != "heard"
        assert shown(path, "ratings", "supported")[A] == (2 if is_known else 1), name
        assert (shown(path, "evidence", "kind_name")["e7"] or "") == ("Shown" if is_known else ""), name


@pytest.mark.long
def test_an_error_in_the_register_spreads_over_nothing(recalculate, tmp_path: Path):
    cells = {("evidence", f"e{number}", column): "=1/0" for number, column in enumerate(("kind", "processes"), 3)}
    cells |= {("initiatives", "i2", "metric"): "=1/0", ("observations", "f2", "kind"): "=1/0"}
    (path,) = recalculate([written(tmp_path / "book.xlsx", RATED, cells)])
    supported = shown(path, "ratings", "supported")
    assert [supported[one] for one in (A, B, C)] == [1, 2, 5]
    for sheet, column in ((EVIDENCE, "kind_name"), (INITIATIVES, "unit"), (OBSERVATIONS, "kind_name")):
        assert not [value for value in shown(path, sheet.key, column).values() if value]
