from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

import pcf
from pcf.assessment import Counted, Segment, match_segments, one_of
from pcf.findings import Finding, FindingKind, Severity
from pcf.formula import Result, result

OWN = Finding(FindingKind("of-the-log", Severity.NOTE, "{found}"), facts={"found": 1})
SEGMENTS = (
    Segment(id="retail", name="Частные лица"),
    Segment(id="sme", name="Малый бизнес"),
    Segment(id="vip", name="retail2"),
)
METRICS = ("service_level", "abandonment_rate")


@dataclass(frozen=True)
class Row:
    by: Mapping[str, str | None]
    measures: Mapping[str, float]
    results: Mapping[str, Result]
    rows: int = 0


@dataclass(frozen=True)
class Measurement:
    rows: tuple[Row, ...]
    totals: Row
    findings: tuple[Finding, ...] = (OWN,)
    log_maps: tuple[object, ...] = ()


def _row(segment: str | None, offered: int, in_time: int, abandoned: int = 0, contacts: int | None = None) -> Row:
    measures = {
        "contacts_offered": offered,
        "contacts_answered_in_time": in_time,
        "contacts_abandoned": abandoned,
        "contacts_short_abandoned": 0,
    }
    made = {name: result(pcf.load().metric(name).record, measures, pcf.load().units) for name in METRICS}
    return Row({"segment": segment}, measures, made, offered if contacts is None else contacts)


def _matched(*rows: Row):
    return match_segments(Measurement(rows, _row(None, 1000, 700)), SEGMENTS, pcf.load())  # type: ignore[arg-type]


def _codes(counted) -> list[str]:
    return sorted(finding.code for finding in counted.findings if finding is not OWN)


def test_a_segment_is_matched_by_its_id_and_by_its_exact_name() -> None:
    counted = _matched(_row("retail", 100, 80), _row("Малый бизнес", 50, 10), _row("vip", 10, 10))
    assert set(counted.by_segment) == {"retail", "sme", "vip"}
    assert counted.by_segment["sme"]["service_level"].value == 20
    assert _codes(counted) == []
    assert OWN in counted.findings


@pytest.mark.parametrize("value", ["малый бизнес", "SME", "sme ", "Малый  бизнес", ""])
def test_a_name_that_is_not_exact_matches_nothing_and_is_counted(value: str) -> None:
    counted = _matched(_row("retail", 1, 1), _row("sme", 1, 1), _row("vip", 1, 1), _row(value, 37, 30))
    (finding,) = [finding for finding in counted.findings if finding is not OWN]
    assert (finding.code, finding.severity) == ("segment-not-in-workbook", Severity.WARNING)
    assert (finding.found, finding.facts["count"]) == (value, 37)
    assert counted.by_segment["sme"]["service_level"].n == 1


def test_contacts_without_a_segment_are_counted_and_stay_in_the_totals() -> None:
    counted = _matched(_row("retail", 1, 1), _row("sme", 1, 1), _row("vip", 1, 1), _row(None, 12, 3))
    (finding,) = [finding for finding in counted.findings if finding is not OWN]
    assert (finding.code, finding.found) == ("contacts-without-segment", "12")
    assert counted.totals["service_level"].value == 70


def test_an_id_goes_before_a_name() -> None:
    segments = (Segment(id="one", name="two"), Segment(id="two", name="three"))
    measurement = Measurement((_row("two", 10, 5),), _row(None, 10, 5))
    counted = match_segments(measurement, segments, pcf.load())  # type: ignore[arg-type]
    assert set(counted.by_segment) == {"two"}


def test_two_values_of_the_log_for_one_segment_are_summed_and_never_averaged() -> None:
    counted = _matched(_row("retail", 100, 90, 10), _row("Частные лица", 900, 90, 90))
    found = counted.by_segment["retail"]
    assert found["service_level"].value == 18
    assert found["service_level"].n == 1000
    assert found["abandonment_rate"].value == 10
    assert _codes(counted) == ["segment-not-in-log", "segment-not-in-log"]


def test_summing_does_not_depend_on_the_order_of_the_rows() -> None:
    rows = [_row("retail", 100, 90), _row("Частные лица", 900, 90)]
    assert _matched(*rows).by_segment == _matched(*rows[::-1]).by_segment


def test_an_empty_row_beside_a_full_one_does_not_hide_it() -> None:
    counted = _matched(_row("retail", 0, 0), _row("Частные лица", 10, 5))
    assert counted.by_segment["retail"]["service_level"].value == 50


def test_a_metric_whose_columns_are_not_mapped_stays_without_data() -> None:
    missing = Result(None, "no_data", basis="census", missing=("answered_at",))
    rows = [
        Row(row.by, row.measures, {"service_level": missing}) for row in (_row("retail", 9, 1), _row("retail", 9, 1))
    ]
    found = _matched(*rows).by_segment["retail"]["service_level"]
    assert (found.value, found.missing) == (None, ("answered_at",))


def test_a_segment_that_the_log_does_not_have_is_noted() -> None:
    counted = _matched(_row("retail", 1, 1), _row("sme", 1, 1))
    (note,) = [finding for finding in counted.findings if finding is not OWN]
    assert (note.code, note.severity, note.found) == ("segment-not-in-log", Severity.NOTE, "retail2")


@pytest.mark.parametrize("edition", ["6.1.1", "7.0", "8.0"])
def test_segments_are_matched_on_every_edition(edition: str) -> None:
    measurement = Measurement((_row("retail", 10, 5), _row("Частные лица", 10, 6)), _row(None, 20, 11))
    counted = match_segments(measurement, SEGMENTS[:1], pcf.load(edition))  # type: ignore[arg-type]
    assert counted.by_segment["retail"]["service_level"].value == pytest.approx(55)


def test_counted_figures_of_several_saved_files_must_agree() -> None:
    one, other = _matched(_row("retail", 10, 5)), _matched(_row("retail", 10, 6))
    assert one_of({}) == Counted()
    assert one_of({"a": Counted(), "b": one, "c": one}) == one
    nothing = one_of({"b.json": one, "a.json": other})
    assert (nothing.by_segment, nothing.totals) == ({}, {})
    (told,) = nothing.findings
    assert (told.code, told.severity, told.found) == ("counted-differ", Severity.ERROR, "a.json, b.json")


def test_contacts_that_were_not_offered_are_counted_too() -> None:
    counted = _matched(_row("unknown", 3, 1, contacts=8), _row(None, 0, 0, contacts=5))
    told = {finding.code: finding for finding in counted.findings}
    assert told["segment-not-in-workbook"].facts["count"] == 8
    assert told["contacts-without-segment"].found == "5"


def test_of_many_unknown_segments_the_largest_are_named_and_the_rest_counted() -> None:
    counted = _matched(*(_row(f"id {number}", number, 0) for number in range(1, 5001)))
    named = [finding for finding in counted.findings if finding.code == "segment-not-in-workbook"]
    assert [finding.found for finding in named] == [f"id {number}" for number in range(5000, 4980, -1)]
    (rest,) = [finding for finding in counted.findings if finding.code == "more-segments-not-in-workbook"]
    assert (rest.severity, rest.found) == (Severity.WARNING, "4980")
    assert rest.facts["count"] == sum(range(1, 4981))
