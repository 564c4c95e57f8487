"""What messages are compared with: each text once a reason, the organisation's own words first."""

from __future__ import annotations

from pcf.ids import LANGUAGES
from pcf.reasons import Reason
from pcf.reasons.assignment.phrases import phrases_of, words_of
from pcf.source import loops
from pcf.suggestions.tags import Tagger

MODEL = loops().reasons.reasons
FIRST = MODEL[0]


def said(*reasons: Reason, learned: dict[str, str] | None = None) -> dict[tuple[str, str], str]:
    phrases = list(phrases_of(reasons, MODEL, learned or {}))
    found = {(one.owner, one.text): one.kind for one in phrases}
    assert len(found) == len(phrases)
    return found


def test_a_reason_of_the_model_brings_all_that_the_model_says_of_it() -> None:
    found = said(Reason(id=FIRST.id, words="Tracking"))
    assert found[FIRST.id, "Tracking"] == "own"
    assert found[FIRST.id, FIRST.words.en] == "name"
    for lang in LANGUAGES:
        assert {found[FIRST.id, text] for text in FIRST.labels.spoken(lang)} == {"synonym"}
        assert {found[FIRST.id, text] for text in FIRST.examples.spoken(lang)} == {"example"}


def test_own_words_stay_own_where_the_model_says_the_same() -> None:
    label = FIRST.labels.en[0]
    assert said(Reason(id=FIRST.id, words=FIRST.words.en, names=(label,)))[FIRST.id, label] == "own"


def test_a_reason_of_the_organisation_has_only_its_own_words() -> None:
    assert said(Reason(id="mine", words="A", names=("B", "A"))) == {("mine", "A"): "own", ("mine", "B"): "own"}


def test_coded_messages_teach_reasons_of_the_list_but_not_without_end() -> None:
    learned = {f"message {number}": "mine" for number in range(1_000)} | {"x": "other_list", "A": "mine"}
    found = said(Reason(id="mine", words="A"), learned=learned)
    assert found["mine", "A"] == "own"
    assert 100 <= sum(kind == "accepted" for kind in found.values()) < 1_000
    assert not any(owner == "other_list" for owner, _ in found)


def test_one_thing_is_one_term_in_all_languages() -> None:
    tagger = Tagger(words_of(loops().reasons.concepts))
    terms = [{term for term in tagger.terms(text) if ":" in term} for text in ("my password", "мой пароль", "密码")]
    assert terms[0] & terms[1] & terms[2]
