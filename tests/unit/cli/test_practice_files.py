"""Files of practices on the command line: what was decided stays, in the edition of the files, with an id each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pcf.excel import read_practices, write_practice_list
from pcf.mapping import Placement, Practice
from pcf.mapping.sssom import read_mappings, write_mappings
from pcf.taxonomy import load

from ..practised import COMPLAINTS, RETURNS, hint, no, put

WARRANTY = "20089"  # since 7.4 it means something else; in 8.0 it stands outside customer service
STRATEGY = "10378"  # renamed in 7.4
DECIDED = Practice(id="own_7", text="Разбираем жалобы", unit="Retail", placements=(put(COMPLAINTS, "same"),))
OPEN = Practice(id="p9", text="Принимаем возвраты в магазине", placements=(hint(COMPLAINTS, "0.11"), no(None)))


def _list(path: Path, *practices: Practice, edition: str = "7.4") -> Path:
    if path.suffix == ".xlsx":
        write_practice_list(path, practices, edition=edition, lang="en")
    else:
        write_mappings(path, practices, taxonomy=load(edition))
    return path


def _codes(out: str) -> list[str]:
    return [one["code"] for one in json.loads(out)["findings"]]


@pytest.mark.parametrize("name", ["list.xlsx", "map.sssom.tsv"])
def test_own_files_give_their_ids_and_decisions_and_fresh_suggestions(call, tmp_path, name):
    path, out = _list(tmp_path / name, DECIDED, OPEN), tmp_path / "next.sssom.tsv"
    code, said, err = call("suggest", "--file", path, "-o", out, "--json")
    items = {item["practice"]: item for item in json.loads(said)["items"]}
    assert (code, set(items)) == (0, {"own_7", "p9"})
    assert [one["element"] for one in items["own_7"]["placements"]] == [COMPLAINTS]
    made = {one.id: one for one in read_mappings(out, load()).practices}
    assert made["own_7"] == DECIDED
    suggested = [one for one in made["p9"].placements if one.decision is None]
    assert suggested[0].element == RETURNS
    assert hint(COMPLAINTS, "0.11") not in suggested
    assert no(None) in made["p9"].placements
    assert "statements-sheet-chosen" not in err


def test_an_assessment_gives_its_practices_and_not_its_elements(call):
    from pcf import _resources

    path = _resources.example() / "assessment.xlsx"
    _, out, _ = call("suggest", "--file", path, "--json")
    assert {item["practice"] for item in json.loads(out)["items"]} == {one.id for one in read_practices(path).practices}


@pytest.mark.parametrize("option", ["--column", "--sheet", "--encoding"])
def test_how_to_read_is_asked_of_lists_alone(call, tmp_path, option):
    for said in (("We answer",), ("--file", _list(tmp_path / "list.xlsx", OPEN))):
        code, out, err = call("suggest", *said, option, "B")
        assert (code, out) == (2, "")
        assert option in err
        assert "statements" in err


@pytest.mark.parametrize("option", [("--reviewer", "Ann"), ("--date", "2026-10-31")])
def test_who_and_when_are_refused_without_a_line(call, tmp_path, option):
    code, out, err = call("practices", _list(tmp_path / "list.xlsx", OPEN), *option)
    assert (code, out) == (2, "")
    assert "--accept" in err


@pytest.mark.parametrize(
    "share", ["nan", "NaN", "sNaN", "inf", "-inf", "85", "-0.1", "1.0001", "0,85", "", "x", "1e-99"]
)
def test_a_line_that_is_no_share_is_wrong_usage(call, tmp_path, share):
    code, out, err = call("practices", _list(tmp_path / "list.xlsx", OPEN), "--accept", share, "--reviewer", "Ann")
    assert (code, out) == (2, "")
    assert "--accept" in err


@pytest.mark.parametrize(
    ("share", "reason"), [("0.1", "0.1"), (".110", "0.11"), ("0", "0"), ("-0", "0"), ("1e-1", "0.1")]
)
def test_the_line_is_as_exact_as_typed(call, tmp_path, share, reason):
    path = _list(tmp_path / "list.xlsx", OPEN.model_copy(update={"placements": (hint(COMPLAINTS, "0.11"),)}))
    _, out, _ = call("practices", path, "--accept", share, "--reviewer", "Ann", "--json")
    (practice,) = json.loads(out)["practices"]
    assert practice["placements"][0]["reason"] == f"confidence >= {reason}"
    assert practice["placements"][0]["confidence"] == 0.11


@pytest.mark.parametrize("name", ["list.xlsx", "map.sssom.tsv"])
def test_the_edition_of_the_file_is_used_and_said(call, tmp_path, name):
    path = _list(tmp_path / name, Practice(id="p1", text="Warranties", placements=(put(WARRANTY),)), edition="7.3.1")
    for command in (("practices", path), ("suggest", "--file", path), ("suggest", "We answer", "--known", path)):
        code, out, err = call(*command, "--json")
        assert (code, json.loads(out)["edition"]) == (0, "7.3.1")
        assert "practice-edition-of-files" in _codes(out)
        assert "meant-otherwise" not in err
    out = tmp_path / "next.xlsx"
    call("practices", path, "-o", out)
    call("practices", out, "-o", tmp_path / "again.sssom.tsv")
    assert "7.3.1" in (tmp_path / "again.sssom.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["list.xlsx", "map.sssom.tsv"])
def test_in_another_edition_what_changed_is_told_and_nothing_twice(call, tmp_path, name):
    practices = [
        Practice(id="p1", text="Warranties", placements=(put(WARRANTY),)),
        Practice(id="p2", text="Plans", placements=(put(STRATEGY),)),
    ]
    path = _list(tmp_path / name, *practices, edition="7.3.1")
    code, out, _ = call("practices", path, "--edition", "7.4", "--json")
    assert (code, json.loads(out)["edition"]) == (0, "7.4")
    assert sum("meant-otherwise" in one for one in _codes(out)) == 1
    assert _codes(out).count("practice-element-renamed") == 1


@pytest.mark.parametrize("name", ["list.xlsx", "map.sssom.tsv"])
def test_a_placement_without_a_place_is_told_and_its_practice_gets_suggestions(call, tmp_path, name):
    path = _list(tmp_path / name, Practice(id="p1", text="Принимаем возвраты", placements=(put(WARRANTY),)))
    code, out, _ = call("practices", path, "--edition", "8.0", "--json")
    assert code == 0
    assert _codes(out).count("practice-element-without-place") == 1
    assert json.loads(out)["coverage"]["not_in_edition"] == [{"id": WARRANTY, "practices": ["p1"]}]
    for command in (("practices", path), ("suggest", "--file", path)):
        book = tmp_path / f"{command[0]}.xlsx"
        code, out, _ = call(*command, "--edition", "8.0", "-o", book, "--json")
        assert (code, "practice-placements-left-out" in _codes(out)) == (0, True)
        (made,) = read_practices(book).practices
        assert WARRANTY not in [one.element for one in made.placements]
        assert bool(made.placements) == (command[0] == "suggest")
    kept = tmp_path / "kept.sssom.tsv"
    call("practices", path, "--edition", "8.0", "-o", kept)
    assert read_mappings(kept, load("8.0")).practices[0].elements == (WARRANTY,)


def test_what_was_known_of_another_edition_can_be_written_in_this_one(call, tmp_path):
    known = _list(tmp_path / "known.xlsx", Practice(id="p1", text="Принимаем возвраты", placements=(put(WARRANTY),)))
    book = tmp_path / "out.xlsx"
    code, _, err = call("suggest", "Принимаем возвраты", "--known", known, "--edition", "8.0", "-o", book)
    assert code == 0
    assert "practice-element-without-place" in err
    assert read_practices(book).practices[0].placements[0].decision is None


def test_files_of_several_editions_are_told_and_the_newest_is_used(call, tmp_path):
    old = _list(tmp_path / "old.xlsx", Practice(id="p1", text="Plans", placements=(put(STRATEGY),)), edition="7.3.1")
    new = _list(tmp_path / "new.sssom.tsv", OPEN)
    code, out, _ = call("practices", old, new, "--json")
    assert (code, json.loads(out)["edition"]) == (0, "7.4")
    assert {"practice-several-editions", "practice-element-renamed"} <= set(_codes(out))
    _, out, _ = call("practices", old, new, "--edition", "7.3.1", "--json")
    assert "practice-several-editions" not in _codes(out)


@pytest.mark.parametrize("name", ["out.xlsx", "out.sssom.tsv"])
def test_lists_with_the_same_ids_are_put_together(call, tmp_path, name):
    first = _list(tmp_path / "first.xlsx", OPEN.model_copy(update={"id": "p1"}), DECIDED)
    second = _list(tmp_path / "second.xlsx", Practice(id="p1", text="We write"), DECIDED)
    out = tmp_path / name
    code, said, err = call("practices", first, second, "-o", out)
    assert code == 0
    assert "p1_2" in said
    assert "practice-id-changed" in err
    made = read_practices(out).practices if name.endswith("xlsx") else read_mappings(out, load()).practices
    assert {(one.id, one.text) for one in made} == {
        ("p1", OPEN.text),
        ("p1_2", "We write"),
        ("own_7", DECIDED.text),
    }


def test_decisions_that_contradict_are_faults_and_nothing_is_written(call, tmp_path):
    against = DECIDED.model_copy(update={"placements": (no(COMPLAINTS).model_copy(update={"relation": "same"}),)})
    first, second = _list(tmp_path / "first.xlsx", DECIDED), _list(tmp_path / "second.sssom.tsv", against)
    out = tmp_path / "out.xlsx"
    code, said, _ = call("practices", first, second, "-o", out, "--json")
    assert (code, out.exists()) == (1, False)
    assert "practice-decided-both-ways" in _codes(said)
    assert call("suggest", "We answer", "--known", first, "--known", second)[0] == 1


def test_the_faults_of_all_files_are_told_in_one_run(call, tmp_path):
    bad = tmp_path / "bad.sssom.tsv"
    bad.write_text("subject_id\tobject_id\npractice:p1\tpcf:99999\n", encoding="utf-8")
    text = tmp_path / "bad.xlsx"
    text.write_text("no workbook", encoding="utf-8")
    code, out, _ = call("practices", bad, text, tmp_path / "none.xlsx", "--json")
    files = {one["file"] for one in json.loads(out)["findings"] if one["severity"] == "error"}
    assert (code, files) == (1, {"bad.sssom.tsv", "bad.xlsx", "none.xlsx"})
    code, out, _ = call("suggest", "--file", tmp_path / "none.txt", "--known", bad, "--json")
    files = {one["file"] for one in json.loads(out)["findings"] if one["severity"] == "error"}
    assert (code, files) == (1, {"bad.sssom.tsv", "none.txt"})


def test_a_typed_statement_is_cleaned_as_one_from_a_file(call):
    code, out, _ = call("suggest", " We\u00a0answer\x07 \udc80complaints\u200b ", "\x07", "--json")
    assert code == 0
    assert [item["text"] for item in json.loads(out)["items"]] == ["We answer complaints"]
    assert call("suggest", "\x07\udc80")[0] == 2


@pytest.mark.parametrize("command", [("suggest", "--file", "."), ("outline", "."), ("practices", ".")])
def test_a_folder_without_a_name_is_named_as_typed(call, command):
    code, out, _ = call(*command, "--json")
    assert (code, json.loads(out)["error"]["facts"]["path"]) == (1, ".")


def test_the_document_says_where_each_statement_stands(call, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Id;What we do\nx1;We answer complaints\nx2;We accept returns\n", encoding="utf-8")
    _, out, _ = call("suggest", "--file", path, "--json")
    assert [(one["practice"], one["place"]) for one in json.loads(out)["items"]] == [("x1", "2:B"), ("x2", "3:B")]
    _, out, _ = call("suggest", "We answer", "--json")
    assert [(one["practice"], one["place"]) for one in json.loads(out)["items"]] == [("p1", None)]


def test_the_table_of_many_names_their_ids(call, tmp_path):
    path = tmp_path / "list.csv"
    rows = "".join(f"own_{number};We accept returns {number}\n" for number in range(8))
    path.write_text(f"Id;What we do\n{rows}", encoding="utf-8")
    _, out, _ = call("suggest", "--file", path)
    assert [line.split()[0] for line in out.splitlines() if "returns" in line] == [f"own_{n}" for n in range(8)]


@pytest.mark.parametrize("command", [("practices",), ("suggest", "--file")])
def test_what_reading_found_comes_before_the_result(monkeypatch, call, tmp_path, command):
    from importlib import import_module

    said = []
    module = import_module(f"pcf.cli.commands.{command[0]}")
    monkeypatch.setattr(module, "print_findings", lambda *_: said.append("findings"))
    monkeypatch.setattr(module, "print_json", lambda *_: said.append("result"))
    call(*command, _list(tmp_path / "list.xlsx", OPEN), "--json")
    assert said == ["findings", "result"]


@pytest.mark.parametrize("option", ["--practices", "--from"])
def test_a_new_assessment_tells_which_practices_mean_something_else_now(call, tmp_path, option):
    from pcf.assessment import template
    from pcf.excel import write_workbook

    practice = Practice(id="p1", text="Warranties", placements=(Placement(element=WARRANTY, decision="accepted"),))
    old = tmp_path / "old.xlsx"
    form = template.empty(load("7.3.1")).model_copy(update={"practices": (practice,)})
    write_workbook(old, form, lang="en")
    code, out, _ = call("template", tmp_path / "new.xlsx", option, old, "--json")
    assert code == 0
    assert _codes(out).count("practice-element-meant-otherwise") == 1
