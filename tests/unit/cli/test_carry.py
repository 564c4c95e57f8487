from __future__ import annotations

import json
from pathlib import Path

import pytest

import pcf
from pcf.assessment import read_saved, saved, template
from pcf.assessment.findings import SAVED_MISSING
from pcf.findings import Finding
from pcf.mapping import Practice
from pcf.mapping.sssom import write_mappings

from ..publisher_books import rows_of, write_book

KEYS = ["file", "kind", "edition_from", "edition_to", "kept", "renamed", "moved", "redefined", "dropped", "new"]
KEYS += ["unplaced", "findings"]


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "a.sssom.tsv"
    practice = Practice(id="p1", text="We settle the warranty terms", elements=["20089", "10387"])
    write_mappings(path, [practice], taxonomy=pcf.load())
    return path


def test_carry_prints_what_became_of_it(call, mapping: Path, tmp_path: Path) -> None:
    code, out, err = call("carry", mapping, "-o", tmp_path / "b.sssom.tsv", "--edition", "8.0")
    assert code == 0
    assert out.startswith("From PCF 7.4 to PCF 8.0.\nElements unchanged: 0, renamed: 1, moved: 0,")
    assert "2.3.4" in out
    assert "renamed" in out
    assert "[carried-without-place]" not in err
    assert f"Written: {tmp_path / 'b.sssom.tsv'}" in err


def test_carry_as_json(call, mapping: Path, tmp_path: Path) -> None:
    code, out, _ = call("carry", mapping, "-o", tmp_path / "b.sssom.tsv", "--edition", "8.0", "--json")
    document = json.loads(out)
    assert (code, list(document)) == (0, KEYS)
    assert "carried-without-place" in {one["code"] for one in document["findings"]}
    assert document["dropped"] == [
        {"id": "20089", "name": "Define warranty claims", "successor": None, "outside": "2.3.4"}
    ]
    assert document["unplaced"] == [{"what": "placement", "id": "20089", "edition": "7.4", "round": ""}]


def test_what_comes_home_is_not_new_and_what_is_new_or_renamed_has_its_row(call, filled, tmp_path: Path) -> None:
    a, b, c = (tmp_path / name for name in ("a.json", "b.json", "c.json"))
    a.write_text(saved(filled("3").scorecard()), encoding="utf-8")
    code, out, _ = call("carry", a, "-o", b, "--edition", "7.0")
    assert (code, "renamed" in out) == (0, True)
    assert call("carry", b, "-o", c, "--json")[0] == 0
    away = json.loads(call("carry", a, "-o", b, "--edition", "8.0", "--force", "--json")[1])
    home = json.loads(call("carry", b, "-o", c, "--force", "--json")[1])
    assert {"20089", "20092"} <= {one["id"] for one in away["dropped"]}
    assert home["new"] == []


def test_new_processes_have_their_rows(call, six, tmp_path: Path) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    form = template.empty(pcf.load("6.1.1"), round_name="2026")
    a.write_text(saved(form.scorecard()), encoding="utf-8")
    code, out, _ = call("carry", a, "-o", b)
    new = json.loads(call("carry", a, "-o", b, "--force", "--json")[1])["new"]
    assert code == 0
    assert new
    assert all(f" {one} " in out for one in new)
    assert "added" in out


def test_an_output_that_exists_or_is_the_input_or_of_another_kind_is_refused(call, mapping: Path, tmp_path) -> None:
    (tmp_path / "b.sssom.tsv").write_text("mine")
    assert call("carry", mapping, "-o", tmp_path / "b.sssom.tsv", "--edition", "8.0")[0] == 2
    assert call("carry", mapping, "-o", mapping, "--edition", "8.0", "--force")[0] == 2
    assert call("carry", mapping, "-o", tmp_path / "b.json", "--edition", "8.0")[0] == 2
    assert call("carry", tmp_path / "a.pdf", "-o", tmp_path / "b.pdf")[0] == 2
    assert (tmp_path / "b.sssom.tsv").read_text() == "mine"


def test_faults_of_the_file_leave_with_1_and_all_findings(call, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"schema": "pcf-assessment", "schema_version": 99}')
    code, out, _ = call("carry", tmp_path / "a.json", "-o", tmp_path / "b.json", "--json")
    assert (code, [one["severity"] for one in json.loads(out)["findings"]]) == (1, ["error"])


def test_a_round_that_was_saved_with_errors_keeps_them_and_leaves_with_1(call, filled, tmp_path: Path) -> None:
    card = filled("3").scorecard().with_findings([Finding(SAVED_MISSING, "a.xlsx", facts={"found": "x"})])
    (tmp_path / "a.json").write_text(saved(card), encoding="utf-8")
    code, _, err = call("carry", tmp_path / "a.json", "-o", tmp_path / "b.json", "--edition", "8.0")
    assert (code, "error: a.xlsx" in err) == (1, True)
    assert [one.code for one in read_saved(tmp_path / "b.json").findings] == [SAVED_MISSING.code]


def test_diff_checks_a_comparison(call, tmp_path: Path) -> None:
    rows = [[*row, 0, ""] for row in rows_of("7.2.1")]
    path = write_book(tmp_path / "a.xlsx", rows, cover="VERSION NUMBER 7.3.1, compared to VERSION 7.2.1")
    code, out, _ = call("diff", "7.2.1", "7.3.1", "--check", path)
    assert (code, out.splitlines()[-1]) == (0, "a.xlsx: 104 of 104 elements agree with the model.")
    rows[5][2] = "Another name"
    write_book(path, rows, cover="")
    code, out, err = call("diff", "7.2.1", "7.3.1", "--check", path, "--json")
    checked = json.loads(out)["checked"]
    assert (code, checked["file"], checked["rows"], checked["agree"]) == (0, "a.xlsx", 104, 103)
    assert [(one["what"], one["found"], one["cell"]) for one in checked["differ"]] == [("name", "Another name", "C7")]
    assert "[comparison-differs]" in err


def test_a_broken_comparison_leaves_with_1(call, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    code, out, _ = call("diff", "7.2.1", "7.3.1", "--check", tmp_path / "a.xlsx", "--json")
    assert (code, [one["code"] for one in json.loads(out)["findings"]]) == (1, ["file-is-text"])


def test_diff_says_which_edition_is_your_own_copy(call, tmp_path: Path) -> None:
    (tmp_path / "extension.yaml").write_text("id: acme\nname: Acme\n")
    write_book(tmp_path / "editions" / "9.0.xlsx", rows_of("8.0"))
    code, out, _ = call("diff", "8.0", "9.0", "--extend", tmp_path)
    assert (code, out.splitlines()[-1]) == (0, "PCF 9.0 was read from your own copy of APQC's workbook.")


def test_show_tells_the_history_of_an_element(call) -> None:
    code, out, _ = call("show", "20089", "--json")
    history = json.loads(out)["history"]
    assert (code, [one["edition"] for one in history]) == (0, ["7.0", "7.2.1", "7.3.1", "7.4", "8.0"])
    assert history[3]["change"] == "redefined"
    assert history[3]["also"] == ["renamed"]
    code, out, _ = call("show", "20089")
    assert "2.3.4 (outside customer service)" in out
    assert "new meaning, renamed" in out
