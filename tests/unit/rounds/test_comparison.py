"""Two rounds compared: what moved, on the same people alone too, and what else changed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.assessment import (
    Agreement,
    Assessment,
    Copy,
    GroupWeight,
    Respondent,
    Response,
    Tick,
    gather,
    score_round,
    template,
)
from pcf.assessment.registers import Initiative
from pcf.assessment.roles import nameless
from pcf.assessment.scorecard import Scorecard
from pcf.changes import compare
from pcf.model import AnswerCode
from pcf.rounds.also_changed import WHATS
from pcf.rounds.changed_words import MARKS, ChangeWords
from pcf.rounds.comparison import ComparedElement, Comparison, compare_rounds

EDITIONS = ("6.1.1", "7.0", "7.2.1", "7.3.1", "7.4", "8.0")


def card(*forms: Assessment, **how: object) -> Scorecard:
    copies = [Copy(f"{number}.xlsx", form) for number, form in enumerate(forms)]
    return score_round(pcf.load(forms[0].edition), gather(copies), **how)


def row(found: Comparison, element: str) -> ComparedElement:
    return next(one for one in found.elements if one.id == element)


def whats(found: Comparison, element: str) -> tuple[str, ...]:
    return row(found, element).rests_on


def other(found: Comparison, what: str):
    return [one for one in found.also_changed if one.what == what]


def form_of(edition: str, level: AnswerCode = "3", **fields: object) -> Assessment:
    form = template.empty(pcf.load(edition))
    answered = tuple(Response(element=one.element, answer=level) for one in form.responses)
    return form.model_copy(update={"responses": answered} | fields)


def test_equal_rounds_give_all_zero_and_nothing_else_changed(filled) -> None:
    forms = [filled("3", respondent=name, workbook_id=name, segments="A", but={"6.1.1": None}) for name in ("A", "B")]
    found = compare_rounds(card(*forms), card(*forms))
    assert {one.delta for one in found.elements} == {0, None}
    assert {one.panel_delta for one in found.elements} == {0, None}
    assert (found.also_changed, found.ticks, found.initiatives) == ((), (), ())
    assert {one.change for one in found.segments} == {"kept"}


def test_a_nameless_form_against_itself_is_no_change_and_no_panel(filled) -> None:
    found = compare_rounds(card(filled("3")), card(filled("4")))
    assert row(found, "20085").delta == 1
    assert row(found, "20085").panel_delta is None
    assert found.also_changed == ()


def test_rows_stand_in_the_order_of_the_changes_between_the_editions() -> None:
    found = compare_rounds(card(form_of("7.0")), card(form_of("7.4")))
    ids = [one.id for one in found.elements]
    rows = {one.id: one for one in compare(pcf.load("7.0"), pcf.load("7.4"))}
    assert ids == [one for one in rows if one in ids]
    assert {one.id: one.change for one in found.elements} == {one: rows[one].change for one in ids}
    rated = {p.id for edition in ("7.0", "7.4") for p in pcf.load(edition) if p.level is not None and p.level <= 3}
    assert set(ids) == rated


def test_a_successor_is_compared_with_what_it_took_over() -> None:
    found = compare_rounds(card(form_of("7.0", "2")), card(form_of("7.4", "4")))
    new, old = row(found, "20595"), row(found, "10380")
    assert (new.delta, new.counterpart, new.is_succeeded) == (2, "10380", False)
    assert (old.delta, old.counterpart, old.is_succeeded) == (None, "20595", True)
    back = compare_rounds(card(form_of("7.4", "4")), card(form_of("7.0", "2")))
    assert (row(back, "10380").delta, row(back, "20595").is_succeeded) == (-2, True)


def test_over_several_editions_the_category_is_one() -> None:
    found = compare_rounds(card(form_of("6.1.1", "2")), card(form_of("8.0", "3")))
    assert (row(found, "20085").delta, row(found, "20085").counterpart) == (1, "10006")


def test_a_new_meaning_and_other_processes_are_marked() -> None:
    found = compare_rounds(card(form_of("7.0", "2")), card(form_of("7.4", "3")))
    assert "redefined" in whats(found, "20089")
    assert whats(found, "12658") == ("composition",)
    assert whats(found, "20086") == ()
    (lost,) = [one for one in other(found, "composition") if one.id == "12658"]
    assert (lost.before, lost.after) == (("20109",), ("20605",))
    assert {"redefined", "composition"} <= set(whats(found, "20085"))


def test_the_panel_is_who_answered_both_times_whatever_the_spelling(filled) -> None:
    old = [filled("1", respondent=name, workbook_id=name) for name in ("Anna  Petrova", "Boris", "")]
    new = [filled(level, respondent=name, workbook_id=f"n{name}") for level, name in (
        ("3", " anna petrova "), ("5", "Chen"), ("5", ""),
    )]  # fmt: skip
    found = compare_rounds(card(*old), card(*new))
    assert (found.panel.names, found.panel.joined, found.panel.left) == (("anna petrova",), ("Chen",), ("Boris",))
    assert found.panel.nameless == (1, 1)
    assert (row(found, "20086").delta, row(found, "20086").panel_delta) == (4, 2)
    (people,) = other(found, "respondents")
    assert (people.before, people.after, people.joined, people.left) == (3, 3, ("Chen",), ("Boris",))
    assert "respondents" in whats(found, "20086")


def test_aliases_never_match(filled) -> None:
    forms = [filled("2"), filled("4")]
    forms = [form.model_copy(update={"respondent": Respondent(alias="r1")}) for form in forms]
    found = compare_rounds(card(forms[0]), card(forms[1]))
    assert (found.panel.names, row(found, "20085").panel_delta) == ((), None)


def test_the_panel_knows_no_agreed_levels(filled) -> None:
    old = filled("2", respondent="Anna")
    answers = filled("3", respondent="Anna", workbook_id="w")
    lead = filled(None).model_copy(
        update={"respondents": (answers,), "agreed": (Agreement(element="20086", answer="5"),), "workbook_id": "w"}
    )
    found = compare_rounds(card(old), card(lead))
    assert (row(found, "20086").delta, row(found, "20086").panel_delta) == (3, 1)
    assert whats(found, "20086") == ("layer",)
    assert [(one.id, one.before, one.after) for one in other(found, "layer")] == [("20086", "answer", "agreed")]


@pytest.mark.parametrize(
    ("what", "fields", "touched", "untouched"),
    [
        ("policy", {"policy": "min"}, "20085", "20086"),
        ("weight", {"responses": {"6.1.1": {"weight": "2"}}}, "10378", "20086"),
        ("weight", {"group_weights": (GroupWeight(element="10378", weight=Decimal(2)),)}, "20085", "10378"),
        ("answered", {"but": {"6.1.1": None}}, "10378", "20087"),
        ("applicability", {"but": {"6.1.1": "NA"}}, "10378", "20087"),
        ("wording", {"wording": {"20086": "x"}}, "20086", "20087"),
    ],
)
def test_a_delta_that_rests_on_another_change_is_marked(filled, what, fields, touched, untouched) -> None:
    old, new = filled("3", wording={"20086": "y"}), filled("3", **{"wording": {"20086": "y"}} | fields)
    found = compare_rounds(card(old), card(new))
    assert {one.what for one in found.also_changed} == {what}
    assert whats(found, touched) == (what,)
    assert whats(found, untouched) == ()


def test_unknown_wording_is_no_change(filled) -> None:
    assert compare_rounds(card(filled("3", wording={})), card(filled("3"))).also_changed == ()


def test_targets_are_told_and_touch_no_score(filled) -> None:
    found = compare_rounds(card(filled("3")), card(filled("3", responses={"6.1.1": {"target": 4}})))
    assert [(one.what, one.id, one.before, one.after, one.affects) for one in found.also_changed] == [
        ("target", "20086", None, 4, ())
    ]


def test_another_way_of_combining_answers_touches_what_several_answered(filled) -> None:
    forms = [filled(level, respondent=level, workbook_id=level) for level in ("2", "5")]
    found = compare_rounds(card(*forms), card(*forms, consolidation="mean"))
    assert [(one.what, one.before, one.after) for one in found.also_changed] == [("consolidation", "median", "mean")]
    assert whats(found, "20086") == whats(found, "20085") == ("consolidation",)


def test_who_answered_what_is_told_although_the_people_are_the_same(filled) -> None:
    old = [filled("2", respondent=name, workbook_id=name) for name in ("Anna", "Boris")]
    new = [old[0], filled("2", respondent="Boris", workbook_id="Boris", but={"6.1.1": "DK"})]
    found = compare_rounds(card(*old), card(*new))
    assert [(one.what, one.id, one.before, one.after) for one in found.also_changed] == [("answered", "20086", 2, 1)]
    assert whats(found, "20086") == ("answered",)


def test_the_mix_of_roles_is_told(filled) -> None:
    old, new = (
        filled("3").model_copy(update={"respondent": Respondent(name="Anna", role=role)}) for role in ("manager", None)
    )
    (found,) = other(compare_rounds(card(old), card(new)), "roles")
    assert (found.before, found.after) == ({"manager": 1}, {})


def test_ticks_are_gained_and_lost(filled) -> None:
    states = {"10394": ("not_in_place", "in_place"), "10395": ("in_place", "partly"), "10396": ("DK", "partly")}
    old, new = (
        filled("3", ticks=tuple(Tick(item=item, state=both[side]) for item, both in states.items())) for side in (0, 1)
    )
    found = compare_rounds(card(old), card(new)).to_json()["ticks"]
    assert [(one["item"], one["from"], one["to"]) for one in found["gained"]] == [("10394", "not_in_place", "in_place")]
    assert [(one["item"], one["from"], one["to"]) for one in found["lost"]] == [("10395", "in_place", "partly")]


def test_lines_that_only_one_edition_asks_are_not_lost() -> None:
    model = pcf.load("7.4")
    line = next(tick.item for tick in template.empty(model).ticks if tick.item.startswith("20089."))
    old = form_of("7.4", ticks=(Tick(item=line, state="in_place"),))
    assert compare_rounds(card(old), card(form_of("8.0"))).ticks == ()


def test_initiatives_tell_how_far_they_have_come(filled) -> None:
    old = (Initiative(id="a", title="A", state="planned"), Initiative(id="b", title="B"), Initiative(id="c", title="C"))
    new = (Initiative(id="a", title="A", state="done"), Initiative(id="b", title="B2"), Initiative(id="d", title="D"))
    found = compare_rounds(card(filled("3", initiatives=old)), card(filled("3", initiatives=new)))
    assert [(one.id, one.change, one.before, one.after) for one in found.initiatives] == [
        ("a", "changed", "planned", "done"),
        ("d", "added", None, None),
        ("c", "gone", None, None),
    ]


def test_the_promised_keys_are_there(filled) -> None:
    told = compare_rounds(card(filled("3")), card(filled("4", policy="min"))).to_json("ru")
    assert {"edition_from", "edition_to", "elements", "segments", "also_changed", "ticks", "initiatives"} <= set(told)
    assert {"id", "change", "from", "to", "delta", "panel_delta", "rests_on"} <= set(told["elements"][0])
    assert told["elements"][0] | {"id": "20085", "from": 3, "to": 4, "delta": 1} == told["elements"][0]
    assert told["also_changed"] == [
        {"what": "policy", "id": None, "from": "mean", "to": "min", "affects": told["also_changed"][0]["affects"]}
    ]


def test_every_kind_of_change_has_words() -> None:
    assert set(MARKS) == set(WHATS)


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_every_change_is_said_in_every_language(filled, lang) -> None:
    old = [filled("1", respondent=name, workbook_id=name, segments="A;B") for name in ("Anna", "")]
    new = form_of("7.0", "4", policy="min", respondent=Respondent(name="Chen", role="manager"))
    found = compare_rounds(card(*old), card(new))
    words = ChangeWords(found, lang)
    said = [words.sentence(one) for one in found.also_changed]
    assert len(said) > 5
    assert all(said)
    assert not [one for one in said if "{" in one or "Fraction" in one]
    assert all(words.marks(one.rests_on) for one in found.elements if one.rests_on)


levels = st.sampled_from([None, "0", "1", "3", "5", "NA", "DK"])


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    """Return a scored round of one edition or another, of up to three people."""
    model = pcf.load(draw(st.sampled_from(EDITIONS)))
    forms = []
    for name in draw(st.lists(st.sampled_from(["Anna", "Boris", ""]), min_size=1, max_size=3, unique=True)):
        form = template.empty(model)
        code = draw(levels)
        but = draw(st.dictionaries(st.sampled_from([one.element for one in form.responses]), levels, max_size=4))
        answered = tuple(Response(element=one.element, answer=but.get(one.element, code)) for one in form.responses)
        forms.append(form.model_copy(update={"responses": answered, "respondent": Respondent(name=name)}))
    return card(*forms, policy=draw(st.sampled_from(["mean", "min"])))


@settings(max_examples=25, deadline=None)
@given(old=cards(), new=cards())
def test_swapped_rounds_move_the_other_way(old: Scorecard, new: Scorecard) -> None:
    there, back = compare_rounds(old, new), compare_rounds(new, old)
    names = {one.id: one.counterpart or one.id for one in there.elements}
    for one in there.elements:
        if one.delta is not None:
            same = row(back, one.id)
            twin = same if same.delta is not None else row(back, names[one.id])
            assert twin.delta == -one.delta
            assert twin.panel_delta == (None if one.panel_delta is None else -one.panel_delta)
            assert twin.rests_on == one.rests_on
    assert sorted(one.what for one in there.also_changed) == sorted(one.what for one in back.also_changed)


@settings(max_examples=15, deadline=None)
@given(one=cards())
def test_any_round_against_itself_has_not_moved(one: Scorecard) -> None:
    found = compare_rounds(one, one)
    assert {row.delta for row in found.elements} <= {None, Fraction(0)}
    assert found.also_changed == ()
    has_people = any(copy.assessment.respondent.name for copy in one.round.copies)
    assert bool(found.panel.names) == has_people


def test_a_panel_has_the_same_people_on_both_sides_of_every_process(filled) -> None:
    old = [filled("1", respondent="Anna", workbook_id="a"), filled("5", respondent="Boris", workbook_id="b")]
    new = [
        filled("1", but={"6.1.1": None}, respondent="Anna", workbook_id="a2"),
        filled("5", respondent="Boris", workbook_id="b2"),
    ]
    found = compare_rounds(card(*old, consolidation="mean"), card(*new, consolidation="mean"))
    one = row(found, "20086")
    assert (one.panel_before, one.panel_after, one.panel_delta, one.delta) == (5, 5, 0, 2)
    assert {each.panel_delta for each in found.elements} == {0}  # groups are of the same levels
    assert row(found, "20085").delta > 0


def test_what_nobody_rated_both_times_has_no_panel(filled) -> None:
    old = [filled("1", respondent="Anna", workbook_id="a", but={"6.1.1": "DK"})]
    new = [filled("3", respondent="Anna", workbook_id="a2")]
    found = compare_rounds(card(*old), card(*new))
    assert (row(found, "20086").panel_before, row(found, "20086").panel_after) == (None, None)
    assert (row(found, "10378").panel_before, row(found, "10378").panel_after) == (1, 3)


def _unnamed(filled, level: str, book: str) -> Scorecard:
    forms = [filled(level, respondent=name, workbook_id=f"{book}{name}") for name in ("Anna", "Boris", "Chen")]
    gathered = nameless(gather([Copy(form.workbook_id, form) for form in forms]))
    return score_round(pcf.load(), gathered)


def test_as_many_without_a_name_may_be_other_people(filled) -> None:
    old, new = _unnamed(filled, "2", "old"), _unnamed(filled, "4", "new")
    found = compare_rounds(old, new)
    (people,) = other(found, "respondents")
    assert (people.before, people.after, people.joined, people.left) == (3, 3, (), ())
    assert whats(found, "20086") == whats(found, "20085") == ("respondents",)
    assert compare_rounds(old, _unnamed(filled, "2", "old")).also_changed == ()
