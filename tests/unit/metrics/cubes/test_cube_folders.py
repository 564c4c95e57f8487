"""The folder of a cube: what is in it, that it is whole, and how every other folder is refused."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
from decimal import Decimal

import pytest

from pcf.errors import LogError, OutputNotWritableError
from pcf.i18n import Translator
from pcf.metrics import measure
from pcf.metrics.cubes import read_cube, save_cube
from pcf.metrics.cubes.numbers import read_number, write_number
from pcf.metrics.cubes.record import CubeRecord

from .small_logs import differences, files_of, told

MAP = """log = "contacts"
[columns]
contact_id = "id"
customer_id = "customer"
segment = "segment"
opened_at = "opened"
queued_at = "queued"
answered_at = "answered"
handle_seconds = "handled"
[types]
queued = "TIMESTAMP"
answered = "TIMESTAMP"
"""
HEADER = "id,customer,segment,opened,queued,answered,handled\n"
ROWS = """1,anna.secret,零售,2026-10-01 10:00:00,2026-10-01 10:00:01,2026-10-01 10:00:09.5,20.50
2,,"a ""b"", c",2026-10-01 11:00:00,,2026-10-01 11:00:30,7
3,anna.secret,,2026-10-02 10:00:00,2026-10-02 10:00:05,2026-10-02 10:00:01,
4,boris.secret,零售,2026-10-04 10:00:00,,,1
"""


PART = {"number": 1, "parts": 2, "key": "customer_id", "size": 4, "statement": "0" * 64, "engine_version": "1.4.2"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A cube of four contacts, and the log and map that it was made of."""
    folder = tmp_path_factory.mktemp("secret place")
    (folder / "calls.csv").write_text(HEADER + ROWS, encoding="utf-8")
    (folder / "calls.toml").write_text(MAP, encoding="utf-8")
    measure(folder / "calls.csv", map=folder / "calls.toml", cube=folder / "cube", as_of="2026-10-05")
    return folder


@pytest.fixture
def cube(made, tmp_path):
    """A copy of the cube, to be spoilt."""
    return shutil.copytree(made / "cube", tmp_path / "cube")


def faults(*folders):
    with pytest.raises(LogError) as refused:
        measure([*folders])
    for one in refused.value.findings:
        for language in ("en", "ru", "zh"):
            assert not re.search(r"\{[a-z_]+\}", one.message(Translator(language)) + one.expected() + one.suggestion())
        assert "secret" not in str(one.to_json())
    return {(one.code, one.file, one.cell) for one in refused.value.findings}


def sealed(folder, **changes):
    """Change the facts of a cube and write its hashes anew, as somebody would who means harm."""
    facts = json.loads((folder / "cube.json").read_text(encoding="utf-8")) | changes
    both = (folder / "components.csv").read_bytes() + (folder / "values.csv").read_bytes()
    facts["sha256"]["components"] = hashlib.sha256(both).hexdigest()
    facts["sha256"]["map"] = hashlib.sha256((folder / "map.toml").read_bytes()).hexdigest()
    try:
        text = CubeRecord.model_validate_json(json.dumps(facts), strict=True).text()
    except ValueError:
        text = json.dumps(facts)
    (folder / "cube.json").write_text(text, encoding="utf-8", newline="\n")


# --- what is in it


def test_a_cube_is_five_plain_files_with_nothing_of_the_place_and_the_people(made):
    files = files_of(made / "cube")
    assert sorted(files) == ["components.csv", "cube.json", "map.toml", "statement.sql", "values.csv"]
    assert files["map.toml"] == (made / "calls.toml").read_bytes()
    everything = b"\n".join(files.values()).decode()
    assert "secret" not in everything
    assert str(made) not in everything
    facts = json.loads(files["cube.json"])
    assert (facts["log"], facts["tables"], facts["map"]) == ("contacts", ["calls.csv"], "calls.toml")
    assert (facts["engine"], facts["by"], facts["as_of"]) == (
        "duckdb",
        ["segment", "day"],
        "2026-10-05T23:59:59.999999",
    )
    assert facts["sha256"]["statement"] == hashlib.sha256(files["statement.sql"]).hexdigest()
    both = files["components.csv"] + files["values.csv"]
    assert facts["sha256"]["components"] == hashlib.sha256(both).hexdigest() == read_cube(made / "cube").hash


def test_numbers_are_exact_and_written_in_one_way(made):
    with (made / "cube" / "components.csv").open(encoding="utf-8", newline="") as file:
        groups = {(row["segment"], row["row_day"]): row for row in csv.DictReader(file)}
    assert [groups[group]["seconds_handled"] for group in (("零售", "2026-10-01"), ('a "b", c', "2026-10-01"))] == [
        "20.5",
        "7",
    ]
    assert groups["零售", "2026-10-01"]["contacts_followed"] == "0"
    assert groups['a "b", c', "2026-10-01"]["contacts_followed"] == ""  # of nobody we know: nothing, which is not zero


@pytest.mark.parametrize("number", [0, -7, 10**40, Decimal("0.000001"), Decimal("12345678901234567890123456789012.5")])
def test_a_number_comes_back_as_it_was(number):
    assert read_number(write_number(number)) == number


@pytest.mark.parametrize("text", ["-0", "+1", "1.0", "01", "1e3", "NaN", "inf", " 1", "1,5", "٣", "9" * 61])
def test_what_is_written_in_another_way_is_no_number(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        read_number(text)


def test_a_cube_written_again_is_the_same_to_the_byte(made, tmp_path):
    save_cube(read_cube(made / "cube"), tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(made / "cube")


def test_a_cube_says_its_findings_in_the_readers_language(made):
    direct = measure(made / "calls.csv", map=made / "calls.toml", as_of="2026-10-05", lang="ru")
    answered = measure(made / "cube", lang="ru")
    assert not {fact for fact in differences(told(direct), told(answered)) if "customer" not in str(fact)} - {
        ("cube-not-additive", "", "calls.toml", "")
    }
    (early,) = (one for one in answered.findings if one.code == "time-order")
    assert early.file == "calls.csv"
    assert early.message(Translator("ru")) == next(
        one.message(Translator("ru")) for one in direct.findings if one.code == "time-order"
    )


# --- it is written whole or not at all


def test_a_fault_leaves_no_folder_and_an_older_cube_as_it_was(made, tmp_path):
    (tmp_path / "bad.csv").write_text(HEADER + ROWS + "4,,,not a time,,,\n", encoding="utf-8")
    old = shutil.copytree(made / "cube", tmp_path / "old")
    before = files_of(old)
    for folder in (tmp_path / "new", old):
        with pytest.raises(LogError):
            measure(tmp_path / "bad.csv", map=made / "calls.toml", cube=folder)
    assert files_of(old) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "old"]


def test_a_folder_of_something_else_and_a_file_are_not_replaced(made, tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("Dear", encoding="utf-8")
    for name in ("papers", "papers/letter.txt", "nowhere/cube"):
        with pytest.raises(OutputNotWritableError):
            measure(made / "calls.csv", map=made / "calls.toml", cube=tmp_path / name)
    assert (tmp_path / "papers" / "letter.txt").read_text(encoding="utf-8") == "Dear"


# --- how other folders are refused


def test_folders_that_are_no_cubes_are_told_all_at_once(tmp_path, cube):
    (tmp_path / "empty").mkdir()
    (cube / "values.csv").unlink()
    (tmp_path / "log.csv").write_text("id\n1\n", encoding="utf-8")
    found = faults(tmp_path / "empty", cube, tmp_path / "log.csv", tmp_path / "none")
    assert found == {("not-a-cube", name, "") for name in ("empty", "cube", "log.csv", "none")}


@pytest.mark.parametrize("name", ["statement.sql", "map.toml", "components.csv", "values.csv", "cube.json"])
def test_a_file_that_was_changed_by_hand_is_told(cube, name):
    text = (cube / name).read_text(encoding="utf-8")
    changed = text.replace('"read": 4', '"read": 5') if name == "cube.json" else text + ("" if "csv" in name else "\n")
    if "csv" in name:
        changed = re.sub(r"(\d)(?=\n)", lambda last: str(int(last[1]) % 9 + 1), text)
    assert changed != text
    (cube / name).write_text(changed, encoding="utf-8", newline="\n")
    place = "components.csv" if name == "values.csv" else name
    assert ("cube-changed", f"cube/{place}", "") in faults(cube)


def test_a_newer_format_is_told_as_such(cube):
    (cube / "cube.json").write_text('{"format": 2, "pcf": "9.0", "shape": [1, 2]}', encoding="utf-8")
    assert faults(cube) == {("cube-newer", "cube/cube.json", "format")}


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"\x00" * 4096, b"[" * 200_000, b"[]", b"null", b'{"format": 1}', b'{"format": true}',
     b'{"format": ' + b"9" * 5000 + b"}", os.urandom(9000), b"\x1f\x8b\x08\x00PK"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["cube.json", "components.csv", "map.toml"])
def test_rubbish_in_a_file_is_refused_in_words(cube, name, content):
    (cube / name).write_bytes(content)
    assert {code for code, _, _ in faults(cube)} <= {
        "cube-unreadable", "cube-fact", "cube-newer", "cube-changed", "cube-header", "cube-lines", "map-not-toml",
        "map-encoding", "key-missing", "required-column", "unknown-key", "wrong-value",
    }  # fmt: skip


def test_files_that_are_huge_are_not_read(cube):
    for name in ("statement.sql", "components.csv"):
        with (cube / name).open("r+b") as file:
            file.truncate(5 * 1024**3)  # takes no room on the disk
    found = faults(cube)
    assert {("cube-unreadable", f"cube/{name}", "") for name in ("statement.sql", "components.csv")} <= found


@pytest.mark.parametrize(
    ("name", "line", "spoilt"),
    [
        ("components.csv", 2, lambda cells: [*cells, "1"]),
        ("components.csv", 2, lambda cells: ["x", "NaN", *cells[2:]]),
        ("components.csv", 2, lambda cells: [*cells[:3], "NaN", *cells[4:]]),
        ("components.csv", 2, lambda cells: [cells[0], "2026-02-30", *cells[2:]]),
        ("components.csv", 2, lambda cells: [cells[0], cells[1], "20261001", *cells[3:]]),
        ("components.csv", 3, lambda _: ["零售", "0001-01-01", "0001-01-01"]),
        ("components.csv", 2, lambda cells: ['"' + cells[0], *cells[1:]]),
        ("values.csv", 2, lambda cells: [*cells[:-1], "-1"]),
        ("values.csv", 2, lambda cells: [*cells[:-1], "0"]),
        ("values.csv", 2, lambda cells: [*cells[:-1], "0.5"]),
        ("values.csv", 2, lambda cells: [*cells[:-2], "1e400", "1"]),
        ("values.csv", 2, lambda cells: [*cells[:3], "row_count", *cells[4:]]),
    ],
)
def test_a_line_that_cannot_be_is_told_even_where_the_hash_is_right(cube, name, line, spoilt):
    lines = (cube / name).read_text(encoding="utf-8").split("\n")
    lines[line - 1] = ",".join(spoilt(lines[line - 1].split(",")))
    (cube / name).write_text("\n".join(lines), encoding="utf-8", newline="\n")
    sealed(cube)
    assert ("cube-lines", f"cube/{name}", str(line)) in faults(cube)


def test_groups_that_stand_twice_or_out_of_order_are_told(cube):
    lines = (cube / "components.csv").read_text(encoding="utf-8").splitlines()
    (cube / "components.csv").write_text(
        "\n".join([*lines, lines[1], lines[-1]]) + "\n", encoding="utf-8", newline="\n"
    )
    sealed(cube)
    assert faults(cube) == {("cube-lines", "cube/components.csv", str(len(lines) + 1))}


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("by", ["segment", "shoe_size"], "by.1"),
        ("by", ["day", "segment"], ""),
        ("by", ["segment"], ""),
        ("log", "weather", ""),
        ("reads", {"x": {"kind": "values", "aliases": ["x_values"], "share": 1.5}}, ""),
        ("reads", {"x": {"kind": "number", "aliases": []}}, ""),
        ("findings", [{"code": "made-up", "file": "", "cell": "", "facts": {}}], "findings.0"),
        ("findings", [{"code": "time-order", "file": "", "cell": "", "facts": {"found": 1}}], "findings.0"),
        ("part", PART | {"number": 3}, "part"),
        ("part", PART | {"size": -1}, "part.size"),
        ("rows_outside", {"tomorrow": 1}, "rows_outside.tomorrow.[key]"),
        ("counts", {"read": "many", "left_out": {}, "not_offered": 0, "used": 1}, "counts.read"),
        ("as_of", "yesterday", "as_of"),
        ("surprise", 1, "surprise"),
    ],
)
def test_facts_that_cannot_be_are_told_by_their_key(cube, key, value, place):
    sealed(cube, **{key: value})
    assert ("cube-fact", "cube/cube.json", place) in faults(cube)


def test_a_header_of_other_columns_is_told(cube):
    sealed(cube, by=["segment", "channel", "day"])
    assert {code for code, _, _ in faults(cube)} == {"cube-header"}


def test_the_map_of_another_log_is_told(cube):
    (cube / "map.toml").write_text('log = "surveys"\n[columns]\nsurvey_id = "a"\n', encoding="utf-8")
    sealed(cube)
    assert "required-column" in {code for code, _, _ in faults(cube)}
