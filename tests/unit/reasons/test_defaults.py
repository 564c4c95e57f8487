import pytest

from pcf import load
from pcf.ids import LANGUAGES
from pcf.model.loop import OTHER
from pcf.reasons.defaults import default_reasons
from pcf.reasons.records import Reason
from pcf.reasons.spellings import fold, shared, spellings
from pcf.source import loops


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_default_list_is_the_models_in_the_language_asked_for(lang):
    taxonomy = load(lang=lang)
    reasons = default_reasons(taxonomy)
    assert [one.id for one in reasons] == [one.id for one in loops().reasons.reasons]
    assert len(reasons) == 25
    assert reasons[-1].id == OTHER
    assert [one.words for one in reasons] == [one.words.spoken(lang) for one in loops().reasons.reasons]
    assert all(one.owner and one.driver for one in reasons)


def test_it_names_only_elements_of_the_edition():
    for edition in [one.id for one in load().bundle.editions]:
        taxonomy = load(edition)
        named = {element for one in default_reasons(taxonomy) for element in (*one.causes, *one.handled_by)}
        assert [element for element in named if element not in taxonomy] == []


def test_no_two_default_reasons_have_words_in_common_in_any_language():
    assert shared(default_reasons(load())) == {}


def test_an_organisations_own_reason_has_no_words_but_its_own():
    assert spellings([Reason(id="mine", words="Why?", names=("x", " "))]) == (
        ("mine", "mine"),
        ("Why?", "mine"),
        ("x", "mine"),
    )


def test_case_and_blanks_and_ways_to_write_a_letter_do_not_matter():
    assert fold("  Й ") == fold("\u0438\u0306")


def test_spellings_of_several_reasons_are_told_with_all_of_them():
    reasons = [Reason(id="a", words="One"), Reason(id="b", words="one "), Reason(id="c", words="C", names=("A",))]
    assert shared(reasons) == {"a": ("a", "c"), "One": ("a", "b")}
