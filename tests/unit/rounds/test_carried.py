"""A form goes to another edition in the same round; nothing is lost, and all of it comes back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.assessment import (
    Agreement,
    Assessment,
    Copy,
    Figure,
    Response,
    Segment,
    Tick,
    Unplaced,
    gather,
    template,
)
from pcf.assessment.consolidation import in_order
from pcf.assessment.registers import EvidenceItem, Initiative
from pcf.assessment.workshop import workshop_form
from pcf.mapping import Practice
from pcf.reasons.defaults import default_reasons
from pcf.rounds.carried import carry_form
from pcf.rounds.carried_report import elements_said, processes_added, report_on
from pcf.rounds.unplaced import about, kind_of

from ..engagement import workshop
from ..loops import COMPLAINTS, REASONS, STAFFING
from .test_carrying import EDITIONS, forms

WARRANTY = "20089"


def there_and_back(form: Assessment, *editions: str) -> Assessment:
    for edition in (*editions, form.edition):
        form = carry_form(form, pcf.load(edition))
    return form


def kept(form: Assessment) -> list[tuple[str, str]]:
    return [(kind_of(one), about(one)) for one in form.unplaced]


@settings(max_examples=40, deadline=None)
@given(form=forms(), others=st.lists(st.sampled_from(EDITIONS), min_size=1, max_size=3))
def test_over_other_editions_and_back_the_form_is_the_same(form: Assessment, others: list[str]) -> None:
    assert in_order(there_and_back(form, *others)) == in_order(form)


@settings(max_examples=15, deadline=None)
@given(form=forms(), late=forms(), edition=st.sampled_from(EDITIONS), data=st.data())
def test_a_workshop_comes_back_with_its_respondents_and_what_was_agreed(form, late, edition, data) -> None:
    model = pcf.load(form.edition)
    processes = data.draw(st.lists(st.sampled_from([one.id for one in model.processes]), max_size=5, unique=True))
    agreed = tuple(Agreement(element=one, answer="4", reason="r") for one in sorted(processes))
    scoped = tuple(
        one.model_copy(update={"is_asked": one.element in processes or one.is_filled}) for one in form.responses
    )
    people = (form.model_copy(update={"responses": scoped}), *([late] if late.edition == form.edition else []))
    shared = tuple(one.model_copy(update={"answer": "NA" if one.answer == "NA" else None}) for one in scoped)
    both = form.model_copy(update={"respondents": people, "agreed": agreed, "responses": shared})
    back = there_and_back(both, edition)
    differing = [
        name for name in Assessment.model_fields if getattr(in_order(back), name) != getattr(in_order(both), name)
    ]
    assert differing == []


def test_what_a_workshop_lists_for_its_respondents_leaves_the_list_with_theirs(filled) -> None:
    people = tuple(carry_form(filled("3", respondent=name, workbook_id=name), pcf.load("8.0")) for name in "AB")
    form = workshop_form(gather([Copy(one.workbook_id, one) for one in people]))
    form = form.model_copy(update={"respondents": people})
    assert {about(one) for one in form.unplaced} == {WARRANTY, "20092"}
    back = carry_form(form, pcf.load("7.4"))
    assert (back.unplaced, back.response(WARRANTY).answer) == ((), None)
    assert {one.response(WARRANTY).answer for one in back.respondents} == {"3"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_whole_engagement_comes_back(edition: str) -> None:
    shared = workshop(complaints=COMPLAINTS, reasons=REASONS, staffing=STAFFING).shared
    assert in_order(there_and_back(shared, edition)) == in_order(shared)
    there = carry_form(shared, pcf.load(edition))
    assert (there.complaints, there.staffing, there.round) == (shared.complaints, shared.staffing, shared.round)
    assert [one.respondent for one in there.respondents] == [one.respondent for one in shared.respondents]


def test_what_has_no_place_is_kept_apart(filled) -> None:
    form = filled("3", round="2026-Q4").model_copy(
        update={
            "agreed": (Agreement(element=WARRANTY, answer="2"),),
            "ticks": (Tick(item="20089.2a", state="in_place"),),
            "evidence": (EvidenceItem(id="e1", title="t", processes=("10388", WARRANTY, "10389")),),
            "practices": (Practice(id="p1", text="x", elements=[WARRANTY, "10388"]),),
        }
    )
    there = carry_form(form, pcf.load("8.0"))
    assert sorted(kept(there)) == [
        ("agreement", WARRANTY),
        ("link", WARRANTY),
        ("link", WARRANTY),
        ("rating", WARRANTY),
        ("rating", "20092"),
        ("tick", "20089.2a"),
    ]
    assert there.evidence[0].processes == ("10388", "10389")
    assert [one.link.position for one in there.unplaced if one.link] == [0, 1]
    assert carry_form(there, pcf.load("7.4")).evidence == form.evidence


def test_a_process_that_the_edition_adds_is_asked_as_the_others_are(filled) -> None:
    there = carry_form(filled("3"), pcf.load("8.0"))
    assert there.response("21707") == Response(element="21707")
    scoped = filled(None).model_copy(
        update={"responses": tuple(Response(element=one.id, is_asked=False) for one in pcf.load().processes)}
    )
    assert not carry_form(scoped, pcf.load("8.0")).response("21707").is_asked


def test_what_an_earlier_round_left_is_not_this_rounds_answer(filled) -> None:
    before = Unplaced(edition="7.4", round="2025", response=Response(element=WARRANTY, answer="1"))
    form = filled(None, round="2026-Q4").model_copy(update={"edition": "8.0", "unplaced": (before,), "responses": ()})
    back = carry_form(form, pcf.load("7.4"))
    assert (back.response(WARRANTY).answer, back.unplaced) == (None, (before,))


def test_what_was_said_since_is_never_written_over(filled) -> None:
    there = carry_form(filled("3"), pcf.load("8.0"))
    answered = carry_form(filled("1"), pcf.load("8.0")).unplaced
    back = carry_form(there.model_copy(update={"unplaced": (*there.unplaced, *answered)}), pcf.load("7.4"))
    assert back.response(WARRANTY).answer == "3"
    assert back.unplaced == answered


def test_figures_of_a_metric_without_a_place_wait_with_their_segment(filled) -> None:
    retail = Segment(id="retail", name="Retail")
    metric = next(one.id for one in pcf.load().metrics if one.element == WARRANTY)
    figure = Figure(segment="retail", metric=metric, value=Decimal("8.5"))
    wanted = Initiative(id="i1", title="t", metric=metric, expected_value=Decimal(3))
    form = filled("3").model_copy(update={"segments": (retail,), "figures": (figure,), "initiatives": (wanted,)})
    there = carry_form(form, pcf.load("8.0"))
    assert (there.figures, there.initiatives[0].metric) == ((), None)
    assert [one.segment for one in there.unplaced if one.figure] == [retail]
    assert in_order(there_and_back(form, "8.0")) == in_order(form)


def test_a_form_that_asks_for_the_core_metrics_asks_for_them_everywhere() -> None:
    form = template.empty(pcf.load(), segments=template.parse_segments("A;B"))
    assert in_order(there_and_back(form, "6.1.1")) == in_order(form)


def test_the_wording_that_was_asked_comes_back(filled) -> None:
    form = filled("3")
    old = form.model_copy(update={"wording": {**form.wording, WARRANTY: "as of old", "10388": "and this"}})
    there = carry_form(old, pcf.load("8.0"))
    assert (there.wording["10388"], there.wording[WARRANTY]) == ("and this", "as of old")
    assert carry_form(there, pcf.load("7.4")).wording == old.wording


def test_contact_reasons_keep_the_order_of_their_ties() -> None:
    form = template.empty(pcf.load(), reasons=True)
    ties = tuple(dict.fromkeys(("10388", WARRANTY, "10389", "20092")))
    reasons = tuple(one.model_copy(update={"causes": ties}) for one in default_reasons(pcf.load())[:2])
    form = form.model_copy(update={"reasons": reasons})
    assert carry_form(form, pcf.load("8.0")).reasons[0].causes == ("10388", "10389")
    assert there_and_back(form, "8.0").reasons == reasons


def test_the_report_tells_what_became_of_every_element_that_something_was_said_about(filled) -> None:
    old, new = pcf.load("7.0"), pcf.load("7.4")
    said = {"10380", "20089", "14195", "12669", "20086", "10378"}
    report = report_on("assessment", said, old, new)
    assert (report.kept, report.renamed, report.moved) == (("20086",), ("10378",), ("12669",))
    assert report.redefined == ("20089",)
    assert {(one.id, one.successor) for one in report.dropped} == {("10380", "20595"), ("14195", None)}
    assert [one.code for one in report.findings].count("meaning-changed") == 1
    assert processes_added(old, new) == ("20605",)
    assert elements_said(filled("3")) == {process.id for process in new.processes}


def test_processes_that_leave_in_two_editions_come_back_in_the_order_in_which_they_stood() -> None:
    for processes in (("20089", "20086"), ("20086", "20089")):
        plan = (Initiative(id="i1", title="Do", processes=processes),)
        form = Assessment(edition="7.0", initiatives=plan)
        assert there_and_back(form, "8.0", "6.1.1").initiatives == plan
