from __future__ import annotations

import gettext
import string

import pytest
from babel.messages.pofile import read_po

from pcf import _resources, errors
from pcf.i18n import Translator
from pcf.model import Text


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_a_message_without_a_translation_is_said_in_english(lang: str) -> None:
    say = Translator(lang)  # type: ignore[arg-type]
    assert say("A sentence that nobody wrote: {found}.", found=3) == "A sentence that nobody wrote: 3."
    assert say.plural("{count} sparrow", "{count} sparrows", 5) == "5 sparrows"


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_an_empty_message_is_empty_and_not_the_header_of_the_catalogue(lang: str) -> None:
    assert Translator(lang)("") == ""  # type: ignore[arg-type]


def test_a_message_without_facts_keeps_its_braces() -> None:
    assert Translator("en")("{found} stays") == "{found} stays"


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_an_error_is_said_with_its_facts_in_another_language(lang: str) -> None:
    error = errors.UnknownEditionError(edition="9.9", editions=["7.4", "8.0"])
    said = Translator(lang).error(error)  # type: ignore[arg-type]
    assert said != str(error)
    assert "9.9" in said
    assert "7.4, 8.0" in said


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_a_translation_names_no_fact_that_the_english_does_not(lang: str) -> None:
    path = _resources.checkout() / "locales" / lang / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file)

    def named(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    culprits = []
    for message in catalogue:
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = set().union(*(named(text) for text in english)) if message.id else set()
        culprits += [f"{path}: {text}" for text in said if message.id and text and named(text) - allowed]
    assert not culprits, "\n".join(culprits)


def test_russian_has_three_plurals_and_chinese_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from pcf.i18n import translator

    class Sparrows(gettext.NullTranslations):
        def ngettext(self, one: str, many: str, count: int) -> str:
            return "{count} воробья" if count == 2 else many

    monkeypatch.setattr(translator, "_catalogue", lambda _: Sparrows())
    assert Translator("ru").plural("{count} sparrow", "{count} sparrows", 2) == "2 воробья"


def test_a_missing_translation_of_the_data_shows_english_marked_as_such() -> None:
    text = Text(en="Close claim", ru="Закрытие")
    assert [text.spoken(lang) for lang in ("en", "ru", "zh")] == ["Close claim", "Закрытие", "Close claim [en]"]  # type: ignore[arg-type]
