"""Whether each concept says what follows from its element: nothing that was added to a concept is lost unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pcf.exchange.plain_json import Fault, told
from pcf.exchange.skos import findings as kinds
from pcf.exchange.skos.facts import Facts, iri, shown_name
from pcf.exchange.skos.projection import Concepts, labels_of
from pcf.exchange.skos.terms import LANGUAGE_OF, Iri, Literal, Object, address, concept
from pcf.model import ElementRecord

if TYPE_CHECKING:
    from rdflib.term import Node

    from pcf.exchange.plain_json import Path as Steps
    from pcf.model import Place

# Of each predicate of a concept that follows from its element: where the element says it.
_HOMES = {
    "skos:altLabel": "term:synonyms, term:ownNames",
    "skos:hiddenLabel": "term:alternatives",
    "skos:definition": "skos:definition",
    "skos:example": "term:examples",
    "skos:broader": "skos:notation",
}
_Said = tuple[str, str]  # a text and our code of its language, or an IRI and nothing


class Sound(NamedTuple):
    """What of a tree could be made records of.

    Attributes:
        order: The editions from the oldest, by their ids.
        elements: The elements that are without fault, with their place in the list.
        concepts: The hierarchy; none where elements are missing in it.
    """

    order: Mapping[str, int]
    elements: Sequence[tuple[int, ElementRecord]]
    concepts: Concepts | None


def disagreements(facts: Facts, sound: Sound) -> Iterator[Fault]:
    """Yield every statement of a concept that does not follow from its element, and every one that is not there."""
    for number, record in sound.elements:
        path: Steps = ("elements", number)
        yield from _misnamed(facts, path, address(Iri(f"pcf:{record.id}")))
        for count, place in enumerate(record.places):
            of_place = (*path, "places", count)
            yield from _misnamed(facts, of_place, address(concept(place.edition, record.id)))
            if not place.outside:
                yield from _differences(facts, of_place, _derived(record, place, sound))
    yield from _unlisted(facts, sound.order)


def _misnamed(facts: Facts, path: Steps, wanted: str) -> Iterator[Fault]:
    found = str(facts.nodes[path])
    if found != wanted:
        yield Fault(kinds.NAME_DIFFERS, path, {"found": told(found), "wanted": wanted})


def _derived(record: ElementRecord, place: Place, sound: Sound) -> dict[str, tuple[Object, ...]]:
    labels = labels_of(record, place, sound.order)
    derived: dict[str, tuple[Object, ...]] = {
        "skos:altLabel": labels.alternative,
        "skos:hiddenLabel": labels.hidden,
        "skos:definition": labels.definition,
        "skos:example": labels.example,
    }
    if sound.concepts is not None:
        above = sound.concepts.above(place)
        derived["skos:broader"] = (above,) if above else ()
    return derived


def _differences(facts: Facts, path: Steps, derived: dict[str, tuple[Object, ...]]) -> Iterator[Fault]:
    node = facts.nodes[path]
    for predicate, objects in derived.items():
        facts.cells[(*path, predicate)] = f"{shown_name(node)} {predicate}"
        wanted, found = _said(objects), {_of_node(one) for one in facts.graph.objects(node, iri(predicate))}
        for kind, differing in ((kinds.STATEMENT_EXTRA, found - wanted), (kinds.STATEMENT_LOST, wanted - found)):
            for text, _ in sorted(differing):
                yield Fault(kind, (*path, predicate), {"found": told(text), "home": _HOMES[predicate]})


def _said(objects: Iterable[Object]) -> set[_Said]:
    texts = {(one.text, LANGUAGE_OF[one.language.lower()]) for one in objects if isinstance(one, Literal)}
    return texts | {(address(one), "") for one in objects if isinstance(one, Iri)}


def _of_node(node: Node) -> _Said:
    language = (getattr(node, "language", None) or "").lower()
    return str(node), LANGUAGE_OF.get(language, language)


def _unlisted(facts: Facts, editions: Iterable[str]) -> Iterator[Fault]:
    """Yield the concepts of editions and the elements that the lists leave out."""
    listed = set(facts.nodes.values())
    kinds_of = [(iri("rdf:type"), iri("term:Element")), (iri("rdf:type"), iri("term:OutsidePlace"))]
    kinds_of += [(iri("skos:inScheme"), iri(f"edition:{edition}")) for edition in editions]
    found = {node for predicate, kind in kinds_of for node in facts.graph.subjects(predicate, kind)}
    for name in sorted(map(shown_name, found - listed)):
        facts.cells[name,] = name
        yield Fault(kinds.UNLISTED, (name,), {"found": told(name)})
