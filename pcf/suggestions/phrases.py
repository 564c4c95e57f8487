"""Everything that statements are compared with: what the model says of its elements, and what other fields say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from pcf.ids import LANGUAGES, owner_of
from pcf.model import Bundle, ElementRecord, Text
from pcf.model.statement import StatementsBundle

Kind = Literal["name", "alternative", "synonym", "definition", "example", "statement", "elsewhere", "accepted", "own"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FIELD = "~"  # begins the owner of what another field says: ``~finance``


class Phrase(NamedTuple):
    """One thing that is said of an element, or in another field. Every phrase stands for itself.

    Names of a parent are not mixed into the phrases of its children: what they share would hide what tells them apart.
    """

    owner: str
    kind: Kind
    text: str


def phrases_of_model(model: Bundle) -> Iterator[Phrase]:
    """Yield what the model says of all elements of all editions; each text once an element.

    Of the names that an element had over the years only the last counts: an earlier one may have meant something else.
    """
    for element in model.elements:
        yield from _phrases_of(element)


def phrases_of_organisations(model: Bundle) -> Iterator[Phrase]:
    """Yield what an extended model says beyond what ships: own elements, and own names of shipped ones."""
    for element in model.elements:
        if owner_of(element.id):
            yield from _phrases_of(element)
        for own in element.own_names:
            yield from (Phrase(element.id, "alternative", text) for text in dict.fromkeys(_spoken(own.name)))


def _phrases_of(element: ElementRecord) -> Iterator[Phrase]:
    phrases: dict[str, Kind] = {}
    for text in _spoken(element.places[-1].name):
        phrases.setdefault(text, "name")
    for other in element.alternatives:
        phrases.setdefault(other.name, "alternative")
    for lang in LANGUAGES:
        for text in element.synonyms.spoken(lang):
            phrases.setdefault(text, "synonym")
        for text in element.examples.spoken(lang):
            phrases.setdefault(text, "example")
    for text in _spoken(element.definition):
        phrases.setdefault(text, "definition")
    yield from (Phrase(element.id, kind, text) for text, kind in phrases.items())


def phrases_of_others(statements: StatementsBundle) -> Iterator[Phrase]:
    """Yield the statements of organisations: those that belong to elements, then those of other fields."""
    for spoken in statements.by_language.values():
        for said in spoken.placed:
            yield from (Phrase(said.id, "statement", text) for text in dict.fromkeys(said.statements))
    for spoken in statements.by_language.values():
        for other in spoken.elsewhere:
            yield from (Phrase(f"{FIELD}{other.field}", "elsewhere", text) for text in dict.fromkeys(other.statements))


def _spoken(text: Text | None) -> list[str]:
    return [said for said in text.to_json().values() if said] if text else []
