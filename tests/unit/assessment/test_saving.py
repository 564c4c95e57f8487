from __future__ import annotations

import json
from pathlib import Path

import pytest

import pcf
from pcf.assessment import SCHEMA_VERSION, Copy, Figure, gather, read_saved, saved, score_round
from pcf.errors import SavedAssessmentError

RICH = {
    "6.2.2": {"evidence": ("said", "written"), "target": 4, "weight": "2.5", "comment": "Ё — 客户 «»", "reason": ""},
    "6.2.3": {"is_asked": False},
}


@pytest.fixture
def card(six: pcf.Taxonomy, filled):
    figures = (Figure.model_validate({"segment": "s1", "metric": "service_level", "value": "81.10", "target": 80}),)
    forms = [
        filled("3", respondent="Анна", segments="A", responses=RICH, figures=figures),
        filled("4", respondent="陈", segments="A"),
    ]
    return score_round(six, gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(forms)]))


def _written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "saved.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_what_is_saved_reads_back_equal_and_scores_the_same(card, six: pcf.Taxonomy, tmp_path: Path) -> None:
    copies = read_saved(_written(tmp_path, saved(card)))
    assert tuple(copies) == card.round.copies
    again = score_round(six, gather(copies))
    assert again.to_json() == card.to_json()
    assert saved(again) == saved(card)


def test_the_file_names_its_schema_version_and_edition(card) -> None:
    document = json.loads(saved(card))
    assert (document["schema"], document["schema_version"]) == ("pcf-assessment", SCHEMA_VERSION)
    assert document["edition"] == "7.4"
    assert document["scorecard"]["processes"]


def test_a_newer_version_is_refused_with_both_versions(card, tmp_path: Path) -> None:
    document = json.loads(saved(card)) | {"schema_version": SCHEMA_VERSION + 1}
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, json.dumps(document)))
    (finding,) = caught.value.findings
    assert finding.code == "saved-newer"
    assert (finding.facts["found"], finding.facts["supported"]) == (SCHEMA_VERSION + 1, SCHEMA_VERSION)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not json",
        "[]",
        "null",
        "7",
        '"text"',
        "{}",
        '{"schema": "pcf-assessment"}',
        '{"schema": "other", "schema_version": 1, "copies": []}',
        '{"schema": "pcf-assessment", "schema_version": "1", "copies": []}',
        '{"schema": "pcf-assessment", "schema_version": 1}',
        '{"schema": "pcf-assessment", "schema_version": 1, "copies": []}',
        '{"schema": "pcf-assessment", "schema_version": 1, "copies": 3}',
        '{"schema": "pcf-assessment", "schema_version": 1, "copies": [3]}',
        '{"schema": "pcf-assessment", "schema_version": 1, "copies": [{"file": "a"}]}',
        '{"schema": "pcf-assessment", "schema_version": 1, "copies": [{"file": "a", "assessment": []}]}',
        '{"schema": "pcf-assessment", "schema_version": 1, "copies": {"file": "a"}}',
        "[" * 100_000,
        b"\xff\xfe\x00",
        b"PK\x03\x04",
    ],
)
def test_garbage_is_refused_with_findings(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, content))
    assert {finding.code for finding in caught.value.findings} == {"saved-unreadable"}
    assert all(finding.message() for finding in caught.value.findings)


def test_a_missing_file_is_refused_the_same_way(tmp_path: Path) -> None:
    with pytest.raises(SavedAssessmentError):
        read_saved(tmp_path / "none.json")
    with pytest.raises(SavedAssessmentError):
        read_saved(tmp_path)


def test_every_broken_field_is_told_with_its_place(card, tmp_path: Path) -> None:
    document = json.loads(saved(card))
    form = document["copies"][0]["assessment"]
    form["responses"][0]["answer"] = "6"
    form["responses"][1]["weight"] = "-1"
    form["figures"][0]["value"] = "NaN"
    form["colour"] = "red"
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, json.dumps(document)))
    told = [finding.found for finding in caught.value.findings]
    assert len(told) == caught.value.facts["count"] == 4
    for place in ("responses.0.answer", "responses.1.weight", "figures.0.value", "colour"):
        assert any(text.startswith(place) for text in told), told
