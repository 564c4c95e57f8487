"""Carrying a form over loses nothing: what has no place is kept, and put back where there is a place again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.assessment import (
    Agreement,
    Assessment,
    Figure,
    GroupWeight,
    Link,
    Respondent,
    Response,
    Segment,
    Tick,
    Unplaced,
    template,
)
from pcf.assessment.registers import EvidenceItem, Initiative, Observation
from pcf.assessment.wording import wording_of
from pcf.mapping import DECISIONS, RELATIONS, Placement, Practice
from pcf.rounds.carrying import carried_over, carry_over
from pcf.rounds.unplaced import about, kind_of

EDITIONS = ("6.1.1", "7.0", "7.2.1", "7.3.1", "7.4", "8.0")


def carried(old: Assessment, edition: str, **asked: object) -> Assessment:
    model = pcf.load(edition)
    return carry_over(old, template.empty(model, **asked), model)[0]


def codes(old: Assessment, edition: str, **asked: object) -> list[str]:
    model = pcf.load(edition)
    return [one.code for one in carry_over(old, template.empty(model, **asked), model)[1]]


def kinds(form: Assessment) -> list[tuple[str, str]]:
    return [(kind_of(one), about(one)) for one in form.unplaced]


RATED = Response(element="20089", answer="3", target=4, weight=Decimal(2), comment="c", evidence=("said",))


def test_an_answer_without_a_place_is_kept_with_its_edition_and_round(filled) -> None:
    form = carried(filled(None, round="2026-Q4", responses={"6.1.6": {"answer": "3", "comment": "c"}}), "8.0")
    assert form.unplaced == (
        Unplaced(edition="7.4", round="2026-Q4", response=Response(element="20089", answer="3", comment="c")),
    )
    assert "20089" not in {response.element for response in form.responses}


def test_what_has_a_place_again_is_put_back_and_told() -> None:
    between = template.empty(pcf.load("8.0")).model_copy(
        update={"unplaced": (Unplaced(edition="7.4", response=RATED),)}
    )
    form = carried(between, "7.4")
    assert (form.response("20089"), form.unplaced) == (RATED, ())
    assert codes(between, "7.4") == ["put-back"]


def test_what_was_said_since_is_never_written_over(six: pcf.Taxonomy) -> None:
    now, kept = Response(element="20089", answer="1"), Unplaced(edition="7.4", response=RATED)
    old = template.empty(six).model_copy(update={"responses": (now,), "unplaced": (kept,)})
    form = carried(old, "7.4")
    assert (form.response("20089"), form.unplaced) == (now, (kept,))
    assert codes(old, "7.4") == []


def test_of_several_rounds_the_last_is_put_back_and_the_others_stay() -> None:
    kept = [
        Unplaced(edition="7.4", round=name, response=RATED.model_copy(update={"answer": level}))
        for name, level in (("2026-Q4", "4"), ("2025", "1"), ("2026-Q2", "2"), ("2026-Q4", "5"))
    ]
    form = carried(template.empty(pcf.load("8.0")).model_copy(update={"unplaced": tuple(kept)}), "7.4")
    assert form.response("20089").answer == "5"
    assert form.unplaced == tuple(kept[:3])


def test_a_proposed_na_leaves_room_for_what_is_put_back() -> None:
    between = template.empty(pcf.load("8.0")).model_copy(
        update={"unplaced": (Unplaced(edition="7.4", response=RATED),)}
    )
    form = carried(between, "7.4", profile="bank")
    assert form.response("20089").answer == "3"


def test_an_answer_put_back_under_a_new_meaning_is_told() -> None:
    said = Response(element="20089", answer="3")
    between = template.empty(pcf.load("6.1.1")).model_copy(
        update={"unplaced": (Unplaced(edition="7.0", response=said),)}
    )
    assert codes(between, "7.4") == ["put-back", "meaning-changed"]


def test_ticks_weights_and_figures_are_kept_too(six: pcf.Taxonomy) -> None:
    metric = next(one for one in six.metrics if one.record.element == "20089")
    segment = Segment(id="retail", name="Retail", promise="20 s")
    old = template.empty(six, segments=[segment]).model_copy(
        update={
            "ticks": (Tick(item="20089.2a", state="in_place", note="n"), Tick(item="20090", state="partly")),
            "group_weights": (GroupWeight(element="20595", weight=Decimal(3)),),
            "figures": (Figure(segment="retail", metric=metric.id, value=Decimal("8.5")),),
        }
    )
    form = carried(old, "7.0")
    assert ("weight", "20595") in kinds(form)
    there = carried(old, "8.0")
    assert kinds(there) == [("tick", "20089.2a"), ("tick", "20090"), ("figure", metric.id)]
    assert there.unplaced[-1].segment == segment
    back = carried(there, "7.4")
    assert back.unplaced == ()
    assert {tick for tick in back.ticks if tick.is_filled} == set(old.ticks)
    assert next(one for one in back.figures if one.metric == metric.id) == old.figures[0]


def test_a_segment_that_is_not_named_any_more_waits_with_its_figures_and_its_promise(six: pcf.Taxonomy) -> None:
    vip, retail = Segment(id="vip", name="VIP", promise="5 s"), Segment(id="retail", name="Retail", promise="20 s")
    figure = Figure(segment="vip", metric="service_level", value=Decimal(90))
    old = template.empty(six, segments=[vip, retail]).model_copy(update={"figures": (figure,)})
    form = carried(old, "7.4", segments=template.parse_segments("retail=Private"))
    assert form.segments == (Segment(id="retail", name="Private", promise="20 s"),)
    assert form.unplaced == (Unplaced(edition="7.4", segment=vip, figure=figure),)
    assert codes(old, "7.4", segments=template.parse_segments("retail=Private")) == ["segment-not-carried-over"]
    back = carried(form, "7.4", segments=template.parse_segments("retail=Private;vip=Premium"))
    assert back.segments[1] == Segment(id="vip", name="Premium", promise="5 s")
    assert (figure in back.figures, back.unplaced) == (True, ())


def test_a_segment_without_figures_is_kept_by_itself(six: pcf.Taxonomy) -> None:
    vip = Segment(id="vip", name="VIP")
    form = carried(template.empty(six, segments=[vip]), "7.4", segments=template.parse_segments("a=A"))
    assert form.unplaced == (Unplaced(edition="7.4", segment=vip),)


def test_links_of_practices_and_registers_are_cut_told_and_put_back(six: pcf.Taxonomy) -> None:
    both = ("10388", "20089")
    old = template.empty(six).model_copy(
        update={
            "practices": (Practice(id="p1", text="We answer.", elements=("20089", "10388")),),
            "evidence": (EvidenceItem(id="e1", title="Rules", processes=both),),
            "observations": (Observation(id="f1", text="Gap", processes=both),),
            "initiatives": (Initiative(id="i1", title="Do", processes=both),),
        }
    )
    form = carried(old, "8.0")
    assert codes(old, "8.0") == ["practice-link-not-carried-over", *["register-link-not-carried-over"] * 3]
    chosen = Placement(element="20089", decision="accepted")
    assert [one.link for one in form.unplaced] == [
        Link(kept_in="practices", id="p1", element="20089", placement=chosen),
        *(
            Link(kept_in=register, id=entry, element="20089")
            for register, entry in (("evidence", "e1"), ("observations", "f1"), ("initiatives", "i1"))
        ),
    ]
    assert form.evidence[0].processes == form.initiatives[0].processes == ("10388",)
    back = carried(form, "7.4")
    assert back.unplaced == ()
    assert (back.evidence, back.observations, back.initiatives) == (old.evidence, old.observations, old.initiatives)
    assert set(back.practices[0].elements) == set(both)


OPEN = Placement(element="20089", confidence=Decimal("0.75"), tool="pcf 1", why="recall")
NO = OPEN.model_copy(
    update={"decision": "rejected", "reviewer": "Ann", "date": "2026-10-26", "reason": "sold by others"}
)
NOWHERE = Placement(confidence=Decimal("0.25"), tool="pcf 1")


def test_what_was_suggested_and_decided_is_kept_whole_and_put_back(six: pcf.Taxonomy) -> None:
    said = Practice(id="p1", text="We recall.", placements=(NO, Placement(element="10388", relation="near"), NOWHERE))
    old = template.empty(six).model_copy(update={"practices": (said,)})
    assert carried(old, "7.4").practices == (said,)
    there = carried(old, "8.0")
    assert there.practices[0].placements == said.placements[1:]
    assert [one.link.placement for one in there.unplaced] == [NO]
    back = carried(there, "7.4")
    assert (set(back.practices[0].placements), back.unplaced) == (set(said.placements), ())


def test_a_decision_that_waited_does_not_contradict_one_made_since(six: pcf.Taxonomy) -> None:
    since = Practice(id="p1", text="We recall.", elements=("20089",))
    kept = Unplaced(edition="7.4", link=Link(kept_in="practices", id="p1", element="20089", placement=NO))
    form = carried(template.empty(six).model_copy(update={"practices": (since,), "unplaced": (kept,)}), "7.4")
    assert (form.practices, form.unplaced) == ((since,), (kept,))


def test_a_link_of_an_older_form_is_a_decision_and_stands_once(six: pcf.Taxonomy) -> None:
    kept = Unplaced(edition="7.4", link=Link(kept_in="practices", id="p1", element="20089"))
    for before in (Practice(id="p1", text="x"), Practice(id="p1", text="x", elements=("20089",))):
        form = carried(template.empty(six).model_copy(update={"practices": (before,), "unplaced": (kept,)}), "7.4")
        assert (form.practices[0].placements, form.unplaced) == ((Placement(element="20089", decision="accepted"),), ())


def test_what_an_entry_says_of_a_segment_or_a_metric_that_is_gone_is_kept_and_put_back(six: pcf.Taxonomy) -> None:
    metric = next(one.id for one in six.metrics if one.record.element == "20089")
    entry = Initiative(id="i1", title="Do", segment="vip", metric=metric, expected_value=Decimal("8.5"))
    seen = Observation(id="f1", text="Gap", segment="vip")
    old = template.empty(six, segments=[Segment(id="vip", name="VIP")]).model_copy(
        update={"initiatives": (entry,), "observations": (seen,)}
    )
    form = carried(old, "8.0", segments=template.parse_segments("a=A"))
    assert form.initiatives == (Initiative(id="i1", title="Do"),)
    assert form.observations == (Observation(id="f1", text="Gap"),)
    assert codes(old, "8.0", segments=template.parse_segments("a=A")) == [
        *["register-link-not-carried-over"] * 3, "segment-not-carried-over",
    ]  # fmt: skip
    back = carried(form, "7.4", segments=template.parse_segments("a=A;vip=VIP"))
    assert (back.initiatives, back.observations, back.unplaced) == ((entry,), (seen,), ())


def test_a_register_is_tied_to_processes_a_practice_to_any_element(six: pcf.Taxonomy) -> None:
    old = template.empty(six).model_copy(
        update={"practices": (Practice(id="p1", text="x", elements=("10378", "10394")),)}
    )
    assert carried(old, "7.4").practices == old.practices


@pytest.fixture
def workshop(six: pcf.Taxonomy, filled) -> Assessment:
    forms = tuple(filled("3", respondent=name, workbook_id=name, round="2026-Q4") for name in ("Anna", "Boris"))
    shared = tuple(
        Response(element=process.id, answer="NA" if process.hierarchy_id == "6.3.1" else None, target=4, reason="r")
        for process in six.processes
    )
    agreed = (
        Agreement(element="10389", answer="NA", reason="none here"),
        Agreement(element="20605", answer="2"),
        Agreement(element="10388", answer="4"),
        Agreement(element="20089", answer="4", open_question="who?"),
    )
    return template.empty(six, segments=[Segment(id="a", name="A")], round_name="2026-Q4").model_copy(
        update={
            "respondents": forms,
            "responses": shared,
            "agreed": agreed,
            "practices": (Practice(id="p1", text="x"),),
        }
    )


def test_of_a_workshop_what_is_shared_comes_along_and_nobody_s_answers(workshop: Assessment) -> None:
    form = carried(workshop, "7.4", round_name="2027-Q2")
    assert (form.respondents, form.agreed, form.is_workshop, form.respondent) == ((), (), False, Respondent())
    assert {response.answer for response in form.responses} == {None, "NA"}
    assert {response.target for response in form.responses} == {4}
    assert (form.segments, form.practices) == (workshop.segments, workshop.practices)
    assert form.unplaced == ()
    assert form.history[-1].scores["10388"] == 4


def test_of_a_workshop_what_applies_is_as_agreed(workshop: Assessment) -> None:
    form = carried(workshop, "7.4", round_name="2027-Q2")
    assert (form.response("10389").answer, form.response("10389").reason) == ("NA", "none here")
    assert form.response("20605").answer is None


def test_what_was_agreed_on_an_element_that_is_gone_is_kept(workshop: Assessment) -> None:
    form = carried(workshop, "8.0", round_name="2027-Q2")
    assert [one.agreement for one in form.unplaced if one.agreement] == [workshop.agreed[-1]]
    assert carried(form, "7.4").unplaced[-1].agreement == workshop.agreed[-1]


def test_the_summary_counts_every_element_once(six: pcf.Taxonomy, filled) -> None:
    new, old = pcf.load("8.0"), filled("3", group_weights=(GroupWeight(element="10378", weight=Decimal(2)),))
    told = carried_over(old, carried(old, "8.0"), new)
    assert set(told.renamed) == {"10387", "10402"}
    assert (told.moved, told.redefined) == ((), ())
    assert len(told.kept) == 27 - 2 - 2 + 1
    assert told.to_json()["unplaced"] == [
        {"what": "rating", "id": element, "edition": "7.4", "round": ""} for element in ("20089", "20092")
    ]


def test_the_summary_names_what_moved_and_what_means_something_else() -> None:
    old = template.empty(pcf.load("7.0")).model_copy(
        update={"responses": (Response(element="12669", answer="2"), Response(element="20089", answer="2"))}
    )
    told = carried_over(old, carried(old, "7.4"), pcf.load("7.4"))
    assert (told.moved, told.redefined, told.kept) == (("12669",), ("20089",), ())


def test_a_form_knows_with_which_texts_it_asks(six: pcf.Taxonomy) -> None:
    wording = template.empty(six).wording
    assert wording == wording_of(six) == template.empty(pcf.load(lang="zh")).wording
    assert set(wording) == {process.id for process in six.processes}
    assert len(set(wording.values())) == len(wording)
    assert "20089" not in wording_of(pcf.load("7.0"))


answers = st.sampled_from([None, "0", "3", "5", "NA", "DK"])
ticks = st.sampled_from([None, "in_place", "partly", "DK"])


@st.composite
def placements(draw: st.DrawFn, elements: list[str]) -> tuple[Placement, ...]:
    """Return what a tool suggested and people decided, of every element once, and of nothing."""
    return tuple(
        Placement(
            element=element,
            relation=draw(st.sampled_from(RELATIONS)),
            decision=draw(st.sampled_from([None, *DECISIONS])),
            confidence=draw(st.none() | st.sampled_from([Decimal("0.125"), Decimal(1)])),
            tool=draw(st.sampled_from(["", "pcf 1"])),
            reviewer=draw(st.sampled_from(["", "Ann"])),
            reason="r",
        )
        for element in draw(st.lists(st.sampled_from([None, *elements]), max_size=5, unique=True))
    )


@st.composite
def forms(draw: st.DrawFn) -> Assessment:
    """Return a filled form of some edition."""
    model = pcf.load(draw(st.sampled_from(EDITIONS)))
    segments = [Segment(id="a", name="A", promise="p"), Segment(id="b", name="B")]
    form = template.empty(model, segments=segments[: draw(st.integers(0, 2))], round_name="2026-Q4")
    processes = draw(st.lists(st.sampled_from([one.element for one in form.responses]), max_size=8, unique=True))
    said = {
        one: Response(element=one, answer=draw(answers), target=draw(st.none() | st.integers(0, 5)), comment="c")
        for one in processes
    }
    lines = draw(st.lists(st.sampled_from([one.item for one in form.ticks]), max_size=8, unique=True))
    ticked = {one: Tick(item=one, state=draw(ticks), note="n") for one in lines}
    groups = draw(st.lists(st.sampled_from([group.id for group in model.root.children]), unique=True))
    figures = tuple(
        one.model_copy(update={"value": Decimal(draw(st.integers(0, 100)))}) if draw(st.booleans()) else one
        for one in form.figures
    )
    elements = st.lists(st.sampled_from([element.id for element in model]), max_size=4, unique=True)
    linked = st.lists(st.sampled_from([one.element for one in form.responses]), max_size=4, unique=True)
    order = [group.id for group in model.root.children]
    return form.model_copy(
        update={
            "responses": tuple(said.get(one.element, one) for one in form.responses),
            "ticks": tuple(ticked.get(one.item, one) for one in form.ticks),
            "group_weights": tuple(
                GroupWeight(element=one, weight=Decimal(2)) for one in sorted(groups, key=order.index)
            ),
            "figures": figures,
            "practices": (
                Practice(id="p1", text="t", elements=tuple(draw(elements))),
                Practice(id="p2", text="t", placements=draw(placements([element.id for element in model]))),
            ),
            "evidence": (EvidenceItem(id="e1", title="t", processes=tuple(draw(linked))),),
            "initiatives": (Initiative(id="i1", title="t", processes=tuple(draw(linked))),),
        }
    )


def _said(form: Assessment) -> dict[str, object]:
    """Return what a form says, whatever the order of its rows and links."""
    return {
        "responses": {one for one in form.responses if one.is_filled},
        "ticks": {one for one in form.ticks if one.is_filled},
        "group_weights": form.group_weights,
        "figures": {one for one in form.figures if one.is_filled},
        "segments": form.segments,
        "links": {(entry.id, link) for entry in (*form.evidence, *form.initiatives) for link in entry.processes},
        "placements": {(practice.id, one) for practice in form.practices for one in practice.placements},
    }


@settings(max_examples=25, deadline=None)
@given(form=forms(), others=st.lists(st.sampled_from(EDITIONS), min_size=1, max_size=3))
def test_over_other_editions_and_back_everything_is_as_it_was(form: Assessment, others: list[str]) -> None:
    between = form
    for edition in others:
        between = carried(between, edition)
    back = carried(between, form.edition)
    assert _said(back) == _said(form)
    assert back.unplaced == ()


@settings(max_examples=20, deadline=None)
@given(form=forms(), edition=st.sampled_from(EDITIONS))
def test_everything_said_is_carried_over_or_kept(form: Assessment, edition: str) -> None:
    there = carried(form, edition)
    placed, kept = _said(there), list(there.unplaced)
    assert {one.response for one in kept if one.response} | placed["responses"] == _said(form)["responses"]
    assert {one.tick for one in kept if one.tick} | placed["ticks"] == _said(form)["ticks"]
    assert len(kept) == len(set(kept))
    assert carried(there, edition).unplaced == there.unplaced


def test_what_was_agreed_not_applicable_is_carried_over_though_nothing_else_is_shared(workshop: Assessment) -> None:
    form = carried(workshop.model_copy(update={"responses": ()}), "7.4", round_name="2027-Q2")
    assert (form.response("10389").answer, form.response("10389").reason) == ("NA", "none here")
    assert {one.answer for one in form.responses if one.element != "10389"} == {None}


def test_what_is_lost_on_one_element_is_told_once(workshop: Assessment) -> None:
    gone = workshop.model_copy(update={"agreed": (Agreement(element="20089", answer="NA", reason="r"),)})
    assert codes(gone, "8.0", round_name="2027-Q2").count("not-carried-over") == 2  # 20092 is gone too


def test_answers_outside_a_narrower_scope_wait_and_come_back(six: pcf.Taxonomy, filled) -> None:
    said = {"target": 4, "weight": Decimal(2), "performed_by": "BPO", "comment": "c", "evidence": ("said",)}
    old = filled("3", but={"6.1.2": "NA"}, responses={"6.1.1": said})
    narrow = carried(old, "7.4", scope=template.parse_scope("6.2", six))
    first = narrow.response("20086")
    assert first == Response(element="20086", is_asked=False, target=4, weight=Decimal(2), performed_by="BPO")
    assert narrow.response("20087").answer == "NA"
    assert codes(old, "7.4", scope=template.parse_scope("6.2", six)) == ["answer-out-of-scope"]
    assert "answered-unasked" not in {one.code for one in narrow.scorecard().findings}
    assert len(narrow.unplaced) == len([one for one in narrow.responses if not one.is_asked]) - 1
    again = carried(narrow, "7.4", scope=template.parse_scope("6.2", six))
    assert again.unplaced == narrow.unplaced
    assert codes(narrow, "7.4", scope=template.parse_scope("6.2", six)) == []
    wide = carried(again, "7.4")
    assert (set(wide.responses), wide.unplaced) == (set(old.responses), ())


def test_an_answer_that_waits_in_a_copy_is_not_put_into_the_form_after_the_workshop(workshop: Assessment) -> None:
    kept = Unplaced(edition="7.4", round="2026", response=Response(element="10388", answer="1", comment="mine"))
    form = carried(workshop.model_copy(update={"unplaced": (kept,)}), "7.4", round_name="2027-Q2")
    assert (form.response("10388").answer, form.unplaced) == (None, (kept,))
