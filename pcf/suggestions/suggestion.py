"""Where a statement belongs in the model, how sure that is, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import overload

from pcf.errors import N_, BadOptionError, Phrase
from pcf.framework import Framework
from pcf.i18n import Translator, negotiate
from pcf.ids import DEFAULT_EDITION, Language
from pcf.mapping import Placement, Practice
from pcf.suggestions.compiled import knowledge
from pcf.suggestions.confidence import confidences
from pcf.suggestions.memory import remembered
from pcf.suggestions.phrases import phrases_of_organisations
from pcf.suggestions.reasons import Reasons, reasons_for
from pcf.suggestions.signals import Candidate, Observer
from pcf.suggestions.tags import Tagged, Tagger
from pcf.taxonomy import Taxonomy, load

_A_TEXT = Phrase(N_("a text, or a list of texts"))
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An element where a statement may belong.

    Attributes:
        id, hierarchy_id, name: The element, as the edition has it.
        confidence: How likely it is right, 0 to ``MOST``; calibrated, as ``docs/en/practices.md`` shows.
        why: What it rests on, in one sentence.
        reasons: The same, piece by piece.
    """

    id: str
    hierarchy_id: str
    name: str
    confidence: float
    why: str
    reasons: Reasons


class Suggestions(Sequence[Suggestion]):
    """The elements where one statement may belong, the likest first.

    Attributes:
        text: The statement.
        none: The probability that it belongs to none of category 6.
        field: The code of the field beside customer service that it is likest, where one is.
        field_name: Its name.
    """

    def __init__(
        self, text: str, found: Sequence[Suggestion], *, none: float, field: str | None = None, field_name: str = ""
    ) -> None:
        self.text = text
        self.none = none
        self.field = field
        self.field_name = field_name
        self._found = tuple(found)

    @overload
    def __getitem__(self, place: int) -> Suggestion: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Suggestion]: ...
    def __getitem__(self, place: int | slice) -> Suggestion | Sequence[Suggestion]:
        return self._found[place]

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        best = ", ".join(f"{one.hierarchy_id} {one.confidence:.2f}" for one in self._found)
        return f"<Suggestions {self.text[:40]!r}: {best or '–'}; none {self.none:.2f}>"


class Suggester:
    """Suggests elements of one edition; knows what people of the organisation decided before.

    Making one with ``known`` practices takes some hundredths of a second; a statement about one thousandth.
    """

    def __init__(
        self, edition: str = DEFAULT_EDITION, known: Iterable[Practice] = (), *, model: Taxonomy | None = None
    ) -> None:
        self._model = model if model is not None else load(edition)
        self._memory = remembered(known)
        self._observer = _observer(self._model.framework, self._model.edition)
        if self._memory.phrases:
            self._observer = self._observer.with_phrases(self._memory.phrases)

    def decided(self, text: str) -> tuple[Placement, ...]:
        """Return what people decided before about a statement, word for word."""
        return tuple(self._memory.of(text).placements.values())

    def suggest(self, text: str, limit: int = 3, lang: str | None = None) -> Suggestions:
        """Return up to ``limit`` elements for one statement.

        Args:
            text: In Russian, Chinese, English or a mixture; what follows the first 5,000 characters is not read.
            limit: How many at most; none for 0 or less.
            lang: A BCP 47 tag: the language of names and reasons. If absent, that of the statement.

        Raises:
            MalformedLanguageError: ``lang`` is not a language tag.
        """
        spoken = (negotiate(lang) or "en") if lang else language_of(text)
        taxonomy, memory = self._model.in_language(spoken), self._memory.of(text)
        signals = self._observer.observe(text, without=memory.rejected, beside=memory.accepted)
        likely, none = confidences(signals, knowledge().weights)
        likely, none = memory.weigh([one.element for one in signals.candidates], likely, none)
        ranked = sorted(zip(likely, signals.candidates, strict=True), key=lambda one: -one[0])
        found = [
            self._suggestion(one, confidence, (signals.objects, signals.actions), taxonomy)
            for confidence, one in ranked[: max(0, limit)]
        ]
        field = signals.field if signals.field in taxonomy.field_names else None
        name = taxonomy.field_names[field] if field else ""
        return Suggestions(text, found, none=none, field=field, field_name=name)

    def _suggestion(
        self, candidate: Candidate, confidence: float, named: tuple[Tagged, Tagged], taxonomy: Taxonomy
    ) -> Suggestion:
        element = taxonomy[candidate.element]
        reasons = reasons_for(element, candidate.found, named, self._observer.index, taxonomy)
        why = reasons.say(Translator(taxonomy.lang))
        return Suggestion(element.id, element.hierarchy_id or "", element.name, confidence, why, reasons)


@cache
def _observer(framework: Framework, edition: str) -> Observer:
    known, model = knowledge(), framework.taxonomy(edition, "en")
    observer = Observer(model, known.index, Tagger(known.words))
    own = [*phrases_of_organisations(model.bundle)]
    return observer.with_phrases(own) if own else observer


@overload
def suggest(
    text: str,
    limit: int = 3,
    lang: str | None = None,
    *,
    edition: str = ...,
    known: Iterable[Practice] = ...,
    model: Taxonomy | None = ...,
) -> Suggestions: ...
@overload
def suggest(
    text: list[str] | tuple[str, ...],
    limit: int = 3,
    lang: str | None = None,
    *,
    edition: str = ...,
    known: Iterable[Practice] = ...,
    model: Taxonomy | None = ...,
) -> list[Suggestions]: ...
def suggest(
    text: str | list[str] | tuple[str, ...],
    limit: int = 3,
    lang: str | None = None,
    *,
    edition: str = DEFAULT_EDITION,
    known: Iterable[Practice] = (),
    model: Taxonomy | None = None,
) -> Suggestions | list[Suggestions]:
    """Suggest elements for an organisation's own statement, or for each of several; nothing leaves the machine.

    Args:
        text: A statement, or several.
        limit: How many elements at most for each.
        lang: A BCP 47 tag: the language of names and reasons. If absent, that of each statement.
        edition: Of the model.
        known: What people decided before: accepted practices serve as examples, rejected ones do not come back.
        model: Instead of an edition: a model with an organisation's own elements, ``pcf.load(extend="acme/")``.

    Raises:
        UnknownEditionError, MalformedLanguageError: There is no such edition; ``lang`` is not a tag.
        BadOptionError: ``text`` is something else.

    >>> best = suggest("Разбираем жалобы, ответ за 3 дня")[0]
    >>> best.hierarchy_id, best.name
    ('6.2.3', 'Управление жалобами клиентов')
    """
    texts = _texts_of(text)
    suggester = Suggester(edition, known, model=model)
    found = [suggester.suggest(one, limit, lang) for one in texts]
    return found[0] if isinstance(text, str) else found


def _texts_of(said: object) -> list[str]:
    if isinstance(said, str):
        return [said]
    texts = [one for one in said if isinstance(one, str)] if isinstance(said, list | tuple) else []
    if not isinstance(said, list | tuple) or len(texts) < len(said):
        raise BadOptionError(option="text", found=repr(said), expected=_A_TEXT)
    return texts


def language_of(text: str) -> Language:
    """Return the language whose script most letters of a text have; English where it is neither of the others.

    >>> [language_of(text) for text in ("Жалоба в CRM", "处理VIP投诉", "Complaints", "")]
    ['ru', 'zh', 'en', 'en']
    """
    letters: dict[Language, int] = {
        "en": len(_LATIN.findall(text)),
        "ru": len(_CYRILLIC.findall(text)),
        "zh": 3 * len(_HAN.findall(text)),  # a Chinese word has two signs, one of the others some six
    }
    return max(letters, key=lambda lang: letters[lang])
