"""Wrong, damaged and hostile files end in one clear refusal, soon, and in little memory."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pcf.errors import WorkbookError
from pcf.excel import annotate, digest_of, inspect_workbook, read_workbook, write_workbook
from pcf.sheets import RefusedFileError, read_book

from .hostile import CASES, GROUPS, Case, Good, paths

SECONDS, MEGABYTES = 2, 300


@pytest.fixture(scope="module")
def good_path(make_sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.xlsx"
    write_workbook(path, make_sample(), lang="en")
    return path


@pytest.fixture(scope="module")
def good(good_path: Path) -> Good:
    return Good.of(good_path)


@pytest.mark.long
def test_every_hostile_file_ends_as_it_should_soon_and_in_little_memory(good: Good, good_path: Path, tmp_path: Path):
    """One child reads them all, so that what making them costs is not counted; one test, so that they are made once."""
    special = paths(tmp_path, good)
    told = _told(good, good_path, special, tmp_path)
    wanted = {name: _expected(case, good) for name, case in CASES.items()}
    wanted |= {name: [(code, "", "")] if code else [] for name, (_, code) in special.items()}
    found = {name: [tuple(one) for one in file["findings"]] for name, file in told.items()}
    assert {name: one for name, one in found.items() if one != wanted[name]} == {}
    digest = digest_of(read_workbook(good_path))
    sound = [name for name, file in told.items() if not file["is_faulty"] and (name in special or CASES[name].is_same)]
    assert [name for name in sound if told[name]["digest"] != digest] == []
    assert [name for name, file in told.items() for said in file["sentences"] if "{" in said or not said.strip()] == []
    assert {name: file["seconds"] for name, file in told.items() if file["seconds"] >= SECONDS} == {}
    assert {name: file["peak"] for name, file in told.items() if file["peak"] >= MEGABYTES * 2**20} == {}


def _expected(case: Case, good: Good) -> list[tuple[str, str, str]]:
    return [(code, good.titles.get(sheet, sheet), good.cells.get(cell, cell)) for code, sheet, cell in case.expected]


def _told(good: Good, good_path: Path, special: dict[str, tuple[Path, str]], folder: Path) -> dict[str, dict[str, Any]]:
    """Make every file, have the child read them all, and return what it told by the names of the cases."""
    files = {name: folder / f"{number}.xlsx" for number, name in enumerate(CASES)}
    for name, path in files.items():
        path.write_bytes(CASES[name].make(good))
    digests = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files.values()}
    every = files | {name: path for name, (path, _) in special.items()}
    wanted = folder / "list.json"
    wanted.write_text(json.dumps([str(good_path), *map(str, every.values())]), encoding="utf-8")
    child = Path(__file__).parent / "hostile" / "child.py"
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, str(child), str(wanted)], check=False, capture_output=True, encoding="utf-8", env=environment
    )
    assert done.returncode == 0, done.stderr
    assert digests == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in digests}
    return dict(zip(every, json.loads(done.stdout), strict=True))


def test_every_case_has_a_name_of_its_own(good: Good, tmp_path: Path):
    assert len(CASES) == sum(map(len, GROUPS))
    assert not CASES.keys() & paths(tmp_path, good).keys()


def test_random_damage_is_refused_or_read_but_never_more(good: Good, tmp_path: Path):
    """What the collection does not think of: bytes changed, put in and taken out, in the archive and in its parts."""
    chance, path = random.Random(6), tmp_path / "damaged.xlsx"
    parts = [name for name in good.parts if not name.startswith("xl/worksheets/")] + [good.sheet]
    refused = 0
    for number in range(48):
        name = chance.choice(parts)
        content = (
            damaged(good.content, chance) if number % 3 == 0 else good.but({name: damaged(good.parts[name], chance)})
        )
        path.write_bytes(content)
        try:
            read_book(path)
        except RefusedFileError as error:
            assert error.finding("x").message()
            refused += 1
    assert 0 < refused < 48


def damaged(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 2, 5))):
        place = chance.randrange(len(made))
        sign = chance.choice(
            (b"<", b">", b'"', b"&", b"\x00", b"\xff", b"<c ", b"<v>", b"-1", b"99999999999", b"<!--", b"x:")
        )
        made[place : place + chance.choice((0, 1, 50))] = sign
    return bytes(made)


@pytest.mark.long
@pytest.mark.parametrize(
    "name",
    [
        "a formula of DDE",
        "a formula that calls the net",
        "a formula over a file of the net",
        "a text beside its type",
        "a text that is a formula",
        "a link of DDE under a harmless name",
        "a connection to a database",
        "macros",
    ],
)
def test_the_annotated_copy_computes_nothing_and_points_nowhere(name: str, good: Good, tmp_path: Path):
    path, out = tmp_path / "book.xlsx", tmp_path / "out.xlsx"
    path.write_bytes(CASES[name].make(good))
    annotate(path, out, inspect_workbook(path, lang="en").findings, "en")
    with zipfile.ZipFile(out) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    formulas = [part for part, content in parts.items() if re.search(rb"<(\w+:)?f[ >/]|<ddeLink|<oleLink", content)]
    links = [part for part, content in parts.items() if b'TargetMode="External"' in content]
    foreign = [part for part in parts if re.search(r"vba|macro|external|connection|\.bin$", part, re.IGNORECASE)]
    assert (formulas, links, foreign) == ([], [], [])


@pytest.mark.parametrize("place", ["stat", "open"])
def test_a_file_that_may_not_be_read_is_there(place: str, good_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(good_path))

    monkeypatch.setattr(*((Path, "stat") if place == "stat" else (os, "open")), refuse)
    (finding,) = inspect_workbook(good_path, lang="en").findings
    assert (finding.code, finding.facts["reason"]) == ("file-unreadable", "Permission denied")


def test_another_workbook_is_told_by_its_sheets(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "Budget"
    book.active["A1"] = "Total"
    book.save(tmp_path / "budget.xlsx")
    reading = inspect_workbook(tmp_path / "budget.xlsx", lang="en")
    assert [(one.code, one.found) for one in reading.findings] == [("not-an-assessment", "Budget")]
    assert reading.assessment is None


def test_read_workbook_raises_with_every_finding(good_path: Path, make_sample, tmp_path: Path):
    assert read_workbook(good_path) == make_sample()
    path = tmp_path / "empty.xlsx"
    path.write_bytes(b"")
    with pytest.raises(WorkbookError) as caught:
        read_workbook(path)
    assert [finding.code for finding in caught.value.findings] == ["file-empty"]
    assert caught.value.facts["count"] == 1
