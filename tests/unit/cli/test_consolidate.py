"""consolidate: several copies into one workshop workbook, which assess understands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

import pcf
from pcf.assessment import Agreement, Assessment, Respondent, Response, template
from pcf.excel import read_workbook, write_workbook

SIX = pcf.load()
PLACE = SIX.by_hierarchy("6.2.2").id


def form(name: str, level: str, role: str | None = None) -> Assessment:
    answered = tuple(Response(element=one.id, answer=level if one.id == PLACE else "3") for one in SIX.processes)
    who = Respondent.model_validate({"name": name, "role": role})
    return template.empty(SIX).model_copy(update={"responses": answered, "workbook_id": name, "respondent": who})


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write the copies once; each test has copies of its own of them."""
    people = (("Anna", "4", "manager"), ("Boris", "1", "front_line"), ("Chen", "2", None))
    folder, paths = tmp_path_factory.mktemp("copies"), []
    for name, level, role in people:
        paths.append(folder / f"{name}.xlsx")
        write_workbook(paths[-1], form(name, level, role), lang="en")
    return paths


@pytest.fixture
def copies(written: list[Path], tmp_path: Path) -> list[Path]:
    return [Path(shutil.copy(path, tmp_path)) for path in written]


def agree(path: Path, level: str) -> None:
    """Type an agreed level into a workshop workbook, as the workshop does."""
    made = read_workbook(path)
    settled = (Agreement(element=PLACE, answer=level, reason="seen"),)
    write_workbook(path, made.model_copy(update={"agreed": settled}), lang="en")


def test_copies_become_a_workshop_workbook_that_is_an_input(call, copies, tmp_path: Path) -> None:
    out = tmp_path / "workshop.xlsx"
    code, text, err = call("consolidate", *copies, "-o", out, "--json", "--lang", "en")
    made = json.loads(text)
    assert code == 0 and str(out) in err
    assert [(one["name"], one["role"]) for one in made["respondents"]] == [
        ("Anna", "manager"), ("Boris", "front_line"), ("Chen", None),
    ]  # fmt: skip
    first = made["elements"][0]
    assert (first["id"], first["answers"], first["proposal"], first["spread"], first["agreed"]) == (
        PLACE, {"r1": "4", "r2": "1", "r3": "2"}, 2, 3, None,
    )  # fmt: skip
    assert (first["range"], first["agreement"], first["layer"]) == ([1, 4], None, "proposal")
    agree(out, "3")
    _, assessed, _ = call("assess", out, "--json", "--lang", "en")
    card = json.loads(assessed)
    (process,) = [one for one in card["processes"] if one["id"] == PLACE]
    assert (process["score"], process["layer"], process["proposal"]) == (3, "agreed", 2)
    assert card["layers"] == {"agreed": 1, "proposal": 26, "answer": 0, "none": 0, "na": 0}
    _, printed, _ = call("consolidate", out, "--lang", "en")
    assert "Respondents: 3" in printed and "Manager" in printed


def test_a_late_copy_is_added_and_what_was_agreed_stays(call, copies, tmp_path: Path) -> None:
    out, later = tmp_path / "workshop.xlsx", tmp_path / "later.xlsx"
    assert call("consolidate", *copies[:2], "-o", out)[0] == 0
    agree(out, "5")
    code, text, _ = call("consolidate", copies[2], out, *copies[:2], "-o", later, "--json")
    made = json.loads(text)
    assert code == 0 and len(made["respondents"]) == 3
    assert made["elements"][0]["agreed"]["answer"] == "5"
    assert read_workbook(later).agreed == read_workbook(out).agreed


def test_without_leaves_out_the_copy_that_the_workshop_holds(call, copies, tmp_path: Path) -> None:
    out, later, corrected = (tmp_path / f"{name}.xlsx" for name in ("workshop", "later", "corrected"))
    assert call("consolidate", *copies, "-o", out)[0] == 0
    write_workbook(corrected, form("Anna", "5", "manager"), lang="en")
    code, _, err = call("consolidate", out, corrected, "-o", later, "--lang", "en")
    assert code == 1 and "copies-conflict" in err and not later.exists()
    assert call("consolidate", out, corrected, "--without", "Anna", "-o", later)[0] == 0
    levels = {one.respondent.name: one.response(PLACE).answer for one in read_workbook(later).respondents}
    assert levels == {"Anna": "5", "Boris": "1", "Chen": "2"}


@pytest.mark.parametrize("names", [["Nobody"], ["Anna", "Boris", "Chen"]])
def test_a_name_that_is_nobodys_and_leaving_out_everybody_are_wrong_usage(call, copies, names, tmp_path: Path) -> None:
    without = [part for name in names for part in ("--without", name)]
    code, _, err = call("consolidate", *copies, *without, "-o", tmp_path / "w.xlsx", "--lang", "en")
    assert code == 2 and "--without" in err
    assert not (tmp_path / "w.xlsx").exists()


def test_no_name_is_left_in_an_anonymous_workbook(call, copies, tmp_path: Path) -> None:
    out = tmp_path / "workshop.xlsx"
    code, text, err = call("consolidate", *copies, copies[0], "-o", out, "--anonymous", "--json")
    assert code == 0
    book = openpyxl.load_workbook(out)
    inside = " ".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row)
    for name in ("Anna", "Boris", "Chen"):
        assert name not in text
        assert name not in err.replace(str(tmp_path), "")
        assert name not in inside


def test_faults_of_all_copies_are_told_and_nothing_is_written(call, copies, tmp_path: Path) -> None:
    for number, path in enumerate(copies[:2]):
        book = openpyxl.load_workbook(path)
        page = next(sheet for sheet in book if sheet["A1"].value == "pcf:ratings:1")
        page["E7"] = f"bad{number}"
        book.save(path)
    out = tmp_path / "workshop.xlsx"
    code, text, _ = call("consolidate", *copies, tmp_path / "missing.xlsx", "-o", out, "--json")
    failed = json.loads(text)
    assert code == 1 and not out.exists()
    assert {one["file"] for one in failed["findings"] if one["severity"] == "error"} == {
        "Anna.xlsx", "Boris.xlsx", "missing.xlsx",
    }  # fmt: skip


def test_an_existing_output_and_an_input_as_output_are_refused(call, copies) -> None:
    assert call("consolidate", *copies[:2], "-o", copies[2])[0] == 2
    assert call("consolidate", *copies, "-o", copies[2], "--force")[0] == 2
