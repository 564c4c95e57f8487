"""Where statements belong: in three languages, mixed, misspelt, empty, hostile."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import pcf
from pcf.errors import BadOptionError, MalformedLanguageError, UnknownEditionError
from pcf.ids import LANGUAGES
from pcf.mapping.records import MOST
from pcf.suggestions import Suggester

PLAIN = {
    "Принимаем жалобы клиентов и регистрируем их в журнале": "10397",
    "Составляем график смен операторов контакт-центра": "10391",
    "Разрабатываем план отзыва продукции": "20092",
    "受理客户投诉并登记": "10397",
    "编制客服人员排班表": "10391",
    "Register customer complaints as they come in": "10397",
    "Schedule the shifts of contact centre agents": "10391",
}


@pytest.mark.parametrize(("text", "element"), PLAIN.items())
def test_plain_statements_find_their_element_first(text, element):
    assert pcf.suggest(text)[0].id == element


def test_a_mixture_of_scripts_is_one_statement():
    assert pcf.suggest("客服排班 schedule смен 坐席")[0].id == "10391"


def test_object_and_action_decide_between_neighbours():
    places = [
        pcf.suggest(text)[0].hierarchy_id
        for text in (
            "Принять жалобу клиента",
            "Передать жалобу ответственному исполнителю",
            "Принять решение по жалобе и возместить ущерб",
            "Ответить клиенту на жалобу",
        )
    ]
    assert places == ["6.2.3.1", "6.2.3.2", "6.2.3.3", "6.2.3.4"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Начисляем зарплату и сдаём отчёт в налоговую", {"hr", "finance"}),
        ("Ремонтируем станки в цехе", {"production"}),
        ("招聘面试与新员工入职", {"hr"}),
        ("We negotiate the purchase of raw materials with suppliers", {"procurement"}),
    ],
)
def test_what_belongs_elsewhere_is_said_to_and_where(text, field):
    found = pcf.suggest(text)
    assert found.none > 0.5
    assert found.field in field
    assert found.field_name


def test_the_reason_names_phrase_object_and_action():
    best = pcf.suggest("Принимаем жалобы клиентов", lang="en")[0]
    assert best.reasons.phrases
    assert "Complaint" in best.reasons.objects
    assert "жалобы" in best.reasons.objects["Complaint"]
    assert "Receive" in best.reasons.actions
    assert best.reasons.phrases[0] in best.why
    assert "жалобы" in best.why


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_and_reasons_are_in_the_language_that_is_asked_for(lang):
    best = pcf.suggest("Register customer complaints", lang=lang)[0]
    assert best.name == pcf.load(lang=lang)[best.id].name


def test_without_a_language_a_statement_is_answered_in_its_own():
    for text, lang in (("Регистрация жалоб", "ru"), ("投诉登记", "zh"), ("Complaint registration", "en")):
        best = pcf.suggest(text)[0]
        assert best.name == pcf.load(lang=lang)[best.id].name


def test_a_list_gives_a_list_and_a_text_the_same_as_alone():
    texts = ["Регистрация жалоб", "投诉登记", ""]
    assert [list(one) for one in pcf.suggest(texts)] == [list(pcf.suggest(text)) for text in texts]


@pytest.mark.parametrize("limit", [0, 1, 2, 7, 15])
def test_the_limit_is_kept_and_changes_nothing_else(limit):
    text = "Разбираем жалобы, ответ клиенту за 3 дня"
    assert list(pcf.suggest(text, limit)) == list(pcf.suggest(text, 15))[:limit]


def test_other_editions_answer_with_their_own_elements():
    found = pcf.suggest("Регистрируем проданные изделия по серийному номеру", edition="7.0")
    assert all(one.id in pcf.load("7.0") for one in found)
    assert pcf.suggest("Регистрируем проданные изделия по серийному номеру")[0].id == "20605"  # new in 7.1
    assert "20605" not in {one.id for one in found}


def test_nothing_to_read_gives_no_suggestion():
    for text in ("", "   ", "12345 2026-10-01", "!!! ??? 😀", "\x00\x1f"):
        found = pcf.suggest(text)
        assert list(found) == []
        assert found.none == MOST


def test_another_language_is_not_taken_for_customer_service():
    found = pcf.suggest("Die Buchhaltung erstellt den Jahresabschluss")
    assert found.none > 0.3


@pytest.mark.parametrize("wrong", [None, 5, b"x", ["a", None], {"a": 1}])
def test_what_is_no_text_is_refused(wrong):
    with pytest.raises(BadOptionError):
        pcf.suggest(wrong)


def test_wrong_editions_and_languages_are_refused():
    with pytest.raises(UnknownEditionError):
        pcf.suggest("x", edition="9.9")
    with pytest.raises(MalformedLanguageError):
        pcf.suggest("x", lang="!!")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.integers(-1, 20))
@example("е" * 100_000, 3)
@example("投" * 100_000, 3)
@example(" ".join(["жалоба"] * 20_000), 3)
def test_any_text_is_answered_with_probabilities(text, limit):
    found = pcf.suggest(text, limit)
    assert len(found) <= max(0, limit)
    assert all(0 < one.confidence <= MOST for one in found)
    assert all(one.confidence >= other.confidence for one, other in pairwise(found))
    assert 0 <= found.none <= MOST
    assert sum(one.confidence for one in found) + found.none <= 1 + 1e-9
    assert len({one.id for one in found}) == len(found)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(list(PLAIN)), st.integers(0, 3))
def test_case_blanks_and_full_width_letters_do_not_matter(text, spaces):
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    for same in (text.upper(), f"{' ' * spaces}{text}\n", wide):
        assert pcf.suggest(same)[0].id == pcf.suggest(text)[0].id


def _with_a_slip(word: str, chance: random.Random) -> str:
    """Swap two letters, drop one or double one, but not among the first three."""
    place = chance.randrange(3, len(word) - 1)
    kind = chance.choice(("swap", "drop", "double"))
    if kind == "swap":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + (word[place] * 2 if kind == "double" else "") + word[place + 1 :]


def test_slips_of_the_finger_are_survived():
    chance = random.Random(1)
    kept = tried = 0
    for text, element in PLAIN.items():
        for _ in range(20):
            words = text.split()
            long = [place for place, word in enumerate(words) if len(word) >= 7 and word.isalpha() and word[0] < "一"]
            if not long:
                continue
            place = chance.choice(long)
            words[place] = _with_a_slip(words[place], chance)
            tried += 1
            kept += element in [one.id for one in pcf.suggest(" ".join(words))]
    assert tried >= 80
    assert kept / tried >= 0.95


def test_latin_letters_inside_russian_words_are_read_as_russian():
    assert [one.id for one in pcf.suggest("жaлобa клиeнтa")] == [one.id for one in pcf.suggest("жалоба клиента")]


def test_several_suggesters_do_not_disturb_one_another():
    one, other = Suggester(), Suggester("7.0")
    text = "Разбираем жалобы"
    assert list(one.suggest(text)) == list(Suggester().suggest(text))
    assert list(other.suggest(text)) == list(pcf.suggest(text, edition="7.0"))
