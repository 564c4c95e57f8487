"""Objects and actions are told by the words of the closed lists."""

from __future__ import annotations

import pcf
from pcf.ids import LANGUAGES
from pcf.model.statement import WordsRecord
from pcf.source import statements
from pcf.suggestions.compiled import knowledge
from pcf.suggestions.tags import Tagger, tag_words

WORDS = WordsRecord(
    objects={"complaint": ("жалоба", "投诉", "customer complaint"), "return": ("возврат", "退货")},
    actions={"receive": ("принять", "受理", "take in"), "route": ("передать", "take in")},
)


def test_words_are_found_in_any_form_and_told_in_their_own_spelling():
    objects, actions = Tagger(tag_words([WORDS])).read("Оператор ПРИНЯЛ три жалобы и один возврат")
    assert objects.shares == {"complaint": 0.5, "return": 0.5}
    assert objects.words == {"complaint": ("жалобы",), "return": ("возврат",)}
    assert not actions.shares or actions.words == {"receive": ("принял",)}


def test_chinese_words_are_found_inside_a_run():
    objects, actions = Tagger(tag_words([WORDS])).read("统一受理投诉和退货")
    assert set(objects.shares) == {"complaint", "return"}
    assert actions.words == {"receive": ("受理",)}


def test_a_word_of_two_tags_is_shared_and_phrases_must_stand_together():
    _, actions = Tagger(tag_words([WORDS])).read("We take in goods")
    assert actions.shares == {"receive": 0.5, "route": 0.5}
    _, apart = Tagger(tag_words([WORDS])).read("We take goods")
    assert apart.shares == {}


def test_nothing_named_is_nothing_told():
    objects, actions = Tagger(tag_words([WORDS])).read("")
    assert (objects.shares, actions.shares) == ({}, {})


def test_every_tag_has_words_in_every_language():
    bundle = pcf.load().bundle
    for lang in LANGUAGES:
        words = statements().by_language[lang].words
        for kind in ("objects", "actions"):
            said = getattr(words, kind)
            assert set(said) == {tag.code for tag in getattr(bundle, kind)}, (lang, kind)
            assert all(len(set(one)) >= 10 for one in said.values()), (lang, kind)


def test_a_word_stands_for_few_tags():
    crowded = {word: tags for word, tags in knowledge().words.items() if len(tags) > 5}
    assert not crowded, crowded
