"""pcf pack: a folder with everybody's workbook and the working papers, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pcf.assessment import Copy, gather, score_round
from pcf.excel import read_workbook
from pcf.taxonomy import load

LIST = 'name,role,scope,language\nAnna,manager,,ru\nBoris,front_line,"6.2,6.5.2",\n'


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_everybody_gets_a_workbook_that_reads_without_a_word(call, people, tmp_path):
    folder = tmp_path / "pack"
    code, out, err = call("pack", folder, "--people", people, "--profile", "bank", "--round", "2026-Q4", "--json")
    assert code == 0, err
    document = json.loads(out)
    assert (document["folder"], document["papers"], document["findings"]) == (str(folder), "papers.xlsx", [])
    assert names(folder) == {"papers.xlsx", *(one["file"] for one in document["files"])}
    anna, boris = document["files"]
    assert (anna["respondent"], anna["role"], anna["language"], anna["minutes"]) == ("Anna", "manager", "ru", 25)
    assert (boris["file"], boris["language"], len(boris["processes"])) == ("02-Boris.xlsx", "en", 5)
    assert anna["workbook_id"] != boris["workbook_id"]
    for one in document["files"]:
        code, out, _ = call("check", folder / one["file"], "--json")
        assert (code, json.loads(out)["findings"]) == (0, [])
        form = read_workbook(folder / one["file"])
        assert (form.workbook_id, form.respondent.name, form.round) == (
            one["workbook_id"],
            one["respondent"],
            "2026-Q4",
        )
        assert form.language == one["language"]


def test_an_untouched_pack_is_scored_without_a_finding(call, people, tmp_path):
    call("pack", tmp_path / "pack", "--people", people, "--profile", "bank")
    files = sorted((tmp_path / "pack").glob("0*.xlsx"))
    card = score_round(load(), gather([Copy(path.name, read_workbook(path)) for path in files]))
    assert card.findings == ()
    na = [one.element.hierarchy_id for one in card.processes if not one.answers.is_applicable]
    assert len(na) == 15


def test_without_people_the_folder_holds_the_working_papers(call, tmp_path):
    code, out, err = call("pack", tmp_path / "pack", "--lang", "zh")
    assert (code, out) == (0, ""), err
    assert names(tmp_path / "pack") == {"papers.xlsx"}


def test_faults_of_the_list_are_told_together_and_nothing_is_written(call, people, tmp_path):
    people.write_text("name,role,scope\nAnna,boss,6.9\nBoris,,7.7\n")
    folder = tmp_path / "pack"
    code, out, err = call("pack", folder, "--people", people, "--json")
    document = json.loads(out)
    assert code == 1
    assert [finding["code"] for finding in document["findings"]] == [
        "person-role-unknown", "person-scope-unknown", "person-scope-unknown",
    ]  # fmt: skip
    assert [finding["cell"] for finding in document["findings"]] == ["B2", "C2", "C3"]
    assert err.count("people.csv") >= 3
    assert not folder.exists()


def test_files_are_never_replaced_unless_forced(call, people, tmp_path):
    folder = tmp_path / "pack"
    assert call("pack", folder, "--people", people)[0] == 0
    (folder / "notes.txt").write_text("mine")
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    code, _, err = call("pack", folder, "--people", people)
    assert code == 2 and "--force" in err
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    assert call("pack", folder, "--people", people, "--force")[0] == 0
    assert names(folder) == set(before)
    assert (folder / "notes.txt").read_text() == "mine"


def test_the_list_is_never_an_output(call, people, tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    inside = folder / "papers.xlsx"
    assert call("template", inside)[0] == 0
    content = inside.read_bytes()
    assert call("pack", folder, "--people", inside, "--force")[0] != 0
    assert inside.read_bytes() == content


@pytest.mark.parametrize(
    "arguments",
    [("--profile", "circus"), ("--round", "soon"), ("--segments", "a=A;a=B")],
)
def test_wrong_usage_writes_nothing(call, people, arguments, tmp_path):
    assert call("pack", tmp_path / "pack", "--people", people, *arguments)[0] == 2
    assert not (tmp_path / "pack").exists()


def test_a_file_is_no_folder_and_a_folder_needs_a_place(call, people, tmp_path):
    assert call("pack", people)[0] == 2
    assert call("pack", tmp_path / "no" / "pack")[0] == 2
    assert people.read_text(encoding="utf-8") == LIST


def test_what_cannot_be_written_leaves_nothing(call, people, tmp_path, monkeypatch):
    from pcf import excel
    from pcf.errors import OutputNotWritableError

    def fail(path, assessment, *, lang):
        raise OutputNotWritableError(path=str(path), reason="full")

    call("pack", tmp_path / "first")  # the names of the package resolve when they are first used
    monkeypatch.setattr(excel, "write_workbook", fail)
    assert call("pack", tmp_path / "pack", "--people", people)[0] == 2
    assert not (tmp_path / "pack").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_the_plan_is_printed(call, people, lang, tmp_path):
    code, out, err = call("pack", tmp_path / "pack", "--people", people, "--profile", "bank", "--lang", lang)
    assert code == 0, err
    assert "02-Boris.xlsx" in out and "6.2, 6.5.2" in out and "6.1, 6.2, 6.5" in out
