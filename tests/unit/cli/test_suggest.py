"""``pcf suggest`` and ``pcf practices``: statements in, decisions out and back, in one afternoon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pcf.mapping.sssom import read_mappings
from pcf.taxonomy import load

LINES = "Разбираем жалобы, ответ клиенту за 3 дня\nНачисляем зарплату\n给客服排班\n\nRegister warranty claims\n"


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "lines.txt"
    path.write_text(LINES, encoding="utf-8")
    return path


def test_the_document_has_the_promised_keys(call):
    code, out, err = call("suggest", "Разбираем жалобы, ответ клиенту за 3 дня", "Начисляем зарплату", "--json")
    made = json.loads(out)
    assert (code, err) == (0, "")
    assert [item["text"] for item in made["items"]] == [
        "Разбираем жалобы, ответ клиенту за 3 дня",
        "Начисляем зарплату",
    ]
    first, second = made["items"]
    assert first.keys() >= {"text", "suggestions", "none"}
    assert first["suggestions"][0].keys() >= {"id", "hierarchy_id", "confidence", "why"}
    assert (first["suggestions"][0]["id"], first["suggestions"][0]["hierarchy_id"]) == ("10389", "6.2.3")
    assert first["none"] < 0.1 < 0.9 < second["none"]
    assert second["field"] in {"hr", "finance"}


def test_words_without_quotation_marks_are_one_statement(call):
    _, out, _ = call("suggest", "we", "answer", "complaints", "--json")
    assert [item["text"] for item in json.loads(out)["items"]] == ["we answer complaints"]
    _, out, _ = call("suggest", "受理投诉", "退货审核", "--json")
    assert [item["text"] for item in json.loads(out)["items"]] == ["受理投诉", "退货审核"]


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_people_get_a_table_in_their_language(call, lang):
    code, out, _ = call("suggest", "Register warranty claims", "--lang", lang)
    assert code == 0
    assert load(lang=lang)["20096"].name.split()[0] in out
    assert "{" not in out


def test_many_statements_are_one_table(call, lines, tmp_path):
    more = tmp_path / "many.txt"
    more.write_text("\n".join(f"Принимаем возвраты в магазине {sign}" for sign in "абвгдежз"), encoding="utf-8")
    code, out, _ = call("suggest", "--file", more)
    assert code == 0
    assert out.count("6.2.4") >= 8


def test_limit_is_kept(call):
    _, out, _ = call("suggest", "Register warranty claims", "--limit", 1, "--json")
    assert len(json.loads(out)["items"][0]["suggestions"]) == 1
    assert call("suggest", "x", "--limit", 0)[0] == 2


@pytest.mark.parametrize("arguments", [(), ("x", "--file", "y.txt"), ("", " ")])
def test_statements_or_a_file_must_be_given(call, arguments):
    code, _, err = call("suggest", *arguments)
    assert code == 2
    assert err


@pytest.mark.parametrize("name", ["out.csv", "out.tsv", "out"])
def test_other_outputs_are_refused_before_any_work(call, lines, tmp_path, name):
    code, _, err = call("suggest", "--file", lines, "-o", tmp_path / name)
    assert (code, "output-suffix" in err or ".sssom.tsv" in err) == (2, True)
    assert not (tmp_path / name).exists()


def test_outputs_that_exist_need_force_and_inputs_are_never_written(call, lines, tmp_path):
    out = tmp_path / "out.sssom.tsv"
    assert call("suggest", "--file", lines, "-o", out)[0] == 0
    first = out.read_bytes()
    assert call("suggest", "--file", lines, "-o", out)[0] == 2
    assert out.read_bytes() == first
    assert call("suggest", "--file", lines, "-o", out, "--force")[0] == 0
    assert call("suggest", "--file", lines, "--known", out, "-o", out, "--force")[0] == 2


def test_a_missing_list_is_a_fault_of_the_input(call, tmp_path):
    code, out, _ = call("suggest", "--file", tmp_path / "none.txt", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "statements-faults"


def test_a_list_becomes_a_workbook_is_decided_and_becomes_a_mapping(call, lines, tmp_path):
    book, mapping = tmp_path / "list.xlsx", tmp_path / "decided.sssom.tsv"
    code, _, err = call("suggest", "--file", lines, "-o", book, "--lang", "ru")
    assert code == 0
    assert "statements-blank-rows" in err
    code, out, _ = call(
        "practices", book, "--accept", 0.7, "--reviewer", "Анна", "--date", "2026-10-31", "-o", mapping, "--json"
    )
    made = json.loads(out)
    assert code == 0
    assert made.keys() >= {"edition", "practices", "coverage", "findings"}
    read = {practice.text: practice for practice in read_mappings(mapping, load()).practices}
    assert set(read) == {line for line in LINES.splitlines() if line}
    assert read["给客服排班"].elements == ("10391",)
    assert read["Register warranty claims"].elements == ("20096",)
    assert not read["Начисляем зарплату"].is_decided
    accepted = next(one for one in read["给客服排班"].placements if one.decision)
    assert (accepted.reviewer, accepted.date, accepted.reason) == ("Анна", "2026-10-31", "confidence >= 0.7")
    assert [one["id"] for one in made["coverage"]["processes"] if one["practices"]]


def test_what_was_decided_helps_the_next_list(call, tmp_path, lines):
    book, mapping = tmp_path / "list.xlsx", tmp_path / "decided.sssom.tsv"
    call("suggest", "--file", lines, "-o", book)
    call("practices", book, "--accept", 0.7, "--reviewer", "Ann", "-o", mapping)
    _, out, _ = call("suggest", "给客服排班。", "--known", mapping, "--json")
    item = json.loads(out)["items"][0]
    assert item["suggestions"][0]["reasons"]["accepted"] == ["给客服排班"]
    assert [one["element"] for one in item["placements"]] == ["10391"]


def test_the_line_needs_a_name(call, tmp_path, lines):
    book = tmp_path / "list.xlsx"
    call("suggest", "--file", lines, "-o", book)
    code, _, err = call("practices", book, "--accept", 0.7)
    assert code == 2
    assert "--reviewer" in err
    assert call("practices", book, "--accept", 1.5, "--reviewer", "Ann")[0] == 2
    assert call("practices", book, "--accept", 0.5, "--reviewer", "Ann", "--date", "31.10.2026")[0] == 2


def test_faults_of_a_mapping_are_all_told(call, tmp_path):
    bad = tmp_path / "bad.sssom.tsv"
    bad.write_text("subject_id\tobject_id\npractice:p1\tpcf:99999\n", encoding="utf-8")
    code, out, _ = call("practices", bad, "--json")
    told = json.loads(out)
    assert code == 1
    assert told["error"]["code"] == "mapping-faults"
    assert len(told["findings"]) >= 2


def test_practices_of_an_assessment_are_read(call):
    from pcf import _resources

    code, out, _ = call("practices", _resources.example() / "assessment.xlsx", "--json")
    assert code == 0
    assert json.loads(out)["practices"]
