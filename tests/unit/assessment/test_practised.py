"""The practices of a round: what is counted, what the JSON of ``assess`` says, and the sentences beside it."""

from __future__ import annotations

import json

import pytest

import pcf
from pcf.assessment import Copy, gather, score_round
from pcf.assessment.practised import counts_told, first_suggestion, not_placed, why_not_placed
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.mapping import Practice
from pcf.mapping.coverage import coverage

from ..engagement import engagement
from ..practised import OUTSIDE, OWNER, PROBLEMS, RETURNS, hint, no, practices, put

SAY = Translator("en")


def why(*placements) -> str:
    return why_not_placed(Practice(id="p1", text="t", placements=placements), pcf.load(), SAY)


def test_the_json_of_assess_tells_of_practices_beside_what_it_told():
    document = engagement(practices=practices()).to_json()
    assert document["practices"]["counts"]["practices"] == len(practices())
    before = engagement().to_json()
    assert list(document) == list(before)
    assert list(document["practices"]) == list(before["practices"])
    same = set(document) - {"practices"}
    assert {key: document[key] for key in same} == {key: before[key] for key in same}
    assert json.loads(json.dumps(document)) == document


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_json_names_processes_in_the_language_asked_for(lang):
    told = engagement("ru", practices=practices()).to_json(lang)["practices"]
    assert [one["name"] for one in told["processes"]] == [one.name for one in pcf.load(lang=lang).processes]


def test_a_process_that_does_not_apply_is_no_gap():
    card = engagement(practices=practices())
    inapplicable = {one.element.id for one in card.processes if not one.answers.is_applicable}
    covered = card.practice_coverage()
    assert inapplicable
    assert not inapplicable & {one.element.id for one in covered.uncovered}
    assert {one.element.id for one in covered.processes if not one.applies} == inapplicable


def test_an_anonymous_round_tells_no_owners():
    said = json.dumps(engagement(anonymous=True, practices=practices()).to_json()["practices"], ensure_ascii=False)
    assert OWNER not in said
    assert "Отдел качества" not in said
    assert OWNER in json.dumps(engagement(practices=practices()).to_json()["practices"], ensure_ascii=False)


def test_practices_of_several_copies_are_counted_together(filled):
    first, second = Practice(id="p1", text="We call", elements=(PROBLEMS,)), Practice(id="p1", text="We write")
    copies = [Copy("a", filled(practices=(first,), respondent="a")), Copy("b", filled(practices=(first, second)))]
    covered = score_round(pcf.load(), gather(copies)).practice_coverage()
    assert covered.practices == (first, second)


def test_the_counts_are_a_sentence():
    assert counts_told(coverage(practices(), pcf.load()), SAY) == (
        "Practices: 10. With a place: 6; not decided yet: 2; decided that nothing here fits: 1; every suggestion rejected: 1."
    )


def test_practices_without_a_place_come_undecided_first():
    assert [one.id for one in not_placed(coverage(reversed(practices()), pcf.load()))] == ["p6", "p5", "p7", "p8"]


def test_why_a_practice_has_no_place():
    name = pcf.load()[PROBLEMS].name
    assert why() == "nothing is suggested"
    assert why(hint(RETURNS, "0.4"), hint(PROBLEMS, "0.8")) == f"suggested: 6.2.2 {name} (80%)"
    assert why(hint(PROBLEMS, None)) == f"suggested: 6.2.2 {name}"
    assert why(hint(None, "0.9"), hint(PROBLEMS, "0.8")) == "suggested: nothing here fits (90%)"
    assert why(hint(OUTSIDE)) == f"suggested: {OUTSIDE} (50%)"
    assert why(put(None, reason="Payroll")) == "decided that nothing here fits; Payroll"
    assert why(no(PROBLEMS, "Not ours"), no(None), no(RETURNS, "Not ours")) == "every suggestion rejected; Not ours"


def test_the_likeliest_undecided_suggestion_comes_first():
    sure, unsure, unknown = hint(PROBLEMS, "0.8"), hint(RETURNS, "0.1"), hint(PROBLEMS, None)

    def first(*placements):
        return first_suggestion(Practice(id="p1", text="t", placements=placements))

    assert first() is None
    assert first(no(PROBLEMS)) is None
    assert first(unknown, unsure, sure) == sure
    assert first(unknown, hint(None, None)) == unknown
