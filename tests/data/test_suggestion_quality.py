"""Suggestions are measured on statements that were written apart from what they are compared with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import pcf
from pcf.ids import LANGUAGES
from pcf.source import strict_yaml
from pcf.suggestions.compiled import knowledge

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "suggestions"))
import calibrate  # noqa: E402
import fitting  # noqa: E402

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def measured():
    return calibrate.measured()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_right_element_comes_first_or_among_three(measured, lang):
    own = [case for case in measured.development if case.case.lang == lang]
    assert fitting.share_within(own, 1) >= 0.65
    assert fitting.share_within(own, 3) >= 0.83


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_belongs_elsewhere_is_told_apart(measured, lang):
    own = [case for case in measured.development if case.case.lang == lang]
    assert fitting.area_under_curve(own) >= 0.88


def test_confidence_is_what_it_says(measured):
    for cases in (measured.development, measured.unseen, measured.held_back):
        table = fitting.reliability(cases)
        assert fitting.calibration_error(table) <= 0.10
        assert sum(one.count for one in table) == sum(bool(case.ranked) for case in cases)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["unseen", "held_back"])
def test_statements_that_taught_nothing_are_placed_as_well(measured, lang, name):
    own = [case for case in getattr(measured, name) if case.case.lang == lang]
    assert fitting.share_within(own, 1) >= 0.65
    assert fitting.share_within(own, 3) >= 0.83
    assert fitting.area_under_curve(own) >= 0.88


def test_the_weights_and_the_report_are_those_of_the_data(measured):
    stored = knowledge().weights
    for kind in ("element", "none"):
        assert getattr(stored, kind) == pytest.approx(getattr(measured.weights, kind), abs=0.05)
    assert calibrate.REPORT.read_text(encoding="utf-8") == measured.report, "run make calibrate"


def test_no_statement_that_is_measured_is_among_those_it_is_compared_with(measured):
    said = {phrase.text.casefold() for phrase in calibrate.Vocabulary().phrases}
    for cases, least in ((measured.development, 462), (measured.unseen, 310), (measured.held_back, 250)):
        copied = [case.case.text for case in cases if case.case.text.casefold() in said]
        assert not copied, copied
        assert len(cases) >= least


@pytest.mark.parametrize(("name", "placed", "foreign"), [("unseen", 70, 36), ("held_back", 60, 30)])
def test_the_sets_that_teach_nothing_are_large_and_name_real_elements(name, placed, foreign):
    six, texts = pcf.load(), []
    for lang in LANGUAGES:
        read = strict_yaml.read(calibrate.CASES / name / f"{lang}.yaml")
        assert len(read["placed"]) >= placed
        assert len(read["foreign"]) >= foreign
        assert {one["element"] for one in read["placed"]} <= {element.id for element in six}
        assert {one["field"] for one in read["foreign"]} <= set(six.field_names)
        texts += [one["text"] for kind in ("placed", "foreign") for one in read[kind]]
    assert len(set(texts)) == len(texts)
