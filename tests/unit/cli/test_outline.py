"""``pcf outline``: what it prints, in JSON and for people, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

LISTINGS = Path(__file__).parents[2] / "fixtures" / "listings"
KEYS = {
    "edition", "codes", "matched", "names_differ", "duplicates", "conflicts", "unknown", "ignored_lines",
    "editions", "missing", "metric_counts", "findings", "confidence", "tied", "doubled", "unnamed",
}  # fmt: skip


def test_the_document_has_the_promised_keys(call):
    code, out, err = call("outline", LISTINGS / "zh_mindmap.txt", "--json")
    made = json.loads(out)
    assert (code, err) == (0, "")
    assert made.keys() >= KEYS
    assert (made["edition"], made["codes"], made["matched"]) == ("7.0", 7, 0)
    assert made["conflicts"][0]["codes"] == ["6.3.3"]
    assert made["ignored_lines"][0] == {"line": 1, "text": "客户服务（L1-L4）", "why": "title"}
    assert {"id": "7.0", "codes": 7, "codes_known": 7, "names_agree": 0} in made["editions"]


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize("name", ["zh_mindmap.txt", "ru_web.txt", "en_markdown.md", "apqc_layout.xlsx"])
def test_people_get_a_summary_and_tables(call, name, lang):
    code, out, _ = call("outline", LISTINGS / name, "--lang", lang)
    assert code == 0
    assert name in out
    assert "{" not in out


def test_the_edition_can_be_named(call):
    _, out, _ = call("outline", LISTINGS / "en_markdown.md", "--json", "--edition", "7.2.1")
    assert json.loads(out)["edition"] == "7.2.1"


def test_another_category_is_said_and_is_no_failure(call):
    code, out, err = call("outline", LISTINGS / "en_other_category.txt")
    assert code == 0
    assert "no edition" in out
    assert "[other-names]" in err


@pytest.mark.parametrize(("content", "code"), [(b"", "file-empty"), (b"just words", "nothing-recognised"), (b"\x00\x01", "not-a-text")])  # fmt: skip
def test_faults_of_the_file_exit_with_1(call, tmp_path, content, code):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    exit_code, out, _ = call("outline", path, "--json")
    assert exit_code == 1
    assert [one["code"] for one in json.loads(out)["findings"]] == [code]


def test_a_folder_and_a_missing_file_are_told(call, tmp_path):
    assert call("outline", tmp_path)[0] == 1
    assert call("outline", tmp_path / "none.txt")[0] == 1


def test_an_encoding_that_is_none_is_wrong_usage(call):
    assert call("outline", LISTINGS / "ru_table.csv", "--encoding", "nonsense")[0] == 2


def test_the_listing_is_written_as_a_mapping(call, tmp_path):
    out = tmp_path / "list.sssom.tsv"
    code, _, err = call("outline", LISTINGS / "en_markdown.md", "-o", out)
    assert code == 0, err
    text = out.read_text(encoding="utf-8")
    assert "10389" in text
    assert "pcf outline" in text


def test_an_output_that_exists_or_is_the_input_is_refused(call, tmp_path):
    out = tmp_path / "list.tsv"
    out.write_text("6.2\tContacts\n", encoding="utf-8")
    assert call("outline", LISTINGS / "en_markdown.md", "-o", out)[0] == 2
    assert call("outline", out, "-o", out, "--force")[0] == 2
    assert out.read_text(encoding="utf-8") == "6.2\tContacts\n"


def test_a_listing_of_no_edition_is_not_written(call, tmp_path):
    out = tmp_path / "list.sssom.tsv"
    assert call("outline", LISTINGS / "en_other_category.txt", "-o", out)[0] == 2
    assert not out.exists()
