from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

import pcf
from pcf.assessment import read_saved, saved
from pcf.assessment.findings import POLICIES_DIFFER
from pcf.errors import BadOptionError, FileOutsideError
from pcf.findings import Finding, Severity
from pcf.ids import LANGUAGES
from pcf.mcp_server.call import Desk
from pcf.mcp_server.folders import Folders
from pcf.mcp_server.server import answer_call
from pcf.sheets.limits import FILE_LIMIT

SAVED = "rounds/2026-Q3.json"
SEVERITIES = ["error", "warning", "note"]


def _state(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_check_workbook_says_what_the_command_says(assistant, printed, folder, lang):
    for name in ("broken.xlsx", "empty.xlsx"):
        told = printed("check", folder / name, "--lang", lang)
        answer = assistant.ask("check_workbook", file=name, lang=lang)
        assert {key: answer[key] for key in told} == told | {"file": name}
        assert answer["counts"]["error"] == 1


def test_a_filled_workbook_is_checked_and_scored_as_by_the_commands(assistant, printed, folder):
    told = printed("check", folder / "filled.xlsx")
    answer = assistant.ask("check_workbook", file="filled.xlsx")
    assert {key: answer[key] for key in told} == told | {"file": "filled.xlsx"}
    whole = printed("assess", folder / "filled.xlsx", "--lang", "zh")
    _same_scores(assistant, whole, "filled.xlsx", "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_saved_assessment_is_scored_as_by_the_command(assistant, printed, folder, lang):
    _same_scores(assistant, printed("assess", folder / SAVED, "--lang", lang), SAVED, lang)


def _same_scores(assistant, whole, file, lang):
    summary = assistant.ask("read_scorecard", file=file, lang=lang)
    for key in ("score", "status", "range", "coverage", "dk_share", "organisation", "round", "layers", "policy"):
        assert summary[key] == whole[key]
    for part, limit in (("processes", 100), ("segments", 100), ("levers", 100), ("findings", 100)):
        answer = assistant.ask("read_scorecard", file=file, lang=lang, part=part, limit=limit)
        assert answer["total"] == len(answer[part]) == len(whole[part])
        names = {row["id"]: {key: row[key] for key in ("hierarchy_id", "name")} for row in whole["processes"]}
        expected = sorted(whole[part], key=lambda row: SEVERITIES.index(row.get("severity", "error")))
        for ours, theirs in zip(answer[part], expected, strict=True):
            known = names[theirs["id"]] | theirs if part == "levers" else theirs
            assert ours == {key: known[key] for key in ours}
            assert part != "levers" or ours["name"]


def test_a_scorecard_says_in_words_what_has_no_score(assistant):
    notes = " ".join(assistant.ask("read_scorecard", file=SAVED)["notes"])
    assert "Without a level: 6.2.5" in notes
    assert "Segments without an index" in notes


def test_part_of_the_processes_is_asked_by_element(assistant):
    rows = assistant.ask("read_scorecard", file=SAVED, part="processes", id="6.4")["processes"]
    assert rows
    assert all(row["hierarchy_id"].startswith("6.4.") for row in rows)


def test_an_explanation_is_that_of_the_scorecard(assistant, folder):
    (copy,) = read_saved(folder / SAVED).copies
    card = copy.assessment.scorecard()
    answer = assistant.ask("read_scorecard", file=SAVED, part="explain", id="6.2", lang="ru")
    assert answer["explanation"] == str(card.explain("6.2", "ru"))
    assert assistant.fail("read_scorecard", file=SAVED, part="explain", id="6.2.2.1")[0] == "not-rated"


def test_a_changed_file_is_read_again(tmp_path, folder):
    desk = Desk(pcf.load(), Folders([tmp_path]))
    (tmp_path / "round.json").write_bytes((folder / SAVED).read_bytes())
    assert not answer_call(desk, "read_scorecard", {"file": "round.json"}).is_error
    (tmp_path / "round.json").write_text("{}", encoding="utf-8")
    assert answer_call(desk, "read_scorecard", {"file": "round.json"}).is_error


def test_files_are_listed_by_the_names_that_the_tools_take(assistant, folder):
    answer = assistant.ask("list_files")
    assert [one["name"] for one in answer["files"]] == [
        "broken.xlsx", "deep.json", "empty.xlsx", "filled.xlsx", "foreign.json", "utf16.json", SAVED,
    ]  # fmt: skip
    assert answer["folders"] == [folder.name]
    assert str(folder) not in str(answer)


OUTSIDE = ["../secret.json", "out.json", "out/secret.json", "/etc/passwd", "self.json", "none.xlsx", ".", "rounds",
           "a\0b", "x" * 900, "../../../../../../etc/hostname", "~/.bashrc", "file:///etc/passwd", "rounds/../../secret.json"]  # fmt: skip


@pytest.mark.parametrize("file", OUTSIDE)
@pytest.mark.parametrize("tool", ["check_workbook", "read_scorecard"])
def test_nothing_outside_the_folders_is_read(assistant, tool, file):
    code, said = assistant.fail(tool, file=file)
    assert code == "file-outside"
    assert "list_files" in said
    assert "swordfish" not in said


def test_a_path_that_leads_into_the_folder_is_followed(desk, folder):
    found = Folders([folder])
    assert found.find(str(folder / SAVED)).name == SAVED
    assert found.find("rounds/../rounds/2026-Q3.json").name == SAVED


@pytest.fixture
def two(tmp_path):
    """Two folders of one name, each with a file of the same name, and a third."""
    roots = [tmp_path / "a" / "rounds", tmp_path / "b" / "rounds", tmp_path / "fc"]
    for size, root in enumerate(roots, 1):
        root.mkdir(parents=True)
        (root / "book.json").write_text("x" * size, encoding="utf-8")
    (roots[1] / "only.json").write_text("x" * 9, encoding="utf-8")
    return Folders(roots)


def test_files_of_one_name_in_several_folders_are_told_apart(two, tmp_path):
    assert two.names == ("rounds", "rounds-2", "fc")
    listed = [*two.files()]
    assert [(one.name, one.size) for one in listed] == [
        ("rounds/book.json", 1), ("rounds-2/book.json", 2), ("rounds-2/only.json", 9), ("fc/book.json", 3),
    ]  # fmt: skip
    assert [two.find(one.name) for one in listed] == listed
    assert two.find(str(tmp_path / "b" / "rounds" / "book.json")) == listed[1]


def test_a_name_that_several_folders_have_is_none_of_them(two):
    assert two.find("only.json").name == "rounds-2/only.json"
    for name in ("book.json", "rounds/only.json", "rounds/../../b/rounds/book.json", "fc//book.jso"):
        with pytest.raises(FileOutsideError):
            two.find(name)


def test_a_folder_called_as_another_would_be_has_a_name_of_its_own(tmp_path):
    roots = [tmp_path / name for name in ("a/x", "b/x", "x-2", "c/x")]
    for root in roots:
        root.mkdir(parents=True)
    assert Folders(roots).names == ("x", "x-3", "x-2", "x-4")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_and_a_huge_file_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    for name in ("pipe.json", "huge.json"):
        with pytest.raises(FileOutsideError):
            Folders([tmp_path]).find(name)
    assert not [*Folders([tmp_path]).files()]


def test_without_a_folder_no_file_is_read_and_the_way_out_is_told():
    desk = Desk(pcf.load())
    listed = answer_call(desk, "list_files", {}).structured_content
    assert listed["files"] == []
    assert "--folder DIR" in listed["notes"][0]
    assert answer_call(desk, "check_workbook", {"file": "/etc/passwd"}).is_error


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_file_whose_name_is_no_text_is_listed_and_told_all_the_same(tmp_path):
    name = os.fsdecode(b"\xff.json")
    (tmp_path / name).write_text("{}", encoding="utf-8")
    desk = Desk(pcf.load(), Folders([tmp_path]))
    for tool, arguments in (("list_files", {}), ("read_scorecard", {"file": name}), ("check_workbook", {"file": name})):
        assert answer_call(desk, tool, arguments).model_dump_json()


def test_a_folder_that_is_none_is_refused_at_once(tmp_path):
    with pytest.raises(BadOptionError):
        Folders([tmp_path / "none"])


@pytest.mark.parametrize("name", ["broken.xlsx", "empty.xlsx", "foreign.json", "deep.json", "utf16.json"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_broken_file_ends_in_findings_with_its_name(assistant, name, lang):
    for partial in (False, True):
        code, said = assistant.fail("read_scorecard", file=name, lang=lang, partial=partial)
        assert code == "input-faults"
        assert name in said
    assert not assistant.ask("check_workbook", file=name, lang=lang)["ok"]


def test_an_edition_that_the_file_does_not_stand_on_is_refused(assistant):
    code, said = assistant.fail("read_scorecard", file=SAVED, edition="8.0")
    assert code == "bad-option"
    assert "7.4" in said


def test_a_round_with_faults_is_scored_only_when_that_is_asked(tmp_path, folder):
    (copy,) = read_saved(folder / SAVED).copies
    fault = Finding(POLICIES_DIFFER, "filled.xlsx", "Ratings", "D12", {"found": "very good"})
    fault = replace(fault, kind=replace(fault.kind, severity=Severity.ERROR))
    card = copy.assessment.scorecard().with_findings([fault])
    (tmp_path / "faulty.json").write_text(saved(card), encoding="utf-8")
    desk = Desk(pcf.load(), Folders([tmp_path]))
    refused = answer_call(desk, "read_scorecard", {"file": "faulty.json"})
    assert refused.is_error
    assert "filled.xlsx, Ratings!D12" in refused.content[0].text
    assert "very good" in refused.content[0].text
    scored = answer_call(desk, "read_scorecard", {"file": "faulty.json", "partial": True})
    assert not scored.is_error
    assert scored.structured_content["counts"]["error"] == 1
    assert any("has errors" in note for note in scored.structured_content["notes"])


def test_no_call_changes_anything_in_the_folder(assistant, folder):
    before = _state(folder)
    for tool in ("check_workbook", "read_scorecard"):
        for name in before:
            assistant.call(tool, {"file": name})
    assistant.call("list_files", {})
    assert _state(folder) == before


def test_only_workbooks_and_saved_assessments_are_read(tmp_path):
    (tmp_path / "notes.txt").write_text("private")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "notes.txt")
    desk = Desk(pcf.load(), Folders([tmp_path]))
    for name in ("notes.txt", "link.xlsx"):
        for tool in ("check_workbook", "read_scorecard"):
            result = answer_call(desk, tool, {"file": name})
            assert result.structured_content["error"]["code"] == "file-outside"
