"""Which elements are near to one another, and what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log

from pcf.ids import DEFAULT_EDITION
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


def neighbours(model: SiteModel, element: Element) -> list[Element]:
    """Return at most ``MOST`` elements that may be taken for this one, the nearest first.

    Near are elements that work on the same or do the same, that stand beside it, and those of which the later
    sentences of its definition speak: there it says where it ends. What stands above or below is not among them.
    The choice does not depend on the language. An element without tags has no neighbours.
    """
    if not element.words.objects:
        return []
    own = _line(element)
    spoken = _spoken_of(element.id)
    beside = {one.id for one in element.parent.children} if element.parent else set()
    scored = [
        (_nearness(element, other) + 3 * spoken.get(other.id, 0.0) + (other.id in beside), place, other)
        for place, other in enumerate(model.elements)
        if other.words.objects and other.id not in own
    ]
    scored.sort(key=lambda one: (-round(one[0], 9), one[1]))
    near = [other for score, _, other in scored if score >= _NEAR]
    siblings = [other for other in near if other.id in beside][:_MOST_BESIDE]
    return [other for other in near if other in siblings or other.id not in beside][:MOST]


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
    """Say in the words of the closed lists what tells two elements apart."""
    say = model.say
    objects, actions = (here.words.objects, there.words.objects), (here.words.actions, there.words.actions)
    same_objects, same_actions = (set(one) == set(other) for one, other in (objects, actions))
    on = {code: model.taxonomy.object_names[code] for pair in objects for code in pair}
    does = {code: model.taxonomy.action_names[code] for pair in actions for code in pair}
    if same_objects and same_actions:
        return say("They work on the same and do the same: only the definitions tell them apart.")
    if same_objects:
        mine, theirs = (say("; ").join(does[code] for code in codes) for codes in _apart(*actions))
        return say("They work on the same. Here: {here}. There: {there}.", here=mine, there=theirs)
    mine, theirs = (say("; ").join(on[code] for code in codes) for codes in _apart(*objects))
    if same_actions:
        return say("They do the same to different things. Here: {here}. There: {there}.", here=mine, there=theirs)
    if set(objects[0]) & set(objects[1]):
        mine, theirs = (say("; ").join(does[code] for code in codes) for codes in _apart(*actions))
        return say("They share what they work on. Here: {here}. There: {there}.", here=mine, there=theirs)
    return say("They work on different things. Here: {here}. There: {there}.", here=mine, there=theirs)


def _apart(here: tuple[str, ...], there: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what each has alone; all that it has where that is nothing."""
    only_here = tuple(code for code in here if code not in there)
    only_there = tuple(code for code in there if code not in here)
    return only_here or here, only_there or there


def _nearness(here: Element, there: Element) -> float:
    steps = abs((here.level or 0) - (there.level or 0))
    on, does = _weights()
    objects = _shared(here.words.objects, there.words.objects, on)
    return 3 * objects + 2 * _shared(here.words.actions, there.words.actions, does) - _STEP * steps


def _shared(here: tuple[str, ...], there: tuple[str, ...], weights: Mapping[str, float]) -> float:
    """Return how much of the tags of both is in both, 0 to 1; a tag that many elements have counts for less."""
    return sum(weights[tag] for tag in {*here} & {*there}) / len({*here, *there})


@cache
def _weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return how much each object and each action tells, 0 to 1: ``manage`` little, ``recall`` much."""
    elements = load(DEFAULT_EDITION, "en").bundle.elements

    def told(tags: Iterable[str]) -> Mapping[str, float]:
        return {tag: 1 - log(count) / log(len(elements)) for tag, count in Counter(tags).items()}

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


@cache
def _spoken_of(element_id: str) -> dict[str, float]:
    """Return which elements of the default edition the later sentences of a definition speak of: id to 0 to 1.

    It is read in English, the source of the other languages, so that all languages have the same neighbours.
    """
    english = load(DEFAULT_EDITION, "en")
    record = next(one for one in english.bundle.elements if one.id == element_id)
    later = sentences(record.definition.en)[1:] if record.definition else []
    found: dict[str, float] = {}
    for clause in (clause for sentence in later for clause in sentence.split(";")):
        for hit in find(english, clause, limit=5):
            if hit.kind == "element" and hit.score >= _SPOKEN_OF:
                found[hit.id] = max(found.get(hit.id, 0.0), hit.score)
    return found
