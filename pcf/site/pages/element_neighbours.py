"""Which elements are near to one another, and what tells them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log

from pcf.errors import N_
from pcf.framework import Framework, shipped
from pcf.ids import DEFAULT_EDITION, owner_of
from pcf.search import find
from pcf.site.markdown import plain, section, table
from pcf.site.pages.element_parts import opening, sentences, to_element
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element, load

MOST = 6
_MOST_BESIDE = 3  # all that stand beside an element are listed anyway; those elsewhere are found nowhere else
_NEAR = 0.9  # what is less near is no neighbour
_STEP = 0.3  # for each level between the two: nobody takes a task for a process group
_SPOKEN_OF = 0.18  # from here on a hit of the search may be what a clause of the definition speaks of
_STEM = 5  # letters by which an English word is known: "schedule" and "scheduling"
_ANYTHING = "manage"  # an action that tells nothing: nobody takes two elements for each other because of it


@dataclass(frozen=True, slots=True)
class _Sentences:
    """How one difference is said: each has something alone, or one has all that the other has, and more."""

    both: str
    here: str = ""
    there: str = ""


_ALL_SAME = N_("They work on the same and do the same: only the definitions tell them apart.")
_SAME_OBJECTS = _Sentences(
    N_("They work on the same. Here: {here}. There: {there}."),
    N_("They work on the same. Here also: {here}."),
    N_("They work on the same. There also: {there}."),
)
_SHARED_OBJECTS = _Sentences(
    N_("They share part of what they work on. Here: {here}. There: {there}."),
    N_("They share part of what they work on. Here also: {here}."),
    N_("They share part of what they work on. There also: {there}."),
)
_SAME_ACTIONS = _Sentences(
    N_("They do the same, partly to the same things. Here: {here}. There: {there}."),
    N_("They do the same, partly to the same things. Here also: {here}."),
    N_("They do the same, partly to the same things. There also: {there}."),
)
_SAME_ACTIONS_ALONE = _Sentences(N_("They do the same to different things. Here: {here}. There: {there}."))
_NOTHING_SAME = _Sentences(N_("They work on different things. Here: {here}. There: {there}."))


def neighbours(model: SiteModel, element: Element) -> list[Element]:
    """Return at most ``MOST`` elements that may be taken for this one, the nearest first.

    They work on the same, or the definition of one speaks of the other: there it says where it ends. Among these
    those are near that do the same and stand beside it. What stands above or below is not among them. The choice
    does not depend on the language. An element without tags has no neighbours.
    """
    return [model.element(one) for one in _near(replace(model, lang="en"), element.id)]


@cache
def _near(model: SiteModel, element_id: str) -> tuple[str, ...]:
    element = model.element(element_id)
    if not element.words.objects:
        return ()
    own = _line(element)
    beside = {one.id for one in element.parent.children} if element.parent else set()
    scored = []
    for place, other in enumerate(model.elements):
        if not other.words.objects or other.id in own:
            continue
        spoken = _speaks_of(model, element, other) or _speaks_of(model, other, element)
        if spoken or {*element.words.objects} & {*other.words.objects}:
            scored.append((_nearness(element, other) + spoken + (other.id in beside), place, other.id))
    scored.sort(key=lambda one: (-round(one[0], 9), one[1]))
    near = [other for score, _, other in scored if score >= _NEAR]
    siblings = [other for other in near if other in beside][:_MOST_BESIDE]
    return tuple(other for other in near if other in siblings or other not in beside)[:MOST]


def neighbour_table(model: SiteModel, here: str, element: Element) -> str:
    """Return the section with the element itself in the first row and its neighbours below."""
    say = model.say
    near = neighbours(model, element)
    if not near:
        return ""
    heads = [say("Element"), say("What tells it apart, and how its definition begins"), say("Works on"), say("Does")]
    first = [f"**{plain(model.label(element))}**", plain(say("This page")), *_tags(model, element)]
    rows = [
        [
            to_element(model, here, other),
            f"**{plain(difference(model, element, other))}**<br>{plain(opening(other))}",
            *_tags(model, other),
        ]
        for other in near
    ]
    body = table([plain(one) for one in heads], [first, *rows])
    wrapped = f'<div class="pcf-neighbours" data-pagefind-weight="0.2" markdown="1">\n\n{body}\n\n</div>'
    return section(say("Easily confused with"), wrapped, anchor="neighbours")


def _tags(model: SiteModel, element: Element) -> tuple[str, str]:
    return plain(model.say("; ").join(element.objects)), plain(model.say("; ").join(element.actions))


def difference(model: SiteModel, here: Element, there: Element) -> str:
    """Say in the words of the closed lists what tells two elements apart; nothing that their tags contradict."""
    objects, actions = (here.words.objects, there.words.objects), (here.words.actions, there.words.actions)
    same_objects, same_actions = (set(one) == set(other) for one, other in (objects, actions))
    on, does = _names(model.taxonomy.object_names, objects), _names(model.taxonomy.action_names, actions)
    if same_objects:
        return model.say(_ALL_SAME) if same_actions else _said(model, _SAME_OBJECTS, does)
    tells = same_actions and {*actions[0]} != {_ANYTHING}
    if not set(objects[0]) & set(objects[1]):
        return _said(model, _SAME_ACTIONS_ALONE if tells else _NOTHING_SAME, on)
    if same_actions:
        return _said(model, _SAME_ACTIONS if tells else _SHARED_OBJECTS, on)
    return _said(model, _SHARED_OBJECTS, does)


def _names(names: Mapping[str, str], codes: tuple[Sequence[str], Sequence[str]]) -> tuple[list[str], list[str]]:
    """Return what each of two has alone, in words."""
    here, there = codes
    return [names[one] for one in here if one not in there], [names[one] for one in there if one not in here]


def _said(model: SiteModel, words: _Sentences, alone: tuple[Sequence[str], Sequence[str]]) -> str:
    """Say what each has alone, or what one has beside all that the other has."""
    here, there = (model.say("; ").join(one) for one in alone)
    if here and there:
        return model.say(words.both, here=here, there=there)
    return model.say(words.here, here=here) if here else model.say(words.there, there=there)


def _nearness(here: Element, there: Element) -> float:
    steps = abs((here.level or 0) - (there.level or 0))
    on, does = _weights()
    objects = _shared(here.words.objects, there.words.objects, on)
    actions = _shared(here.words.actions, there.words.actions, does)
    return 3 * objects + 2 * actions - _STEP * steps


def _shared(here: tuple[str, ...], there: tuple[str, ...], weights: Mapping[str, float]) -> float:
    """Return how much of the tags of both is in both, 0 to 1; a tag that many elements have counts for less."""
    return sum(weights.get(tag, 1.0) for tag in {*here} & {*there}) / len({*here, *there})


@cache
def _weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return how much each object and each action tells, 0 to 1: ``manage`` nothing, ``recall`` much.

    What ships decides, so that an organisation's own elements do not change what is near among the others.
    """
    elements = load(DEFAULT_EDITION, "en").bundle.elements

    def told(tags: Iterable[str]) -> Mapping[str, float]:
        return {
            tag: 1 - log(count) / log(len(elements)) if tag != _ANYTHING else 0.0
            for tag, count in Counter(tags).items()
        }

    return (
        told(tag for element in elements for tag in element.objects),
        told(tag for element in elements for tag in element.actions),
    )


def _line(element: Element) -> set[str]:
    """Return the ids of an element, of all above it and of all below it."""
    line = {element.id, *(one.id for one in element.descendants)}
    above = element.parent
    while above:
        line.add(above.id)
        above = above.parent
    return line


def _speaks_of(model: SiteModel, element: Element, other: Element) -> bool:
    """Tell whether a clause of the definition of one speaks of another; the name of what that works on is not enough.

    The search has to find it by the clause, or it has to do the same, or to manage on the same level what is named.
    Inside one process, where all work on much the same, the name of what it does will do for what it works on.
    """
    is_beside = other.parent is not None and other.parent == element.parent
    does_same = {*element.words.actions} == {*other.words.actions} != {_ANYTHING}
    manages = {*other.words.actions} == {_ANYTHING} and element.level == other.level
    for clause, found in _clauses(model.framework if owner_of(element.id) else shipped(), element.id):
        if _is_named(other.words.objects, clause) and (does_same or manages or other.id in found):
            return True
        if is_beside and other.id in found and _is_named({*other.words.actions} - {_ANYTHING}, clause):
            return True
    return False


def _is_named(codes: Iterable[str], clause: str) -> bool:
    """Tell whether an English clause holds all words of one of the codes, inflected or not."""
    spoken = re.findall(r"[a-z]+", clause.lower())
    return any(
        all(any(word.startswith(part[:_STEM].rstrip("e")) for word in spoken) for part in code.split("_"))
        for code in codes
    )


@cache
def _clauses(framework: Framework, element_id: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the clauses of the later sentences of a definition, each with the elements that the search finds by it.

    They are read in English, the source of the other languages, so that all languages have the same neighbours. What
    ships speaks of nothing that an organisation added.
    """
    english = framework.taxonomy(DEFAULT_EDITION, "en")
    record = next(one for one in english.bundle.elements if one.id == element_id)
    later = sentences(record.definition.en)[1:] if record.definition else []
    return tuple(
        (
            clause,
            frozenset(
                hit.id for hit in find(english, clause, limit=5) if hit.kind == "element" and hit.score >= _SPOKEN_OF
            ),
        )
        for sentence in later
        for clause in sentence.split(";")
    )
