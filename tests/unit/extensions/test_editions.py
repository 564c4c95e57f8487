"""A user's own copy of a newer edition: read beside what ships, used everywhere, never handed on."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.changes import compare
from pcf.errors import LocalEditionError
from pcf.exchange import FORMS, export
from pcf.exchange.shared import refuse_local, shared_bundle

from ..publisher_books import HEADINGS, rows_of, write_book

ELSEWHERE = [[10002, "1.0", "Develop Vision and Strategy"], [20089, "2.3.4", "Define warranty claims"]]


def newer() -> list[list[object]]:
    """Return 8.0 with one element renamed, one new, and some rows of other categories."""
    rows = [*ELSEWHERE, *rows_of("8.0"), [29999, "6.2.6", "Answer by hologram"]]
    next(row for row in rows if row[0] == 10397)[2] = "Take customer complaints"
    return rows


@pytest.fixture
def book(folder) -> Path:
    folder.write("elements.yaml", "- {id: 'acme:desk', parent: '10379', number: 90, name: Окно}\n")
    return write_book(folder.path / "editions" / "9.0.xlsx", newer())


def test_the_edition_is_loaded_beside_what_ships(folder, book: Path) -> None:
    model = pcf.load("9.0", extend=folder.path)
    assert len(model) == len(pcf.load("8.0")) + 2
    assert (model["29999"].hierarchy_id, model["29999"].parent.id) == ("6.2.6", "10379")
    assert model["acme:desk"].hierarchy_id == "6.2.90"
    assert (model["20089"].outside, model["20089"].hierarchy_id) == (True, "2.3.4")
    record = model.bundle.editions[-1]
    assert (record.id, record.is_local, record.published, record.category) == ("9.0", True, "2028-02", "6.0")
    assert "9.0.xlsx" in record.note.en


def test_names_that_are_unchanged_are_said_in_every_language_and_others_are_marked(folder, book: Path) -> None:
    model = pcf.load("9.0", "ru", extend=folder.path)
    assert model["10398"].name == pcf.load("8.0", "ru")["10398"].name
    assert model["10397"].name == "Take customer complaints [en]"
    assert model.in_language("zh")["29999"].name == "Answer by hologram [en]"


def test_what_changed_is_told_against_any_edition(folder, book: Path) -> None:
    model = pcf.load("9.0", extend=folder.path)
    rows = {row.id: row.change for row in compare(model.in_edition("8.0"), model) if row.change != "kept"}
    assert rows == {"10397": "renamed", "29999": "added"}


def test_it_is_in_the_history_of_its_elements(folder, book: Path) -> None:
    model = pcf.load("9.0", extend=folder.path)
    last = model["10397"].history[-1]
    assert (last.edition, last.is_local, last.changes) == ("9.0", True, ("renamed",))


def test_what_ships_is_not_changed_by_it(folder, book: Path) -> None:
    pcf.load("9.0", extend=folder.path)
    assert [edition.id for edition in pcf.load().bundle.editions][-1] == "8.0"
    assert "29999" not in {record.id for record in pcf.load().bundle.elements}


def test_it_is_never_handed_on(folder, book: Path) -> None:
    model = pcf.load("9.0", extend=folder.path)
    with pytest.raises(LocalEditionError):
        refuse_local(model)
    shared = shared_bundle(model.in_edition("7.4")).model_dump_json()
    assert not [trace for trace in ("hologram", "29999", "Take customer complaints", "9.0.xlsx") if trace in shared]
    assert "acme:desk" in shared


def contents(out: Path) -> bytes:
    """Return all bytes of a file or a folder, those of archives unpacked."""
    files = [out] if out.is_file() else [file for file in sorted(out.rglob("*")) if file.is_file()]
    parts = []
    for file in files:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                parts += [archive.read(name) for name in archive.namelist()]
        else:
            parts.append(file.read_bytes())
    return b"".join(parts)


@pytest.mark.parametrize("form", FORMS)
def test_every_export_leaves_it_out(folder, book: Path, tmp_path_factory, form: str) -> None:
    model, out = pcf.load("7.4", extend=folder.path), tmp_path_factory.mktemp("export")
    export(model, out / "shipped", form)
    with suppress(LocalEditionError):  # or the export holds all editions, and leaves out this one
        export(model.in_edition("9.0"), out / "local", form)
    for path in out.iterdir():
        assert b"hologram" not in contents(path)
        assert b"29999" not in contents(path)


@pytest.fixture(scope="module")
def with_and_without(tmp_path_factory: pytest.TempPathFactory) -> tuple[pcf.Taxonomy, pcf.Taxonomy]:
    """Return 7.4 with a newer edition, in which an element that had left is back and others are renamed, and without."""
    rows = [*newer(), [10006, "6.2.7", "A secret name"], [12675, "6.2.8", "Another secret"]]
    folders = []
    for name in ("with", "without"):
        folders.append(tmp_path_factory.mktemp(name))
        (folders[-1] / "extension.yaml").write_text("{id: acme, name: Acme, language: en}", encoding="utf-8")
    write_book(folders[0] / "editions" / "9.0.xlsx", rows)
    first, second = (pcf.load("7.4", extend=folder) for folder in folders)
    return first, second


@pytest.mark.parametrize("form", FORMS)
def test_every_export_of_what_ships_is_the_same_with_it_and_without(with_and_without, tmp_path: Path, form) -> None:
    outs = [tmp_path / "with", tmp_path / "without"]
    for model, out in zip(with_and_without, outs, strict=True):
        export(model, out, form)
    assert contents(outs[0]) == contents(outs[1])


def test_the_graph_of_what_ships_does_not_say_its_names(with_and_without) -> None:
    model, without = with_and_without
    assert model.graph.nodes["10006"]["name"] == without.graph.nodes["10006"]["name"]
    assert [*model.graph.nodes(data=True)] == [*without.graph.nodes(data=True)]
    record = next(one for one in model.bundle.elements if one.id == "10006")
    assert (record.places[-1].edition, model.bundle.last_place(record).edition) == ("9.0", "6.1.1")
    fresh = next(one for one in model.bundle.elements if one.id == "29999")
    assert model.bundle.last_place(fresh).edition == "9.0"


def test_sheets_a_category_and_columns_in_another_order_are_read_too(folder) -> None:
    listed = [[row[2], row[1], None, row[0]] for row in newer()]
    own = [row for row in listed if str(row[1]).startswith("6.")]
    others = [row for row in listed if row not in own]
    headings = ("Name", "Hierarchy ID", "Metrics available?", "PCF ID")
    metrics = [["107293", 20085, "6.0", "Average cost", "cost / contacts"]]
    write_book(
        folder.path / "editions" / "APQC as it came.xlsx",
        others,
        headings=headings,
        above=4,
        sheets=[
            ("6.0", headings, own),
            ("Metrics", ("Metric ID", "PCF ID", "Hierarchy ID", "Name", "Formula"), metrics),
        ],
    )
    assert len(pcf.load("9.0", extend=folder.path)) == 99


def test_a_category_of_another_number_is_found_by_its_elements(folder) -> None:
    rows = [[row[0], f"5{str(row[1])[1:]}", row[2]] for row in rows_of("8.0")]
    rows[0][0] = 31000
    write_book(folder.path / "editions" / "9.1.xlsx", rows, cover="")
    model = pcf.load("9.1", extend=folder.path)
    assert (model.root.id, model.root.hierarchy_id, model["10388"].hierarchy_id) == ("31000", "5.0", "5.2.2")


def test_every_fault_of_the_rows_is_told_with_its_cell(folder) -> None:
    rows = newer()
    at = {row[0]: number for number, row in enumerate(rows, 2)}
    for element, column, value in (
        (10388, 0, 1038),
        (10389, 0, 20094),
        (10394, 1, datetime(2026, 6, 2)),  # noqa: DTZ001
        (10395, 1, "6.2.2.x"),
        (10396, 1, "6.2.2.1.1.1.1"),
        (10364, 1, "6.2.9.1"),
        (20595, 1, 6.4),
        (12840, 2, None),
    ):
        rows[at[element] - 2][column] = value
    rows.append([None, "1.1", "Of another category, and broken"])
    write_book(folder.path / "editions" / "9.0.xlsx", rows)
    told = {one.split(": ")[0] for one in folder.findings()}
    below = {at[element] for element in (10401, 10402, 10403, 12672, 20121)}
    assert told == {
        f"9.0.xlsx:A{at[10388]} edition-id",
        f"9.0.xlsx:A{at[20094]} edition-id-twice",
        f"9.0.xlsx:B{at[10394]} edition-hierarchy-id",
        f"9.0.xlsx:B{at[10395]} edition-hierarchy-id",
        f"9.0.xlsx:B{at[10396]} edition-hierarchy-id",
        f"9.0.xlsx:B{at[10364]} edition-parent-missing",
        f"9.0.xlsx:B{at[20595]} edition-hierarchy-id-twice",
        f"9.0.xlsx:C{at[12840]} edition-name-missing",
        *(f"9.0.xlsx:B{row} edition-parent-missing" for row in below),
    }


def test_a_hierarchy_id_that_a_spreadsheet_has_cut_is_told_as_twice(folder) -> None:
    rows = newer()
    rows.append([31010, 6.1, "Was 6.10"])
    write_book(folder.path / "editions" / "9.0.xlsx", rows)
    (found,) = folder.findings()
    assert found.startswith(f"9.0.xlsx:B{len(rows) + 1} edition-hierarchy-id-twice: The hierarchy id 6.1 stands here")


@pytest.mark.parametrize(
    ("name", "cover", "code"),
    [
        ("8.0.xlsx", "", "edition-ships"),
        ("8.0.0.xlsx", "", "edition-ships"),
        ("APQC.xlsx", "", "edition-unnamed"),
        ("APQC.xlsx", f"Version {'9' * 5000}.1", "edition-unnamed"),
        ("9.1.xlsx", "VERSION NUMBER 9.0", "edition-named-two-ways"),
    ],
)
def test_the_edition_must_be_clear_and_its_own(folder, name: str, cover: str, code: str) -> None:
    write_book(folder.path / "editions" / name, newer(), cover=cover)
    assert [one.split(" ")[1] for one in folder.findings()] == [f"{code}:"]


def test_two_files_of_one_edition_are_told(folder, book: Path) -> None:
    write_book(book.with_name("copy.xlsx"), newer())
    assert [one.split(" ")[1] for one in folder.findings()] == ["edition-twice:"]


def test_the_same_edition_written_in_another_way_is_told_as_twice(folder, book: Path) -> None:
    write_book(book.with_name("9.0.0.xlsx"), newer(), cover="")
    assert [one.split(" ")[1] for one in folder.findings()] == ["edition-twice:"]


def test_an_own_element_cannot_stand_where_a_users_own_edition_has_another(folder) -> None:
    write_book(folder.path / "editions" / "9.0.xlsx", [*newer(), [29998, "6.2.2.90", "APQC's ninetieth"]])
    folder.write("elements.yaml", "- {id: 'acme:desk', parent: '10388', number: 90, name: Окно}\n")
    assert folder.findings() == [
        ": extensions-collide: acme:desk of acme and 29998 of acme stand in one place: 9.0, 6.2.2.90."
    ]
    folder.write("elements.yaml", "- {id: 'acme:desk', parent: '10388', number: 91, name: Окно}\n")
    assert pcf.load("9.0", extend=folder.path).by_hierarchy("6.2.2.90").id == "29998"


def test_a_workbook_without_customer_service_is_told(folder) -> None:
    write_book(folder.path / "editions" / "9.0.xlsx", ELSEWHERE[:1])
    assert [one.split(" ")[1] for one in folder.findings()] == ["edition-category-missing:"]


def test_a_workbook_without_a_listing_is_told(folder) -> None:
    write_book(folder.path / "editions" / "9.0.xlsx", newer(), headings=HEADINGS[:2])
    assert [one.split(" ")[1] for one in folder.findings()] == ["edition-listing-missing:"]


def test_faults_of_several_files_and_of_the_rest_of_the_folder_are_told_together(folder) -> None:
    folder.write("editions/9.0.xlsx", b"no workbook").write("editions/9.1.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9)
    folder.write("editions/licence.pdf", b"%PDF").write("editions/~$9.0.xlsx", b"lock")
    folder.write("names.yaml", "- {element: '99998', name: x}\n")
    codes = [one.split(" ")[1] for one in folder.findings()]
    assert sorted(codes) == ["extension-id-unknown:", "file-is-text:", "file-is-xls:"]


cells = st.one_of(st.none(), st.sampled_from(["6.0", "6.1", "6.1.1", "20085", "x", "6.10"]), st.integers(0, 99999))


@settings(max_examples=15, deadline=None)
@given(rows=st.lists(st.tuples(cells, cells, cells), max_size=8))
def test_whatever_stands_in_the_rows_ends_in_an_edition_or_in_findings(tmp_path_factory, rows) -> None:
    path = tmp_path_factory.mktemp("acme")
    (path / "extension.yaml").write_text("id: acme\nname: Acme\n")
    write_book(path / "editions" / "9.0.xlsx", rows)
    try:
        assert len(pcf.load("9.0", extend=path)) > 0
    except pcf.ExtensionError as error:
        assert error.findings
