"""Reasons found by words: the organisation's own words win, people's coding lasts, doubt leaves a message alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.errors import BadOptionError
from pcf.mapping.records import MOST
from pcf.reasons import Reason
from pcf.reasons.assignment import LINE, ReasonAssigner
from pcf.reasons.defaults import default_reasons

DEFAULTS = default_reasons(pcf.load(lang="en"))
IDS = {reason.id for reason in DEFAULTS}


@pytest.fixture(scope="module")
def assigner() -> ReasonAssigner:
    return ReasonAssigner(DEFAULTS)


def found(assigner: ReasonAssigner, text: str) -> str | None:
    return assigner.reasons_of([text])[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I forgot my password and the app locked me out", "password_access"),
        ("забыл пароль, не могу войти в личный кабинет", "password_access"),
        ("密码忘了，登录不上", "password_access"),
        ("The courier never turned up although you promised 10 to 12", "missed_delivery"),
        ("Оператор нахамил мне и бросил трубку", "staff_conduct"),
        ("整个小区都断网了", "outage"),
    ],
)
def test_messages_of_three_languages_find_their_reason(assigner: ReasonAssigner, text: str, reason: str) -> None:
    assert found(assigner, text) == reason


def test_slips_of_the_finger_are_survived(assigner: ReasonAssigner) -> None:
    assert found(assigner, "i forgott my passwrod") == "password_access"


def test_each_message_has_its_answer_in_its_place_and_equal_ones_the_same(assigner: ReasonAssigner) -> None:
    texts = ["where is my parcel", "забыл пароль", "where is my parcel"]
    first, second, again = assigner.assign(texts)
    assert (first.reason, second.reason) == ("where_is_my_order", "password_access")
    assert again is first
    assert assigner.assign([]) == []


@pytest.mark.parametrize("text", ["", "   ", "?!", "12345", "qzxv wvrk"])
def test_what_says_nothing_has_no_reason(assigner: ReasonAssigner, text: str) -> None:
    (one,) = assigner.assign([text])
    assert (one.reason, one.confidence) == (None, 0.0)


def test_the_line_decides_who_gets_a_reason_and_changes_no_confidence() -> None:
    texts = ["my card", "is it ready", "забыл пароль", "hm, the thing again"]
    bold, usual, strict = (ReasonAssigner(DEFAULTS, line=line).assign(texts) for line in (0.0, LINE, 1.0))
    assert [one.confidence for one in bold] == [one.confidence for one in usual] == [one.confidence for one in strict]
    assert [one.reason is not None for one in usual] == [one.confidence >= LINE for one in usual]
    assert any(one.reason is None and one.confidence for one in usual)
    assert not any(one.reason for one in strict)


@pytest.mark.parametrize("line", [-0.1, 1.1, float("nan")])
def test_a_line_that_is_no_probability_is_refused(line: float) -> None:
    with pytest.raises(BadOptionError):
        ReasonAssigner(DEFAULTS, line=line)


def test_reasons_of_the_organisations_own_are_found_by_its_words_and_names() -> None:
    parking = Reason(id="parking", words="Где у вас парковка?", names=("стоянка у магазина", "parking lot"))
    assigner = ReasonAssigner((*DEFAULTS, parking))
    assert found(assigner, "скажите, у вас есть парковка?") == "parking"
    assert found(assigner, "is there a parking lot") == "parking"
    assert found(assigner, "забыл пароль") == "password_access"


def test_the_organisations_words_win_over_those_of_the_model() -> None:
    text = "I cannot find my umbrella"
    assert found(ReasonAssigner(DEFAULTS), text) != "umbrella"
    own = Reason(id="umbrella", words="I cannot find my umbrella")
    assert found(ReasonAssigner((*DEFAULTS, own)), text) == "umbrella"


def test_a_renamed_reason_keeps_what_the_model_says_of_it() -> None:
    renamed = [one.model_copy(update={"words": "Zugang"}) if one.id == "password_access" else one for one in DEFAULTS]
    assigner = ReasonAssigner(renamed)
    assert found(assigner, "I forgot my password") == "password_access"
    assert found(assigner, "Zugang") == "password_access"


def test_only_reasons_of_the_list_are_given() -> None:
    short = [reason for reason in DEFAULTS if reason.id != "password_access"]
    assert found(ReasonAssigner(short, line=0.0), "забыл пароль") in IDS - {"password_access"}


def test_a_list_of_one_and_a_list_of_none_do_not_fail() -> None:
    (single,) = ReasonAssigner([Reason(id="only", words="Where is my parcel?")]).assign(["parcel"])
    assert 0 < single.confidence <= MOST
    assert ReasonAssigner([]).reasons_of(["parcel", ""]) == [None, None]


def test_a_reason_that_the_model_does_not_know_is_trusted_less() -> None:
    text = "Where is my parcel?"
    known = ReasonAssigner([Reason(id="where_is_my_order", words=text)]).assign([text])[0]
    strange = ReasonAssigner([Reason(id="parcels", words=text)]).assign([text])[0]
    assert strange.confidence < known.confidence


class TestCodedMessages:
    def test_the_same_words_get_the_same_reason(self) -> None:
        assigner = ReasonAssigner(DEFAULTS, {"Куда делась моя собака": "security"})
        (one,) = assigner.assign(["куда делась моя собака?!"])
        assert (one.reason, one.confidence) == ("security", MOST)
        assert "Куда делась моя собака" in one.why

    def test_they_teach_messages_that_are_like_them(self) -> None:
        text = "the dongle blinks purple since Monday"
        coded = {"dongle blinks purple": "how_to_use", "my dongle is blinking purple again": "how_to_use"}
        before, after = (ReasonAssigner(DEFAULTS, learned, line=0.0).assign([text])[0] for learned in (None, coded))
        assert before.reason != "how_to_use"
        assert after.reason == "how_to_use"
        assert "your own, confirmed" in after.why

    def test_those_that_name_no_reason_of_the_list_teach_nothing(self) -> None:
        text = "куда делась моя собака"
        taught = ReasonAssigner(DEFAULTS, {text: "dogs", "": "security", "!?": "security"})
        assert taught.assign([text, "", "?"]) == ReasonAssigner(DEFAULTS).assign([text, "", "?"])


def test_why_names_what_the_message_is_like_in_its_own_language(assigner: ReasonAssigner) -> None:
    english, russian = assigner.assign(["I forgot my password", "забыл пароль"])
    assert english.why.startswith("like “")
    assert russian.why.startswith("похоже на «")


words = st.sampled_from(
    [
        "where",
        "is",
        "my",
        "order",
        "parcel",
        "bill",
        "wrong",
        "пароль",
        "счёт",
        "возврат",
        "退款",
        "快递",
        "密码",
        "zzz",
        "7",
        "!",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.lists(words, max_size=8).map(" ".join), st.text(max_size=40)), max_size=6))
def test_whatever_is_said_each_text_has_one_answer_that_holds_its_promises(texts: list[str]) -> None:
    assigner = shared()
    answers = assigner.assign(texts)
    assert len(answers) == len(texts)
    for text, one in zip(texts, answers, strict=True):
        assert 0 <= one.confidence <= MOST
        assert (one.reason is None) == (one.confidence < LINE)
        assert one.reason is None or one.reason in IDS
        assert one.why
        assert assigner.assign([text]) == [one]  # alone or among others


_SHARED: list[ReasonAssigner] = []


def shared() -> ReasonAssigner:
    if not _SHARED:
        _SHARED.append(ReasonAssigner(DEFAULTS))
    return _SHARED[0]
