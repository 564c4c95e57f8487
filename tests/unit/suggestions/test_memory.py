"""What people decided helps the next statement; what they rejected does not come back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.mapping import Placement, Practice
from pcf.mapping.records import MOST
from pcf.suggestions import Suggester, with_suggestions
from pcf.suggestions.memory import remembered


def practice(text, *placements, key="p1"):
    return Practice(id=key, text=text, placements=placements)


def accepted(element):
    return Placement(element=element, decision="accepted", reviewer="Ann", date="2026-10-01")


def rejected(element):
    return Placement(element=element, decision="rejected", reviewer="Ann", reason="another team's")


def test_what_was_accepted_comes_first_as_sure_as_a_tool_may_be():
    text = "Ведём «красную папку»"
    assert "12840" not in [one.id for one in pcf.suggest(text)]
    best = pcf.suggest(text, known=[practice(text, accepted("12840"))])[0]
    assert (best.id, best.confidence) == ("12840", MOST)
    assert best.reasons.accepted == (text,)
    assert text in best.why


@pytest.mark.parametrize(
    ("known", "next_one"),
    [
        ("Ведём «красную папку» для надзора", "Обновить красную папку"),
        ("维护红色文件夹", "更新红色文件夹内容"),
        ("We keep the red folder up to date", "Update red folders"),
    ],
)
def test_an_accepted_statement_helps_the_next_in_every_language(known, next_one):
    before = {one.id: one.confidence for one in pcf.suggest(next_one, 15)}
    after = pcf.suggest(next_one, 15, known=[practice(known, accepted("12840"))])
    assert after[0].id == "12840"
    assert after[0].confidence > before.get("12840", 0) + 0.2


def test_what_was_rejected_does_not_come_back_for_this_text_alone():
    text = "Принимаем жалобы клиентов"
    best = pcf.suggest(text)[0].id
    known = [practice(text, rejected(best))]
    for same in (text, "принимаем  ЖАЛОБЫ клиентов!", " – Принимаем жалобы клиентов;"):
        assert best not in [one.id for one in pcf.suggest(same, 15, known=known)]
    assert best in [one.id for one in pcf.suggest("Принимаем жалобы пассажиров по телефону", known=known)]


@pytest.mark.parametrize(
    ("decided", "other"),
    [
        ("Принимаем жалобы клиентов", "Не принимаем жалобы клиентов"),
        ("Возим товар из магазина в офис", "Возим товар из офиса в магазин"),
        ("Звоним клиенту до ответа", "Звоним клиенту после ответа"),
        ("Answer within 3 days", "Answer within 30 days"),
        ("Контролируем качество контактов", "Контракт, качество, контакт"),
        ("投诉转销售", "销售转投诉"),
    ],
)
def test_a_decision_is_never_taken_over_to_another_text(decided, other):
    known = [practice(decided, accepted("10397"), rejected("10398"))]
    placed, _ = with_suggestions(practice(other), Suggester(known=known))
    assert not [one for one in placed.placements if one.decision]
    assert pcf.suggest(other, known=known).none != MOST


def test_what_was_placed_elsewhere_stays_there():
    text = "Рассматриваем жалобы акционеров"
    found = pcf.suggest(text, known=[practice(text, accepted(None))])
    assert found.none == MOST
    assert sum(one.confidence for one in found) <= 1 - MOST + 1e-9
    near = pcf.suggest(
        "Жалобы акционеров: рассмотрение", known=[practice("Рассматриваем жалобы акционеров", accepted(None))]
    )
    assert near.none > pcf.suggest("Жалобы акционеров: рассмотрение").none


def test_what_is_only_suggested_counts_for_nothing():
    text = "Ведём «красную папку»"
    known = [practice(text, Placement(element="12840", confidence="0.9", tool="pcf 0"))]
    assert list(pcf.suggest(text, known=known)) == list(pcf.suggest(text))


def test_of_two_decisions_about_an_element_the_last_holds_for_all():
    text = "Ведём «красную папку»"
    yes, no = practice(text, accepted("12840")), practice(text, rejected("12840"), key="p2")
    assert pcf.suggest(text, known=[no, yes])[0].id == "12840"
    assert "12840" not in [one.id for one in pcf.suggest(text, 15, known=[yes, no])]
    placed, _ = with_suggestions(practice(text), Suggester(known=[yes, no]))
    assert [one.decision for one in placed.placements if one.element == "12840"] == ["rejected"]


def test_what_has_no_place_in_the_edition_changes_no_confidence():
    text = "Разбираем жалобы клиентов"
    known = [practice(text, accepted("20605"))]  # registering products: new in 7.1
    before, after = pcf.suggest(text, edition="6.1.1"), pcf.suggest(text, edition="6.1.1", known=known)
    assert after.none == pytest.approx(before.none, abs=0.05)
    assert sum(one.confidence for one in after) > 0.5


@pytest.mark.parametrize("other", ["RMA-portal queue, weekly", "每周查看RMA-portal"])
def test_names_that_all_languages_share_carry_what_was_accepted_over(other):
    known = [practice("Ведём RMA-portal", accepted("12840"))]
    before = {one.id: one.confidence for one in pcf.suggest(other, 15)}.get("12840", 0)
    after = {one.id: one.confidence for one in pcf.suggest(other, 15, known=known)}.get("12840", 0)
    assert after > before


def test_a_single_shared_word_is_no_proof():
    known = [practice("Журнал «Ромашка» для обращений клиентов ведёт смена", accepted("10388"))]
    assert pcf.suggest("Ромашка", known=known)[0].confidence < 0.9


def test_several_accepted_elements_all_come_first():
    text = "Приём и возврат"
    known = [practice(text, accepted("10397"), accepted("20094"))]
    found = pcf.suggest(text, known=known)
    assert {found[0].id, found[1].id} == {"10397", "20094"}
    assert found[0].confidence == found[1].confidence == MOST / 2
    assert sum(one.confidence for one in found) + found.none <= 1 + 1e-9


def test_texts_without_a_word_are_not_taken_for_one_another():
    known = [practice("???", accepted("12840"))]
    assert list(pcf.suggest("!!!", known=known)) == []
    assert remembered(known).phrases == ()


def test_a_practice_gets_suggestions_beside_what_was_decided():
    text = "Принимаем жалобы клиентов"
    first = pcf.suggest(text)[0].id
    placed, found = with_suggestions(practice(text, rejected(first)), Suggester())
    assert placed.placements[0] == rejected(first)
    assert first not in [one.element for one in placed.placements[1:]]
    assert [one.decision for one in placed.placements[1:]] == [None] * (len(placed.placements) - 1)
    assert all(one.tool and one.confidence and one.why for one in placed.placements[1:] if one.element)
    assert len(found) == 3


def test_a_placed_practice_gets_no_suggestions():
    placed, _ = with_suggestions(practice("Принимаем жалобы", accepted("10397")), Suggester())
    assert placed.placements == (accepted("10397"),)


def test_decisions_on_the_same_text_are_taken_over_whole():
    known = [practice("Принимаем жалобы", accepted("10397"), rejected("10398"))]
    placed, _ = with_suggestions(practice("принимаем жалобы.", key="p7"), Suggester(known=known))
    assert placed == practice("принимаем жалобы.", accepted("10397"), rejected("10398"), key="p7")


def test_own_decisions_stand_against_earlier_ones():
    known = [practice("Принимаем жалобы", rejected("10397"))]
    placed, _ = with_suggestions(practice("Принимаем жалобы", accepted("10397")), Suggester(known=known))
    assert placed.elements == ("10397",)


def test_what_fits_nowhere_is_suggested_to_be_elsewhere():
    placed, found = with_suggestions(practice("Начисляем зарплату"), Suggester())
    elsewhere = [one for one in placed.placements if one.element is None]
    assert len(elsewhere) == 1
    assert float(elsewhere[0].confidence) == pytest.approx(found.none, abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(
    st.text("жалобыприем возврат投诉退货 complaints", min_size=3, max_size=40),
    st.sampled_from(["10397", "20094", "12840"]),
    st.booleans(),
)
def test_decisions_hold_whatever_the_words(text, element, is_accepted):
    known = [practice(text, accepted(element) if is_accepted else rejected(element))]
    found = pcf.suggest(text, 15, known=known)
    if remembered(known).phrases and is_accepted:
        assert found[0].id == element
    if not is_accepted and pcf.suggest(text, 15):
        assert element not in [one.id for one in found]
