from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from pcf.errors import ModelFileError, OutputNotWritableError
from pcf.exchange import export, read_csv
from pcf.findings import Finding
from pcf.model import Bundle

from .small import own_document, small_document

Told = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("small") / "pcf"
    export(own_document().taxonomy(), out, "csv")
    return out


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "given"))


def findings(path: Path) -> tuple[Finding, ...]:
    with pytest.raises(ModelFileError) as caught:
        read_csv(path)
    assert all(one.message() and one.expected() and one.suggestion() for one in caught.value.findings)
    return caught.value.findings


def told(path: Path) -> Told:
    return [(one.code, one.file, one.cell) for one in findings(path)]


def change(folder: Path, name: str, key: str, **cells: str) -> None:
    """Write other cells into the first row whose first cell is ``key``."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = [*csv.reader(file)]
    row = next(row for row in table[1:] if row[0] == key)
    for heading, cell in cells.items():
        row[table[0].index(heading)] = cell
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    path.write_text(text.getvalue(), encoding="utf-8-sig")


def replace(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "key", "cells", "code"),
    [
        ("measures", "acme:calls_back", {"unit": "furlongs"}, "model-value"),
        ("measures", "acme:calls_back", {"additive": "yes"}, "model-value"),
        ("measures", "acme:calls_back", {"name_en": ""}, "model-key-missing"),
        ("metrics", "acme:rate", {"formula": "{"}, "model-not-json"),
        ("metrics", "acme:rate", {"formula": '{"kind": "direct", "measure": 1}'}, "model-value"),
        ("metrics", "acme:rate", {"formula": '{"kind": "direct", "measure": "no"}'}, "model-reference"),
        ("metrics", "acme:rate", {"formula": "[" * 50_000}, "model-too-deep"),
        ("metrics", "acme:rate", {"element": "99999"}, "model-reference"),
        ("metrics", "acme:rate", {"per_amount": "1e999999999"}, "model-value"),
        ("metrics", "acme:rate", {"formula_text": "other"}, "tables-differ"),
        ("elements", "acme:desk", {"owner": ""}, "tables-differ"),
        ("places", "acme:desk", {"parent": "10388"}, "tables-differ"),
        ("places", "acme:desk", {"hierarchy_id": "6.2.2"}, "model-id-twice"),
        ("places", "acme:desk", {"hierarchy_id": ""}, "model-nowhere"),
        ("own_names", "10388", {"owner": "other"}, "model-reference"),
        ("own_names", "10388", {"element": "99999"}, "model-reference"),
        ("levels", "3", {"code": "9"}, "model-value"),
        ("editions", "7.4", {"category": "9.0"}, "model-reference"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_and_cell(
    folder: Path, table: str, key: str, cells: dict[str, str], code: str
) -> None:
    change(folder, table, key, **cells)
    (finding,) = findings(folder)
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        headings, *lines = csv.reader(file)
    ((heading, cell),) = cells.items()
    position = headings.index(heading)
    line = next(
        number for number, row in enumerate(lines, 2) if row[position] == cell and key in (row[0], "3", "10388")
    )
    assert (finding.code, finding.file) == (code, f"{table}.csv")
    assert finding.cell == f"{get_column_letter(position + 1)}{line}"
    assert str(finding.facts["owner"]).startswith(lines[line - 2][0])


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    change(folder, "elements", "10388", source="", reviews_ru="perhaps")
    change(folder, "measures", "acme:calls_back", unit="furlongs", zero_if_absent="no")
    change(folder, "own_names", "10388", owner="other")
    (folder / "roles.csv").unlink()
    replace(folder, "objects.csv", "\nstrategy,", "\nstrategy,surplus,")
    found = told(folder)
    assert Counter(file for _, file, _ in found) == {
        "elements.csv": 2,
        "measures.csv": 2,
        "objects.csv": 1,
        "own_names.csv": 1,
        "roles.csv": 1,
    }


@pytest.mark.parametrize("name", ["elements", "places", "names", "editions", "measures", "metrics", "absence_reasons"])
def test_what_is_missing_with_a_table_is_not_told_again(folder: Path, name: str) -> None:
    (folder / f"{name}.csv").unlink()
    assert told(folder) == [("tables-missing", f"{name}.csv", "")]


def test_faults_of_headings_and_rows_are_told(folder: Path) -> None:
    replace(folder, "units.csv", "sign_zh", "sign_de")
    replace(folder, "fields.csv", "code,", "code,code,")
    replace(folder, "objects.csv", "\nstrategy,", "\nstrategy,surplus,")
    replace(folder, "actions.csv", "\ndefine,", '\n"define,')
    assert told(folder) == [
        ("tables-row-ragged", "objects.csv", "2"),
        ("tables-quotes", "actions.csv", "A2"),
        ("tables-column-twice", "fields.csv", "B1"),
        ("tables-column-unknown", "units.csv", "G1"),
        ("tables-column-missing", "units.csv", "1"),
    ]


def test_a_name_in_one_language_twice_or_in_none_is_told(folder: Path) -> None:
    path = folder / "names.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1].replace(lines[1].rpartition(",")[2], "Other")]), encoding="utf-8")
    assert told(folder) == [("model-id-twice", "names.csv", f"C{len(lines) + 1}")]
    path.write_text("\n".join(line for line in lines if ",en," not in line), encoding="utf-8")
    assert {(code, file) for code, file, _ in told(folder)} == {("model-key-missing", "places.csv")}
    path.write_text("\n".join([*lines, "10388,7.4,de,Beschwerden"]), encoding="utf-8")
    assert told(folder) == [("model-key-unknown", "names.csv", f"D{len(lines) + 1}")]


def test_changes_that_do_not_follow_are_told(tmp_path: Path, six: Any) -> None:
    export(six, tmp_path / "pcf", "csv")
    path = tmp_path / "pcf" / "changes.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("6.1.1,7.0,20085,added")
    path.write_text(
        "\n".join([lines[0], lines[1].replace("added", "kept"), *lines[3:], "7.4,7.4,10388,kept,[],,,,,,"]), "utf-8"
    )
    assert told(tmp_path / "pcf") == [
        ("tables-differ", "changes.csv", "D2"),
        ("tables-row-extra", "changes.csv", f"{len(lines)}"),
        ("tables-row-lost", "changes.csv", "1"),
    ]


def test_rows_and_columns_in_another_order_and_excels_truths_do_no_harm(original: Path, folder: Path) -> None:
    with (folder / "places.csv").open(encoding="utf-8-sig", newline="") as file:
        table = [*csv.DictReader(file)]
    headings = [*reversed(table[0])]
    text = io.StringIO()
    writer = csv.DictWriter(text, headings)
    writer.writeheader()
    writer.writerows({**row, "outside": row["outside"].upper()} for row in table)
    (folder / "places.csv").write_text(text.getvalue(), encoding="utf-8", newline="")  # no mark, lines as on Windows
    (folder / "notes of a colleague.txt").write_bytes(b"\xff")
    assert read_csv(folder) == read_csv(original)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("elements.csv", b"", "file-empty"),
        ("elements.csv", "id\n".encode("utf-16"), "model-not-unicode"),
        ("elements.csv", b"\x00" * 50, "tables-column-unknown"),
        ("elements.csv", b"id;source\n", "tables-column-unknown"),
        ("datapackage.json", b"{", "model-not-json"),
        ("datapackage.json", b"[]", "model-foreign"),
        ("datapackage.json", b'{"format": "pcf-model"}', "model-foreign"),
        ("datapackage.json", b'{"format": "pcf-tables", "format_version": 2}', "model-newer"),
    ],
)
def test_a_file_that_is_something_else_is_told(folder: Path, name: str, content: bytes, code: str) -> None:
    (folder / name).write_bytes(content)
    found = findings(folder)
    assert found[0].code == code
    assert {one.file for one in found} == {name}


def test_a_heading_of_endless_columns_is_one_finding(folder: Path) -> None:
    (folder / "units.csv").write_bytes(b"," * 100_000)
    assert told(folder) == [("tables-row-ragged", "units.csv", "1")]


def test_tables_that_are_too_large_together_are_refused(folder: Path) -> None:
    for name in ("notices.csv", "editions.csv"):
        with (folder / name).open("ab") as file:
            file.write(b"\n" * (9 * 2**20))
    assert ("tables-archive", "editions.csv", "") in told(folder)


def test_a_folder_without_tables_and_a_missing_one_are_told(tmp_path: Path) -> None:
    assert told(tmp_path) == [("tables-missing", "datapackage.json", "")]
    assert told(tmp_path / "none") == [("file-missing", "none", "")]


def _archive(path: Path, files: dict[str, bytes], **more: Any) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        for name, content in more.get("twice", {}).items():
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr(name, content)
    return path


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_corrupt_entry_is_told_however_it_is_packed(packed: int, tmp_path: Path) -> None:
    path = tmp_path / "given.zip"
    with zipfile.ZipFile(path, "w", packed) as archive:
        archive.writestr("datapackage.json", b"{}" * 500)
        size = archive.infolist()[0].compress_size
    content = bytearray(path.read_bytes())
    start = 30 + len("datapackage.json")
    content[start + 4 : start + size] = bytes(byte ^ 0x5A for byte in content[start + 4 : start + size])
    path.write_bytes(content)
    assert told(path) == [("tables-archive", "datapackage.json", "")]


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / ("x" * 5000)) == [("file-unreadable", "x" * 5000, "")]


def test_archives_that_would_do_harm_are_refused(original: Path, tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in original.iterdir()}
    bomb = _archive(tmp_path / "bomb.zip", files | {"elements.csv": b"\n" * (20 * 2**20)})
    assert told(bomb) == [("tables-archive", "elements.csv", "")]
    twice = _archive(tmp_path / "twice.zip", files, twice={"elements.csv": b"id\n"})
    assert told(twice) == [("tables-archive", "twice.zip", "")]
    many = _archive(tmp_path / "many.zip", files | {f"{number}.txt": b"" for number in range(600)})
    assert told(many) == [("tables-archive", "many.zip", "")]
    cut = tmp_path / "cut.zip"
    cut.write_bytes(bomb.read_bytes()[:3000])
    assert told(cut) == [("tables-archive", "cut.zip", "")]
    text = tmp_path / "text.zip"
    text.write_bytes(b"id,name\n")
    assert told(text) == [("tables-archive", "text.zip", "")]


def test_files_that_lead_out_of_an_archive_are_never_written(original: Path, tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in original.iterdir()} | {"../outside.txt": b"x", "/abs.txt": b"x"}
    given = _archive(tmp_path / "given.zip", files)
    assert isinstance(read_csv(given), Bundle)
    assert [path.name for path in tmp_path.iterdir()] == ["given.zip"]


def test_bytes_that_were_changed_in_an_archive_end_in_findings(original: Path, tmp_path: Path) -> None:
    whole = _archive(tmp_path / "whole.zip", {path.name: path.read_bytes() for path in original.iterdir()})
    content = bytearray(whole.read_bytes())
    middle = content.index(b"elements.csv") + 200
    content[middle : middle + 40] = bytes(40)
    whole.write_bytes(bytes(content))
    assert {code for code, _, _ in told(whole)} == {"tables-archive"}


def test_a_table_of_endless_rows_is_not_read_to_its_end(folder: Path) -> None:
    (folder / "units.csv").write_bytes((folder / "units.csv").read_bytes() + b"\n" * 60_000)
    assert told(folder) == [("tables-too-many-rows", "units.csv", "50002")]


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(["elements.csv", "metrics.csv", "names.csv", "changes.csv", "absence_reasons.csv"]),
    start=st.integers(0, 400),
    content=st.binary(max_size=30) | st.sampled_from([b'"', b",", b"\n", b"\r\n", b",,,\n", b"true", b"null"]),
)
def test_no_change_of_bytes_ends_in_a_traceback(
    name: str, start: int, content: bytes, original: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("given") / "pcf"
    shutil.copytree(original, folder)
    was = (folder / name).read_bytes()
    (folder / name).write_bytes(was[:start] + content + was[start + 5 :])
    try:
        assert isinstance(read_csv(folder), Bundle)
    except ModelFileError as error:
        assert error.findings
        assert all(one.file and one.message() for one in error.findings)


def test_nothing_is_left_behind_where_the_tables_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = small_document().taxonomy()
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputNotWritableError):
        export(model, tmp_path / "taken", "csv")
    with pytest.raises(OutputNotWritableError):
        export(model, tmp_path / "missing" / "pcf.zip", "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    export(model, tmp_path / "there", "csv")
    before = {path.name: path.read_bytes() for path in (tmp_path / "there").iterdir()}
    (tmp_path / "there" / "mine.txt").write_text("stays")
    export(model, tmp_path / "there", "csv")
    after = {path.name: path.read_bytes() for path in (tmp_path / "there").iterdir()}
    assert after == before | {"mine.txt": b"stays"}
    assert json.loads(before["datapackage.json"])["edition"] == "7.4"
