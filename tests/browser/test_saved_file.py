"""Package and browser read each other's saved assessments, and the browser opens anything else without harm."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

import pcf
from pcf import _resources
from pcf.assessment import SCHEMA_VERSION, Assessment, Copy, gather, read_saved, saved, score_round
from pcf.assessment.wording import wording_of
from pcf.cli.main import run
from pcf.excel import read_workbook
from pcf.ids import LANGUAGES
from pcf.maturity import CONSOLIDATIONS

from .engine import as_form, some_form, with_engine
from .test_score import TREES, tree

pytestmark = pytest.mark.long
FORMS = 60
WRITE = "forms => forms.map((form) => pcf.saved.write(pcf.data.assessment, form))"
READ = "texts => texts.map((text) => pcf.saved.read(pcf.data.assessment, text))"
MERIDIAN = _resources.checkout() / "examples" / "meridian"


@pytest.fixture
def engine(page):
    return with_engine(page, "en", "score", "saved")


def spoken(form: Assessment) -> Assessment:
    """Return what the package should read back: every form of the page says how processes combine."""
    wording = wording_of(pcf.load(lang=form.language))
    return form.model_copy(update={"policy": form.policy or "mean", "wording": wording})


def package_file(*forms: Assessment, how: str = "median", policy: str | None = None) -> str:
    copies = [Copy(f"{place}.xlsx", form) for place, form in enumerate(forms)]
    return saved(score_round(pcf.load(), gather(copies), consolidation=how, policy=policy))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_package_reads_what_the_browser_writes(lang, page, tmp_path: Path):
    engine, random = with_engine(page, lang, "score", "saved"), Random(9)
    forms = [some_form(random, pcf.load(), lang) for _ in range(FORMS)]
    path = tmp_path / "mine.json"
    for form, text in zip(forms, engine.evaluate(WRITE, [as_form(form) for form in forms]), strict=True):
        path.write_text(text, encoding="utf-8")
        read = read_saved(path)
        assert read.findings == ()
        assert [copy.assessment for copy in read.copies] == [spoken(form)]
        assert read.policy is None, "the form says how processes combine, so nothing has to be remembered beside it"


def test_what_the_browser_writes_it_reads_back_the_same(engine):
    random = Random(10)
    forms = [as_form(some_form(random, pcf.load())) for _ in range(FORMS)]
    read = engine.evaluate(READ, engine.evaluate(WRITE, forms))
    assert [one["form"] for one in read] == forms
    assert not any(one["problems"] for one in read)


def test_commands_take_the_file_without_a_finding(engine, tmp_path: Path, capsys):
    first, second = (some_form(Random(seed), pcf.load()) for seed in (11, 12))
    forms = [form.model_copy(update={"round": name}) for form, name in ((first, "2025"), (second, "2026"))]
    paths = [tmp_path / "old.json", tmp_path / "new.json"]
    for path, text in zip(paths, engine.evaluate(WRITE, [as_form(form) for form in forms]), strict=True):
        path.write_text(text, encoding="utf-8")
    commands = (
        ("assess", paths[1], "--json"),
        ("compare", *paths, "--json"),
        ("template", tmp_path / "next.xlsx", "--from", paths[1], "--round", "2027", "--json"),
    )
    for command in commands:
        assert run([str(part) for part in command]) == 0
        printed = json.loads(capsys.readouterr().out)
        findings = printed.get("findings", [])
        assert not [one for one in findings if one["severity"] == "error"]
        assert command[0] != "template" or findings == []
    carried = read_workbook(tmp_path / "next.xlsx")
    assert {one.element for one in carried.responses} == {one.element for one in forms[1].responses}


def test_the_browser_reads_a_form_that_the_package_saved(engine):
    form = read_workbook(MERIDIAN / "assessment.xlsx")
    (read,) = engine.evaluate(READ, [package_file(form, policy="capped")])
    card = score_round(pcf.load(), gather([Copy("", form)]), policy="capped")
    assert engine.evaluate(TREES, [read["form"]]) == [tree(card.score)]
    assert read["form"]["organisation"] == form.organisation.name
    assert [one for one in read["problems"] if "Segments" in one and "Service levels" in one]


@pytest.mark.parametrize("how", CONSOLIDATIONS)
def test_several_copies_come_to_what_the_package_makes_of_them(how, engine):
    forms = [read_workbook(path) for path in sorted((MERIDIAN / "copies").glob("*.xlsx"))]
    (read,) = engine.evaluate(READ, [package_file(*forms, how=how)])
    card = score_round(pcf.load(), gather([Copy(f"{n}", form) for n, form in enumerate(forms)]), consolidation=how)
    levels = {one.element.id: one.answers for one in card.processes}
    said = read["form"]["answers"]
    for process, answers in levels.items():
        expected = "NA" if not answers.is_applicable else "DK" if answers.is_unknown else ""
        expected = expected or ("" if answers.level is None else str(int(answers.level)))
        assert said.get(process, {"answer": ""})["answer"] == expected, process
        assert said.get(process, {"evidence": []})["evidence"] == list(answers.evidence)
    assert read["problems"][0].startswith(f"The file holds the answers of {len(forms)} respondents")
    if how != "mean":
        assert engine.evaluate(TREES, [read["form"]]) == [tree(card.score)]


def test_what_a_workshop_agreed_on_counts(engine):
    form = read_workbook(MERIDIAN / "workshop.xlsx")
    assert form.is_workshop
    (read,) = engine.evaluate(READ, [package_file(form)])
    assert engine.evaluate(TREES, [read["form"]]) == [tree(score_round(pcf.load(), gather([Copy("", form)])).score)]


def broken(**changes: object) -> str:
    return json.dumps(json.loads(package_file(Assessment())) | changes)


def with_form(**changes: object) -> str:
    document = json.loads(package_file(Assessment()))
    document["copies"][0]["assessment"] |= changes
    return json.dumps(document)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not an assessment"),
        ("null", "not an assessment"),
        ("<html>", "not an assessment"),
        ("[" * 100_000, "not an assessment"),
        ('{"schema": "other"}', "not an assessment"),
        (broken(schema_version="6"), "not an assessment"),
        (broken(schema_version=SCHEMA_VERSION + 1), f"schema version {SCHEMA_VERSION + 1}"),
        (broken(copies=[]), "not an assessment"),
        (broken(copies={"a": 1}), "not an assessment"),
        (broken(copies=[{"assessment": []}]), "not an assessment"),
        (with_form(edition="8.0"), "stands on edition 8.0"),
        (with_form(edition="<img src=x onerror=alert(1)>"), "stands on edition <img"),
        ('"' + "x" * 20 * 2**20 + '"', "larger than"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text, told, engine):
    (read,) = engine.evaluate(READ, [text])
    assert read["form"] is None
    (problem,) = read["problems"]
    assert told in problem


def test_of_a_strange_form_only_what_is_known_is_taken_over(engine):
    process, other = (one.id for one in pcf.load().processes[:2])
    responses = [
        {"element": process, "answer": "3", "evidence": ["said", "gossip"], "weight": "-2"},
        {"element": process, "answer": "5"},
        {"element": other, "answer": 7, "comment": "a\u0000b\ud800c\r\nd", "evidence": "said"},
        {"element": "__proto__", "answer": "5", "polluted": True},
        {"element": "99999", "answer": "5"},
        None,
        {"answer": "5"},
    ]
    ticks = [{"item": f"{process}.9z", "state": "in_place"}, {"item": "__proto__.1a", "state": "in_place"}, 3]
    ticks += [{"item": f"{process}.1a", "state": "done"}, {"item": "constructor.1a"}]
    strange = {"responses": responses, "ticks": ticks, "round": "last year", "profile": "__proto__", "policy": "best"}
    strange |= {"organisation": {"name": ["x"]}, "respondent": "me", "group_weights": [{"element": "__proto__"}]}
    (read,) = engine.evaluate(READ, [with_form(**strange)])
    blank = {"reason": "", "comment": "", "evidence": [], "ticks": {}}
    assert read["form"] == {
        "organisation": "", "respondent": "", "round": "", "profile": "all", "policy": "mean",
        "answers": {
            process: blank | {"answer": "3", "evidence": ["said"]},
            other: blank | {"answer": "", "comment": "abc\nd"},
        },
    }  # fmt: skip
    told = "\n".join(read["problems"])
    for named in ("99999", "gossip", "last year", "__proto__", "(7)", f"{process}.9z"):
        assert named in told
    assert engine.evaluate("() => ({}).polluted === undefined && ({}).answer === undefined")


def test_a_long_text_is_cut_and_told_before_it_is_saved(engine):
    process = pcf.load().processes[0]
    limit = engine.evaluate("() => pcf.data.assessment.longest_text")
    form = {"answers": {process.id: {"answer": "NA", "comment": "x" * (limit - 1) + "𝒳"}}}
    (text,) = engine.evaluate(WRITE, [form])
    (response,) = json.loads(text)["copies"][0]["assessment"]["responses"]
    assert response["comment"] == "x" * (limit - 1)
    (told,) = engine.evaluate("form => pcf.saved.faultsOf(pcf.data.assessment, form)", form)
    assert process.name in told


def test_not_applicable_without_a_reason_is_told_before_it_is_saved(engine):
    process = pcf.load().processes[0]
    form = {"answers": {process.id: {"answer": "NA"}}}
    (told,) = engine.evaluate("form => pcf.saved.faultsOf(pcf.data.assessment, form)", form)
    assert told.startswith(f"Not applicable without a reason: {process.hierarchy_id}")
    form["answers"][process.id]["reason"] = "A sister company does it"
    assert engine.evaluate("form => pcf.saved.faultsOf(pcf.data.assessment, form)", form) == []
