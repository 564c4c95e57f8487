"""Why a statement is thought to belong to an element: what it is like, and what it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pcf.errors import N_
from pcf.i18n import Translator
from pcf.suggestions.index import Found, Index
from pcf.suggestions.tags import Tagged
from pcf.taxonomy import Element, Taxonomy

_LIKE = 0.1  # a phrase less like the statement than this explains nothing


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for one element.

    Attributes:
        phrases: What is said of the element that the statement is like, the likest first.
        accepted: Those of them that people of the organisation placed there themselves.
        objects, actions: The element's objects and actions that the statement names, by name in the language
            of the taxonomy, each with the words that name it.
    """

    phrases: tuple[str, ...]
    accepted: tuple[str, ...]
    objects: Mapping[str, tuple[str, ...]]
    actions: Mapping[str, tuple[str, ...]]

    def say(self, say: Translator) -> str:
        """Return all of it as one sentence."""
        said = []
        if self.accepted:
            said.append(say(N_("your own, confirmed: “{phrase}”"), phrase=self.accepted[0]))
        elif self.phrases:
            said.append(say(N_("like “{phrase}”"), phrase=self.phrases[0]))
        for message, named in (
            (N_("object: {name} ({words})"), self.objects),
            (N_("action: {name} ({words})"), self.actions),
        ):
            said += [say(message, name=name, words=", ".join(words)) for name, words in named.items()]
        return say(N_("; ")).join(said) if said else say(N_("only single words are alike"))

    def to_json(self) -> dict[str, Any]:
        return {
            "phrases": list(self.phrases),
            "accepted": list(self.accepted),
            "objects": {name: list(words) for name, words in self.objects.items()},
            "actions": {name: list(words) for name, words in self.actions.items()},
        }


def reasons_for(
    element: Element, found: Found, named: tuple[Tagged, Tagged], index: Index, taxonomy: Taxonomy
) -> Reasons:
    """Collect what speaks for an element.

    Args:
        element: As the taxonomy has it.
        found: What the index found of it.
        named: The objects and actions of the statement.
        index: Where the phrases stand.
        taxonomy: Speaks the language of the reasons.
    """
    phrases = [phrase for like, phrase in found.phrases if like >= _LIKE]
    objects, actions = named
    return Reasons(
        phrases=tuple(index.text(one) for one in phrases),
        accepted=tuple(index.text(one) for one in phrases if index.kind(one) == "accepted"),
        objects=_named(objects, element.words.objects, taxonomy.object_names),
        actions=_named(actions, element.words.actions, taxonomy.action_names),
    )


def _named(said: Tagged, own: tuple[str, ...], names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {names[tag]: said.words[tag] for tag in own if tag in said.words}
