"""Staffing of a round: promises of segments fill what lines leave blank, and nothing is guessed."""

import json
from decimal import Decimal

import pytest

from pcf.assessment import Copy, gather, score_round
from pcf.assessment.records import Figure
from pcf.assessment.staffed import promised_lines, staffing_of
from pcf.taxonomy import load
from pcf.workforce.records import StaffingLine

from ..engagement import workshop
from ..staffed import KEPT, POOLS, SHORT, staffed

BARE = StaffingLine(id="a", segment="s1", calls=100, aht=200, within=20)


def round_of(*lines: StaffingLine, target: str | None = None):
    gathered = workshop(staffing=lines)
    if target is None:
        return gathered
    figures = (Figure(segment="s1", metric="service_level", target=Decimal(target)),)
    return gather([Copy("w.xlsx", gathered.shared.model_copy(update={"figures": figures}))])


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_a_line_without_a_target_takes_that_of_its_segment_for_the_service_level():
    lines, told = promised_lines(round_of(BARE, target="85"))
    assert [line.target for line in lines] == [Decimal(85)]
    assert told == ()


def test_a_target_on_the_line_itself_stands():
    lines, _ = promised_lines(round_of(SHORT, target="85"))
    assert lines == (SHORT,)


@pytest.mark.parametrize("line", [BARE.model_copy(update={"segment": None}), BARE.model_copy(update={"segment": "s2"})])
def test_a_line_of_everybody_or_of_another_segment_takes_none(line):
    lines, _ = promised_lines(round_of(line, target="85"))
    assert lines[0].target is None


@pytest.mark.parametrize("target", ["100", "101", "-1"])
def test_a_promise_that_nobody_can_keep_is_told_and_not_used(target):
    plan, told = staffing_of(round_of(BARE, target=target))
    assert plan.lines[0].missing == ("target",)
    assert codes(told)[0] == "staffing-promise-not-used"
    assert target in told[0].message()
    assert plan.findings == told


def test_the_wait_of_a_promise_is_never_guessed():
    plan, told = staffing_of(round_of(BARE.model_copy(update={"within": None}), target="85"))
    assert plan.lines[0].missing == ("within",)
    assert plan.lines[0].needed is None
    assert told


def test_a_form_that_does_not_ask_or_says_nothing_has_no_plan():
    for lines in (None, ()):
        card = staffed(lines=lines)
        assert card.staffing is None
        assert card.to_json()["staffing"] is None


def test_the_card_has_the_plan_with_names_of_segments_and_its_findings():
    card = staffed()
    assert [one.line.id for one in card.staffing.lines] == [line.id for line in POOLS]
    assert card.staffing.segments == {one.segment.id: one.segment.name for one in card.segments}
    assert card.staffing.findings
    assert all(one in card.findings for one in card.staffing.findings)


def test_json_has_the_plan_and_no_number_that_json_lacks():
    card = staffed()
    said = card.to_json()["staffing"]
    assert json.loads(json.dumps(said, allow_nan=False)) == json.loads(json.dumps(card.staffing.to_json()))
    assert [one["id"] for one in said["intervals"]] == [line.id for line in POOLS]
    assert said["intervals"][0]["agents"] == card.staffing.lines[0].needed.agents


def test_another_language_tells_the_same_numbers():
    card = staffed()
    said, other = card.to_json()["staffing"], card.in_language("ru").to_json("ru")["staffing"]
    assert said["intervals"] == other["intervals"]


@pytest.mark.usefixtures("without_numpy")
def test_without_numpy_the_round_is_scored_and_the_command_is_told():
    card = score_round(load(), workshop(staffing=(SHORT, KEPT)))
    assert card.staffing is None
    assert card.score.score is not None
    (told,) = [one for one in card.findings if one.code == "staffing-not-computed"]
    assert told.found == "2"
    assert "pcf-customer-service[workforce]" in told.suggestion()
    assert card.to_json()["staffing"] is None
