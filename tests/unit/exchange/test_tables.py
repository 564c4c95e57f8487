from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.changes import compare
from pcf.exchange import export, read_csv
from pcf.exchange.tables.cells import text_of
from pcf.exchange.tables.declared import ALL_TABLES, TABLES
from pcf.exchange.tables.layout import is_list
from pcf.exchange.tables.rows import read_table
from pcf.formula import to_text
from pcf.model import Bundle, Phrases, Record, Text
from pcf.texts.delimited import read_lines

from .small import own_document, small_document, with_bundle

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def whole(six: pcf.Taxonomy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tables") / "pcf"
    export(six, out, "csv")
    return out


def rows(folder: Path, name: str) -> Rows:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


@pytest.fixture(scope="module")
def package(whole: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((whole / "datapackage.json").read_text(encoding="utf-8"))
    return found


# --- there and back


def test_a_folder_is_read_back_equal(whole: Path, six: pcf.Taxonomy) -> None:
    assert read_csv(whole) == six.bundle


def test_a_zip_is_read_back_equal_and_holds_the_same_files(whole: Path, six: pcf.Taxonomy, tmp_path: Path) -> None:
    export(six, tmp_path / "pcf.ZIP", "csv")
    assert read_csv(tmp_path / "pcf.ZIP") == six.bundle
    with zipfile.ZipFile(tmp_path / "pcf.ZIP") as archive:
        assert sorted(archive.namelist()) == sorted(path.name for path in whole.iterdir())
        assert all(archive.read(path.name) == path.read_bytes() for path in whole.iterdir())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_zip_is_the_same_to_the_byte_whatever_the_language(tmp_path: Path) -> None:
    model = small_document().taxonomy()
    export(model, tmp_path / "a.zip", "csv")
    export(model.in_language("zh"), tmp_path / "b.zip", "csv")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_an_organisations_own_records_come_back_and_are_marked_as_theirs(tmp_path: Path) -> None:
    model = own_document().taxonomy()
    export(model, tmp_path / "own", "csv")
    assert read_csv(tmp_path / "own") == model.bundle
    for name in ("elements", "metrics", "measures"):
        owners = {row["id"]: row["owner"] for row in rows(tmp_path / "own", name)}
        assert [one for one, owner in owners.items() if owner == "acme"] == [
            one for one in owners if one.startswith("acme:")
        ]
        assert "acme" in owners.values() and "" in owners.values()
    (called,) = rows(tmp_path / "own", "own_names")
    assert called == {"element": "10388", "owner": "acme", "name_en": "Answer", "name_ru": "Ответить", "name_zh": ""}


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None)
@given(name=words, other=st.none() | words, phrases=st.lists(words, max_size=3), note=st.just("") | words)
def test_any_text_comes_back(
    name: str, other: str | None, phrases: list[str], note: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = small_document()
    bundle = document.model
    first = bundle.elements[0]
    text = Text(en=name, ru=other)
    element = first.model_copy(
        update={
            "places": (first.places[0].model_copy(update={"name": text}),),
            "definition": text if other else None,
            "synonyms": Phrases(zh=tuple(phrases)),
        }
    )
    sources = tuple(one.model_copy(update={"note": note}) for one in bundle.sources)
    bundle = bundle.model_copy(update={"elements": (element, *bundle.elements[1:]), "sources": sources})
    out = tmp_path_factory.mktemp("texts") / "out"
    export(with_bundle(document, bundle), out, "csv")
    assert read_csv(out) == bundle


def test_every_list_of_the_records_has_a_table() -> None:
    def lists(record: type[Record], path: tuple[str, ...]) -> set[tuple[str, ...]]:
        found = set()
        for name, field in record.model_fields.items():
            if is_list(field.annotation):
                found.add((*path, name))
            elif isinstance(field.annotation, type) and issubclass(field.annotation, Record):
                found |= lists(field.annotation, (*path, name))
        return found

    assert {table.steps for table in TABLES if not table.parent} == lists(Bundle, ())
    for table in TABLES:
        if table.record:
            inside = {one.steps for one in TABLES if one.parent == table.name and one.shape != "text"}
            assert inside == lists(table.record, ())


# --- what others read


def test_the_promised_tables_are_there_with_the_notice(whole: Path) -> None:
    names = {path.name for path in whole.iterdir()}
    assert {"elements.csv", "names.csv", "metrics.csv", "measures.csv", "changes.csv"} <= names
    assert "open standard developed by APQC" in (whole / "NOTICE.txt").read_text(encoding="utf-8")
    assert "2022 APQC" in (whole / "NOTICE.txt").read_text(encoding="utf-8")


def test_every_table_begins_with_a_byte_order_mark_and_ends_lines_alike(whole: Path) -> None:
    for path in whole.glob("*.csv"):
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\xef\xbb\xbf") == 1
        assert b"\r" not in content and content.endswith(b"\n")


def test_no_cell_of_ours_begins_as_a_formula_would(whole: Path) -> None:
    found = [
        (path.name, cell)
        for path in whole.glob("*.csv")
        for line in read_lines(path.read_text(encoding="utf-8-sig"), separator=",")
        for cell in line.cells
        if cell.startswith(("=", "+", "-", "@", "\t"))
    ]
    assert found == []


def test_pandas_and_polars_read_ids_as_text_and_no_mark_in_the_heading(whole: Path) -> None:
    import pandas
    import polars

    frame = pandas.read_csv(whole / "places.csv", dtype=str)
    assert next(iter(frame.columns)) == "element"
    there = frame[(frame.edition == "7.4") & (frame.hierarchy_id == "6.2.2")]
    assert there.element.tolist() == ["10388"]
    names = polars.read_csv(whole / "names.csv", infer_schema=False)
    said = names.filter((polars.col("element") == "10388") & (polars.col("edition") == "7.4"))
    assert said["language"].to_list() == ["en", "ru", "zh"]
    assert said["name"].to_list()[1] == pcf.load(lang="ru")["10388"].name


def test_the_tables_say_what_the_model_says(whole: Path, six: pcf.Taxonomy) -> None:
    places = {(row["edition"], row["element"]): row for row in rows(whole, "places")}
    for element in six:
        row = places["7.4", element.id]
        assert row["hierarchy_id"] == element.hierarchy_id
        assert row["level"] == str(element.level)
        assert row["parent"] == (element.parent.id if element.parent else "")
    metrics = {row["id"]: row for row in rows(whole, "metrics")}
    for record in six.bundle.metrics:
        assert json.loads(metrics[record.id]["formula"])["kind"] == record.formula.kind
        assert metrics[record.id]["formula_text"] == to_text(record.formula)


def test_changes_hold_every_pair_of_editions_older_first(whole: Path, six: pcf.Taxonomy) -> None:
    found = rows(whole, "changes")
    editions = [edition.id for edition in six.bundle.editions]
    pairs = {(row["edition_from"], row["edition_to"]) for row in found}
    assert pairs == {(old, new) for number, old in enumerate(editions) for new in editions[number + 1 :]}
    told = [
        (row["element"], row["change"], json.loads(row["also"]))
        for row in found
        if row["edition_from"] == "7.3.1" and row["edition_to"] == "7.4"
    ]
    expected = compare(six.in_edition("7.3.1"), six)
    assert told == [(row.id, row.change, [*row.also]) for row in expected]


# --- the descriptor


def test_the_descriptor_names_every_table_and_its_columns(whole: Path, package: dict[str, Any]) -> None:
    assert package["profile"] == "tabular-data-package"
    assert package["licenses"] == [{"title": "APQC's grant for the PCF, with its attribution", "path": "NOTICE.txt"}]
    assert "open standard developed by APQC" in package["description"]
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in ALL_TABLES]
    for resource in package["resources"]:
        text = (whole / resource["path"]).read_text(encoding="utf-8-sig")
        headings = next(csv.reader(text.splitlines()))
        assert headings == [field["name"] for field in resource["schema"]["fields"]]


def test_what_the_descriptor_promises_of_cells_holds(whole: Path, package: dict[str, Any]) -> None:
    import re

    wrong = []
    for resource in package["resources"]:
        table = rows(whole, resource["name"])
        for field in resource["schema"]["fields"]:
            limits = field.get("constraints", {})
            for row in table:
                cell = row[field["name"]]
                if not cell:
                    fits = not limits.get("required")
                else:
                    fits = cell in limits.get("enum", [cell]) and bool(
                        re.fullmatch(limits.get("pattern", "(?s).*"), cell)
                    )
                    fits = fits and (field["type"] != "boolean" or cell in ("true", "false"))
                    fits = fits and (field["type"] != "integer" or cell.isdigit())
                    fits = fits and (field["type"] not in ("object", "array") or json.loads(cell) is not None)
                if not fits:
                    wrong.append((resource["name"], field["name"], cell))
    assert wrong == []


def test_the_keys_of_the_descriptor_hold(whole: Path, package: dict[str, Any]) -> None:
    tables = {resource["name"]: rows(whole, resource["name"]) for resource in package["resources"]}
    checked = 0
    for resource in package["resources"]:
        schema = resource["schema"]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in tables[resource["name"]]]
        assert len(keys) == len(set(keys)), resource["name"]
        for foreign in schema.get("foreignKeys", ()):
            home = foreign["reference"]
            known = {tuple(row[name] for name in home["fields"]) for row in tables[home["resource"]]}
            named = {tuple(row[name] for name in foreign["fields"]) for row in tables[resource["name"]]}
            assert {one for one in named if all(one)} <= known, (resource["name"], foreign)
            checked += 1
    assert checked > 35


def test_a_cell_is_quoted_where_it_must_be_and_nowhere_else() -> None:
    text = text_of(["a", "b"], [{"a": "plain", "b": 'say "x", y'}, {"a": "two\nlines", "b": " blank "}])
    assert text == '\ufeffa,b\nplain,"say ""x"", y"\n"two\nlines"," blank "\n'
    assert [row for _, *row in csv.reader(text.splitlines(keepends=True))] == [["b"], ['say "x", y'], [" blank "]]
    assert read_table(TABLES[0], text.encode()).findings != []
