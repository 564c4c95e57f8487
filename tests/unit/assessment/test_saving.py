from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

import pcf
from pcf.assessment import (
    SCHEMA_VERSION,
    Copy,
    Counted,
    Figure,
    GroupWeight,
    Initiative,
    Observation,
    PastRound,
    findings,
    gather,
    read_saved,
    saved,
    score_round,
)
from pcf.assessment.log_rules import LogRules
from pcf.assessment.saving import is_foreign
from pcf.errors import Phrase, SavedAssessmentError
from pcf.excel.reading import cell_findings
from pcf.findings import Finding
from pcf.formula import Result
from pcf.i18n import Translator

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
    read = read_saved(_written(tmp_path, saved(card)))
    assert read.copies == card.round.copies
    again = score_round(six, gather(read.copies))
    assert again.to_json() == card.to_json()
    assert saved(again) == saved(card)


def test_what_registers_say_of_the_organisation_is_no_fault_of_the_file(six: pcf.Taxonomy, filled, tmp_path) -> None:
    seen = (Observation(id="f1", text="t", segment="s9", evidence=("e9",)),)
    form = filled("3", observations=seen, initiatives=(Initiative(id="i1", title="t", depends_on=("i9",)),))
    first = score_round(six, gather([Copy("a.xlsx", form)]))
    (again,) = read_saved(_written(tmp_path, saved(first))).copies
    assert (again.assessment.observations, again.assessment.initiatives) == (seen, form.initiatives)


def test_how_answers_combined_and_logs_were_counted_is_kept(six: pcf.Taxonomy, card, tmp_path: Path) -> None:
    rules = LogRules(
        log="contacts", is_legs=True, columns=("opened_at",), parameters={"answer_within": "20; premium: 10"},
        applied={"answer_within": "20"}, left_out=("phantom",),
    )  # fmt: skip
    counted = Counted({"s1": {"service_level": Result(80.0, n=10.0)}}, rules=(rules,))
    read = read_saved(_written(tmp_path, saved(score_round(six, card.round, consolidation="mean", counted=counted))))
    assert (read.consolidation, read.counted.rules) == ("mean", (rules,))


@pytest.mark.parametrize(("said", "read"), [(None, "median"), ("best", "median"), ("min", "min")])
def test_an_unknown_way_of_combining_is_the_usual_one(card, tmp_path: Path, said: object, read: str) -> None:
    document = json.loads(saved(card))
    document["consolidation"] = said
    assert read_saved(_written(tmp_path, json.dumps(document))).consolidation == read


@pytest.mark.parametrize(
    ("text", "expected"),
    [("[]", True), ("{}", True), ('{"schema": "other"}', True), ("{", False), ("", False), (b"\xff", False)],
)
def test_json_of_others_is_told_apart_from_what_is_broken(tmp_path: Path, text: str | bytes, *, expected: bool) -> None:
    assert is_foreign(_written(tmp_path, text)) is expected


def test_policy_weights_of_groups_and_earlier_rounds_are_kept(six: pcf.Taxonomy, filled, tmp_path: Path) -> None:
    past = PastRound(
        round="2025-Q4", edition="7.2.1", scores={"20085": Decimal("1.3333333333")}, indexes={"s1": Decimal("93.75")}
    )
    weights = (GroupWeight(element="10378", weight=Decimal("2.5")),)
    form = filled("3", but={"6.1.1": "1"}, policy="capped", group_weights=weights, history=(past,))
    first = score_round(six, gather([Copy("a.xlsx", form)]))
    (again,) = read_saved(_written(tmp_path, saved(first))).copies
    assert (again.assessment.policy, again.assessment.group_weights) == ("capped", weights)
    assert again.assessment.history == (past,)
    assert score_round(six, gather([again])).to_json() == first.to_json()


def test_the_saved_policy_is_the_one_that_was_scored_with(six: pcf.Taxonomy, filled) -> None:
    copies = gather([Copy("a.xlsx", filled("3", policy="capped"))])
    said = [json.loads(saved(score_round(six, copies, policy=asked)))["policy"] for asked in (None, "min")]
    assert said == ["capped", "min"]


COUNTED = Counted(
    {"s1": {"service_level": Result(0.1 + 0.2, n=1511, basis="census"), "abandonment_rate": Result(3.0, n=9.0)}},
    {
        "customer_satisfaction_top2": Result(82.5, n=20, basis="sample", interval=(60.0, 93.5), flags=("small_n",)),
        "first_contact_resolution": Result(None, "no_data", basis="census", missing=("resolved_first",)),
    },
    (Finding(findings.CONTACTS_WITHOUT_SEGMENT, "log.csv", facts={"found": 12}),),
)


def test_what_was_counted_from_a_log_reads_back_whole(six: pcf.Taxonomy, card, tmp_path: Path) -> None:
    counted = score_round(six, card.round, counted=COUNTED)
    read = read_saved(_written(tmp_path, saved(counted)))
    assert (read.counted.by_segment, read.counted.totals) == (COUNTED.by_segment, COUNTED.totals)
    again = score_round(six, gather(read.copies), counted=read.counted)
    for lang in ("en", "ru", "zh"):
        assert again.to_json(lang) == counted.to_json(lang)
    assert saved(again) == saved(counted)


@pytest.mark.parametrize("value", ["NaN", "Infinity", '"NaN"', '"many"', "[]"])
def test_a_counted_figure_that_is_no_number_is_refused(six: pcf.Taxonomy, card, tmp_path: Path, value: str) -> None:
    text = saved(score_round(six, card.round, counted=COUNTED))
    whole = str(0.1 + 0.2)
    assert text.count(whole) >= 1
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, text.replace(whole, value)))
    assert {finding.code for finding in caught.value.findings} == {"saved-unreadable"}


def test_findings_of_reading_are_said_again_in_every_language(six: pcf.Taxonomy, card, tmp_path: Path) -> None:
    order = Phrase("floor ≤ target ≤ stretch")
    facts = {"metric": "m", "found": Decimal("1.50"), "order": order, "cells": ("D1", "D2")}
    found = [
        Finding(cell_findings.FIGURES_ORDER, "faulty.xlsx", "Figures", "D12", facts),
        Finding(findings.SAVED_MISSING, "gone.xlsx", facts={"found": 4.0}),
    ]
    read = read_saved(_written(tmp_path, saved(card.with_findings(found))))
    assert len(read.findings) == 2
    for lang in ("en", "ru", "zh"):
        say = Translator(lang)
        assert [one.to_json(say) for one in read.findings] == [one.to_json(say) for one in found]
    again = score_round(six, gather(read.copies)).with_findings(read.findings)
    assert saved(again) == saved(card.with_findings(found))


def test_what_was_said_of_copies_left_out_is_kept(six: pcf.Taxonomy, filled, tmp_path: Path) -> None:
    copies = [Copy("a.xlsx", filled("2")), Copy("b.xlsx", filled("3")), Copy("c.xlsx", filled("2", language="ru"))]
    first = score_round(six, gather(copies))
    read = read_saved(_written(tmp_path, saved(first)))
    assert [(one.code, one.file) for one in read.findings] == [
        ("copies-conflict", "b.xlsx"),
        ("same-copy-twice", "c.xlsx"),
    ]
    again = score_round(six, gather(read.copies)).with_findings(read.findings)
    assert again.to_json() == first.to_json()


@pytest.mark.parametrize("sentence", ["{found.__class__}", "{found:>999999999}", "{found!r}", "{gone}", "{}", "{", "}"])
def test_a_sentence_that_names_no_fact_is_refused(card, tmp_path: Path, sentence: str) -> None:
    found = [Finding(findings.SAVED_MISSING, facts={"found": "x"})]
    document = json.loads(saved(card.with_findings(found)))
    document["findings"][0]["message"] = sentence
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, json.dumps(document)))
    assert {finding.code for finding in caught.value.findings} == {"saved-unreadable"}


def _add(name: str, item: dict[str, object]):
    return lambda form: form[name].append(item)


STRANGE = {
    "an element that is no process": (_add("responses", {"element": "10379"}), "10379", "saved-id-unknown"),
    "an element of no edition": (_add("responses", {"element": "99999"}), "99999", "saved-id-unknown"),
    "an answer twice": (lambda form: form["responses"].append(form["responses"][0]), "", "saved-id-twice"),
    "an activity that is none": (_add("ticks", {"item": "10388"}), "10388", "saved-id-unknown"),
    "a practice of an element outside": (
        _add("practices", {"id": "p1", "text": "t", "elements": ["20109"]}),
        "20109",
        "saved-id-unknown",
    ),
    "a practice with a suggestion outside": (
        _add("practices", {"id": "p1", "text": "t", "placements": [{"element": "20109", "confidence": "0.5"}]}),
        "20109",
        "saved-id-unknown",
    ),
    "a placement without a place": (
        _add(
            "unplaced",
            {"edition": "7.4", "link": {"kept_in": "practices", "id": "p9", "placement": {"element": "99999"}}},
        ),
        "99999",
        "saved-id-unknown",
    ),
    "a metric": (_add("figures", {"segment": "s1", "metric": "speed_of_light"}), "speed_of_light", "saved-id-unknown"),
    "a segment": (_add("figures", {"segment": "s9", "metric": "service_level"}), "s9", "saved-id-unknown"),
    "a figure twice": (
        _add("figures", {"segment": "s1", "metric": "service_level"}),
        "s1 / service_level",
        "saved-id-twice",
    ),
    "a segment twice": (_add("segments", {"id": "s1", "name": "B"}), "s1", "saved-id-twice"),
    "a weight of a process": (_add("group_weights", {"element": "10388", "weight": 2}), "10388", "saved-id-unknown"),
    "a weight of no element": (_add("group_weights", {"element": "99999", "weight": 2}), "99999", "saved-id-unknown"),
    "two weights of a group": (
        lambda form: form.update(group_weights=[{"element": "10378", "weight": 2}] * 2),
        "10378",
        "saved-id-twice",
    ),
    "an edition": (lambda form: form.update(edition="5.0"), "5.0", "saved-edition-unknown"),
    "evidence of a group": (_add("evidence", {"id": "e1", "title": "t", "processes": ["10378"]}), "10378",
                            "saved-id-unknown"),
    "an observation of nothing": (_add("observations", {"id": "f1", "text": "t", "processes": ["99999"]}), "99999",
                                  "saved-id-unknown"),
    "an initiative for a metric": (_add("initiatives", {"id": "i1", "title": "t", "metric": "speed_of_light"}),
                                   "speed_of_light", "saved-id-unknown"),
    "two entries of one id": (lambda form: form.update(evidence=[{"id": "e1", "title": "t"}] * 2), "e1",
                              "saved-id-twice"),
    "an agreement on a group": (_add("agreed", {"element": "10378", "answer": "3"}), "10378", "saved-id-unknown"),
    "two agreements": (lambda form: form.update(agreed=[{"element": "10388", "answer": "3"}] * 2), "10388",
                       "saved-id-twice"),
    "an answer in a workshop": (
        lambda form: form.update(respondents=[{"edition": "7.4", "responses": [{"element": "10378"}]}]), "10378",
        "saved-id-unknown",
    ),
    "the edition of a respondent": (lambda form: form.update(respondents=[{"edition": "5.0"}]), "5.0",
                                    "saved-edition-unknown"),
    "an answer without a place of no edition": (
        _add("unplaced", {"edition": "7.4", "response": {"element": "99999", "answer": "3"}}), "99999",
        "saved-id-unknown",
    ),
    "a tick without a place": (_add("unplaced", {"edition": "7.4", "tick": {"item": "99999.1a"}}), "99999",
                               "saved-id-unknown"),
    "a figure without a place": (
        _add("unplaced", {"edition": "7.4", "figure": {"segment": "x", "metric": "speed_of_light"}}), "speed_of_light",
        "saved-id-unknown",
    ),
    "a link without a place": (
        _add("unplaced", {"edition": "7.4", "link": {"kept_in": "practices", "id": "p9", "element": "99999"}}),
        "99999", "saved-id-unknown",
    ),
    "the edition of what has no place": (_add("unplaced", {"edition": "5.0"}), "5.0", "saved-id-unknown"),
    "the wording of nothing": (lambda form: form.update(wording={"99999": "x"}), "99999", "saved-id-unknown"),
}  # fmt: skip


@pytest.mark.parametrize("case", STRANGE)
def test_what_the_edition_or_the_form_does_not_have_is_an_error(card, tmp_path: Path, case: str) -> None:
    change, found, code = STRANGE[case]
    document = json.loads(saved(card))
    change(document["copies"][0]["assessment"])
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, json.dumps(document)))
    (finding,) = caught.value.findings
    assert (finding.code, finding.file) == (code, "saved.json")
    assert finding.found == (found or document["copies"][0]["assessment"]["responses"][0]["element"])
    assert "{" not in finding.message(Translator("ru"))


@pytest.mark.parametrize("past", [{"edition": "5.0"}, {"edition": "7.4", "scores": {"99999": "3"}}])
def test_an_earlier_round_of_what_its_edition_does_not_have_is_an_error(card, tmp_path: Path, past) -> None:
    document = json.loads(saved(card))
    document["copies"][0]["assessment"]["history"] = [{"round": "2025"} | past]
    with pytest.raises(SavedAssessmentError):
        read_saved(_written(tmp_path, json.dumps(document)))


def test_counted_figures_of_unknown_metrics_and_segments_are_errors(card, tmp_path: Path) -> None:
    document = json.loads(saved(card))
    document["counted"] = {
        "by_segment": {"s7": {"service_level": {"value": 1}}},
        "totals": {"speed_of_light": {"value": 1}},
    }
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, json.dumps(document)))
    assert [(one.code, one.found) for one in caught.value.findings] == [
        ("saved-id-unknown", "speed_of_light"),
        ("saved-id-unknown", "s7"),
    ]


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
    assert codes_at(tmp_path / ("x" * 5000 + ".json")) == ["file-unreadable"]
    assert codes_at(_written(tmp_path, "")) == ["file-empty"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_and_nobody_waits_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert codes_at(tmp_path / "pipe.json") == ["file-is-device"]
    assert not is_foreign(tmp_path / "pipe.json")


def codes_at(path: Path) -> list[str]:
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(path)
    return [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize("number", ["1e999999", "1e999999999", "0e999999999", "1e-999999999", "9" * 200])
def test_numbers_that_nothing_can_be_computed_with_are_told_with_their_places(card, tmp_path: Path, number) -> None:
    document = json.loads(saved(card))
    form = document["copies"][0]["assessment"]
    form["reasons"] = [{"id": "late", "words": "1e999999", "self_service_cost": number}]
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, json.dumps(document)))
    found = [str(finding.facts["found"]) for finding in caught.value.findings]
    assert [one.partition(":")[0] for one in found] == ["copies.0.assessment.reasons.0.self_service_cost"]
    assert len(found[0]) < 100


def test_every_broken_field_is_told_with_its_place(card, tmp_path: Path) -> None:
    document = json.loads(saved(card))
    form = document["copies"][0]["assessment"]
    form["responses"][0]["answer"] = "6"
    form["responses"][1]["weight"] = "-1"
    form["figures"][0]["value"] = "NaN"
    form["colour"] = "red"
    form["policy"] = "best"
    form["group_weights"] = [{"element": "10378", "weight": -1}]
    form["history"] = [{"round": "last year", "edition": "7.4"}]
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, json.dumps(document)))
    told = [finding.found for finding in caught.value.findings]
    assert len(told) == caught.value.facts["count"] == 7
    places = ("responses.0.answer", "responses.1.weight", "figures.0.value", "colour")
    for place in (*places, "policy", "group_weights.0.weight", "history.0.round"):
        assert any(text.startswith(place) for text in told), told


def test_a_policy_that_was_asked_for_is_kept_beside_the_copies(six: pcf.Taxonomy, filled, tmp_path: Path) -> None:
    gathered = gather([Copy("a.xlsx", filled("3", but={"6.1.1": "1"}, policy="capped"))])
    first = score_round(six, gathered, policy="min")
    read = read_saved(_written(tmp_path, saved(first)))
    assert (read.copies, read.policy) == (gathered.copies, "min")
    assert score_round(six, gather(read.copies), policy=read.policy).to_json() == first.to_json()
    assert codes_of(gather([*gathered.copies, *read.copies])) == ["same-copy-twice"]


def test_a_policy_that_the_forms_say_themselves_was_not_asked_for(six: pcf.Taxonomy, filled, tmp_path: Path) -> None:
    for policy in (None, "capped"):
        form = filled("3", policy=policy)
        assert read_saved(_written(tmp_path, saved(score_round(six, gather([Copy("a", form)]))))).policy is None


def codes_of(gathered) -> list[str]:
    return [finding.code for finding in gathered.findings]
