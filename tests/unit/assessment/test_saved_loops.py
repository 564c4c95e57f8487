"""Both loops survive saving, and ids that nothing has are faults of the file."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

import pcf
from pcf.assessment import Copy, Counted, gather, one_of, read_saved, saved, score_round
from pcf.assessment.scorecard import Scorecard
from pcf.complaints.counts import ComplaintCounts, CutRow, RuleCount
from pcf.errors import SavedAssessmentError
from pcf.formula import Result
from pcf.reasons.counts import ReasonCounts, ReasonRow

from ..loops import COMPLAINTS, REASONS, STAFFING

CASES = ComplaintCounts(
    as_of="2026-03-31T23:59:59",
    complaints=12,
    open=None,
    totals={"complaint_resolution_median": Result(3.5, n=12.0)},
    cuts={
        "segment": (
            CutRow(value=None, complaints=12, results={"complaint_resolution_median": Result(None, "no_data")}),
        )
    },
    rules=(RuleCount(rule="r1", cases=12, kept=10, late=2),),
)
CONTACTS = ReasonCounts(
    contacts=7,
    rows=(
        ReasonRow(reason="late", segment="s1", channel="phone", month="2026-01", contacts=5, handle_seconds=Decimal("60.5")),
        ReasonRow(reason=None, segment=None, channel=None, month="2026-01", contacts=2),
    ),
)  # fmt: skip


@pytest.fixture
def card(six: pcf.Taxonomy, filled) -> Scorecard:
    form = filled("3", segments="A;B", complaints=COMPLAINTS, reasons=REASONS, staffing=STAFFING)
    counted = Counted(complaints=CASES, reasons=CONTACTS)
    return score_round(six, gather([Copy("a.xlsx", form)]), counted=counted)


def _written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "saved.json"
    path.write_text(content, encoding="utf-8")
    return path


def test_what_was_said_and_counted_reads_back_equal_and_scores_the_same(card, six, tmp_path) -> None:
    read = read_saved(_written(tmp_path, saved(card)))
    assert read.copies == card.round.copies
    assert (read.counted.complaints, read.counted.reasons) == (CASES, CONTACTS)
    again = score_round(six, gather(read.copies), counted=read.counted)
    assert again.to_json() == card.to_json()
    assert saved(again) == saved(card)


def test_a_file_without_loops_says_nothing_of_them(six, filled, tmp_path) -> None:
    read = read_saved(_written(tmp_path, saved(score_round(six, gather([Copy("a.xlsx", filled("3"))])))))
    (copy,) = read.copies
    said = copy.assessment
    assert (said.complaints, said.reasons, said.staffing) == (None, None, None)
    assert (read.counted.complaints, read.counted.reasons) == (None, None)


def test_a_file_saved_before_staffing_was_asked_reads_as_one_that_does_not_ask(card, tmp_path) -> None:
    document = json.loads(saved(card)) | {"schema_version": 5}
    del document["copies"][0]["assessment"]["staffing"]
    (copy,) = read_saved(_written(tmp_path, json.dumps(document))).copies
    assert copy.assessment == card.round.copies[0].assessment.model_copy(update={"staffing": None})


def test_files_that_were_counted_from_different_logs_of_complaints_differ() -> None:
    fewer = CASES.model_copy(update={"complaints": 11})
    assert one_of({"a": Counted(complaints=CASES), "b": Counted()}) == Counted(complaints=CASES)
    for other in (Counted(complaints=fewer), Counted(complaints=CASES, reasons=CONTACTS)):
        (finding,) = one_of({"a": Counted(complaints=CASES), "b": other}).findings
        assert finding.code == "counted-differ"


def _in_complaints(field: str, change):
    return lambda document: change(document["copies"][0]["assessment"]["complaints"][field])


def _in_reasons(**fields: object):
    return lambda document: document["copies"][0]["assessment"]["reasons"][0].update(fields)


def _in_staffing(**fields: object):
    return lambda document: document["copies"][0]["assessment"]["staffing"][0].update(fields)


def _in_counted(loop: str, change):
    return lambda document: change(document["counted"][loop])


def _unplaced(**said: object):
    return lambda document: document["copies"][0]["assessment"].update(unplaced=[{"edition": "7.4", **said}])


STRANGE = {
    "a block": (_in_complaints("blocks", lambda said: said[0].update(block="roof")), "roof", "saved-id-unknown"),
    "a block twice": (_in_complaints("blocks", lambda said: said.append(said[0])), "terms", "saved-id-twice"),
    "a step": (_in_complaints("steps", lambda said: said[0].update(step="leap")), "leap", "saved-id-unknown"),
    "a step twice": (_in_complaints("steps", lambda said: said.append(said[0])), "size", "saved-id-twice"),
    "an assumption": (
        _in_complaints("assumptions", lambda said: said[0].update(assumption="luck")), "luck", "saved-id-unknown",
    ),
    "a segment": (_in_complaints("assumptions", lambda said: said[0].update(segment="s9")), "s9", "saved-id-unknown"),
    "an assumption twice": (
        _in_complaints("assumptions", lambda said: said.append(said[0])), "s1 / margin", "saved-id-twice",
    ),
    "a rule twice": (_in_complaints("rules", lambda said: said[1].update(id="r1")), "r1", "saved-id-twice"),
    "a day twice": (_in_complaints("days", lambda said: said.append(said[0])), "plant / sat", "saved-id-twice"),
    "a cause": (_in_reasons(causes=["99999"]), "99999", "saved-id-unknown"),
    "a handler": (_in_reasons(handled_by=["20109"]), "20109", "saved-id-unknown"),
    "a reason twice": (
        lambda document: document["copies"][0]["assessment"]["reasons"].append({"id": "other", "words": "w"}), "other",
        "saved-id-twice",
    ),
    "a segment of a line of staffing": (_in_staffing(segment="s9"), "s9", "saved-id-unknown"),
    "a line of staffing twice": (_in_staffing(id="chat"), "chat", "saved-id-twice"),
    "a metric of complaints": (
        _in_counted("complaints", lambda said: said["totals"].update(luck=said["totals"].popitem()[1])), "luck",
        "saved-id-unknown",
    ),
    "a metric of a cut": (
        _in_counted("complaints", lambda said: said["cuts"]["segment"][0].update(results={"luck": {"value": 1}})),
        "luck", "saved-id-unknown",
    ),
    "a rule that was counted": (
        _in_counted("complaints", lambda said: said["rules"][0].update(rule="r9")), "r9", "saved-id-unknown",
    ),
    "a reason that was counted": (
        _in_counted("reasons", lambda said: said["rows"][0].update(reason="luck")), "luck", "saved-id-unknown",
    ),
    "an assumption without a place": (
        _unplaced(assumption={"segment": "gone", "assumption": "luck"}), "luck", "saved-id-unknown",
    ),
    "an element without a place": (
        _unplaced(link={"kept_in": "reasons", "id": "late", "tie": "causes", "element": "99999"}), "99999",
        "saved-id-unknown",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", STRANGE)
def test_what_the_model_or_the_form_does_not_have_is_an_error(card, tmp_path: Path, case: str) -> None:
    change, found, code = STRANGE[case]
    document = json.loads(saved(card))
    change(document)
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(_written(tmp_path, json.dumps(document)))
    assert [(one.code, one.found) for one in caught.value.findings] == [(code, found)]


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_a_counted_number_that_is_none_is_refused(card, tmp_path: Path, number: str) -> None:
    document = json.loads(saved(card))
    document["counted"]["complaints"]["totals"]["complaint_resolution_median"]["value"] = float(number)
    with pytest.raises(SavedAssessmentError):
        read_saved(_written(tmp_path, json.dumps(document)))
