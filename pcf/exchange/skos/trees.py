"""What a graph says as a tree of plain values, of the shape of a ``Vocabulary``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pcf.exchange.skos.facts import Facts, Thing, iri
from pcf.exchange.skos.terms import ELEMENT_ID, HIERARCHY_ID, LANGUAGE_OF, MODEL

if TYPE_CHECKING:
    from rdflib.term import Node

    from pcf.exchange.plain_json import Path as Steps

Tree = dict[str, Any]

_LISTS = ("editions", "notices", "sources", "organisations", "objects", "actions", "fields", "elements")


def tree_of(facts: Facts) -> Tree:
    """Ask a graph for everything that a vocabulary holds."""
    model = facts.thing(iri(MODEL), ())
    makers = {
        "editions": _edition,
        "notices": _notice,
        "sources": _source,
        "organisations": _organisation,
        "elements": _element,
    }
    tree: Tree = {}
    for key in _LISTS:
        make = makers.get(key, _tag)
        items = facts.items(model, key, f"term:{key}")
        tree[key] = [make(facts, facts.thing(node, (key, number))) for number, node in enumerate(items)]
    return tree


def _edition(facts: Facts, thing: Thing) -> Tree:
    return {
        **facts.text(thing, "id", "dc:identifier"),
        **facts.text(thing, "published", "dc:date"),
        **facts.text(thing, "category", "term:topPlace", datatype=HIERARCHY_ID),
        **facts.text(thing, "attested", "term:attested"),
        **facts.words(thing, "note", "rdfs:comment"),
        **_identified(facts, thing, "notice", "dcterms:license"),
    }


def _notice(facts: Facts, thing: Thing) -> Tree:
    return {**facts.text(thing, "id", "dc:identifier"), **facts.text(thing, "text", "rdf:value")}


def _source(facts: Facts, thing: Thing) -> Tree:
    language = facts.text(thing, "language", "dc:language")
    if language:
        language["language"] = LANGUAGE_OF.get(language["language"].lower(), language["language"])
    return {
        **facts.text(thing, "id", "dc:identifier"),
        **facts.text(thing, "title", "dc:title"),
        **language,
        **facts.text(thing, "note", "dc:description"),
    }


def _organisation(facts: Facts, thing: Thing) -> Tree:
    return {**facts.text(thing, "id", "dc:identifier"), **facts.words(thing, "name", "rdfs:label")}


def _tag(facts: Facts, thing: Thing) -> Tree:
    return {**facts.text(thing, "code", "dc:identifier"), **facts.words(thing, "name", "skos:prefLabel")}


def _element(facts: Facts, thing: Thing) -> Tree:
    places = facts.items(thing, "places", "term:places")
    alternatives = facts.items(thing, "alternatives", "term:alternatives")
    own_names = facts.items(thing, "own_names", "term:ownNames")
    return {
        **facts.text(thing, "id", "skos:notation", datatype=ELEMENT_ID),
        "places": [
            _place(facts, facts.thing(node, (*thing.path, "places", number))) for number, node in enumerate(places)
        ],
        **facts.words(thing, "definition", "skos:definition"),
        **_remark(facts, thing, "redefined"),
        **facts.name(thing, "successor", "dcterms:isReplacedBy", "pcf"),
        **_remark(facts, thing, "remark"),
        "objects": facts.ids(thing, "objects", facts.items(thing, "objects", "term:objects"), "object"),
        "actions": facts.ids(thing, "actions", facts.items(thing, "actions", "term:actions"), "action"),
        "synonyms": _phrases(facts, thing, "synonyms"),
        "examples": _phrases(facts, thing, "examples"),
        "alternatives": [
            _alternative(facts, _part(facts, thing, "alternatives", number, node))
            for number, node in enumerate(alternatives)
        ],
        "own_names": [
            _own_name(facts, _part(facts, thing, "own_names", number, node)) for number, node in enumerate(own_names)
        ],
        **facts.text(thing, "source", "dc:source"),
        **_reviews(facts, thing),
    }


def _part(facts: Facts, thing: Thing, key: str, number: int, node: Node) -> Thing:
    """Begin the record of a thing without a name: it is shown by the way to it."""
    path: Steps = (*thing.path, key, number)
    return facts.thing(node, path, f"{facts.cell((*thing.path, key))} ({number + 1})")


def _place(facts: Facts, thing: Thing) -> Tree:
    outside = (thing.node, iri("rdf:type"), iri("term:OutsidePlace")) in facts.graph
    return {
        **facts.name(thing, "edition", "term:edition" if outside else "skos:inScheme", "edition"),
        "hierarchy_id": None,
        **facts.text(thing, "hierarchy_id", "skos:notation", datatype=HIERARCHY_ID),
        **facts.words(thing, "name", "rdfs:label" if outside else "skos:prefLabel"),
        **facts.text(thing, "attested", "term:attested"),
        "outside": outside,
    }


def _remark(facts: Facts, thing: Thing, key: str) -> Tree:
    nodes = facts.values(thing, key, f"term:{key}")
    if not nodes:
        return {}
    facts.refuse_others(thing, key, nodes)
    part = facts.thing(nodes[0], (*thing.path, key), f"{thing.shown} term:{key}")
    edition = facts.name(part, "edition", "term:edition", "edition")
    return {key: {**edition, **facts.words(part, "note", "rdfs:comment")}}


def _phrases(facts: Facts, thing: Thing, key: str) -> dict[str, list[str]]:
    spoken: dict[str, list[str]] = {"en": [], "ru": [], "zh": []}
    for lang, said in facts.spoken(thing, key, facts.items(thing, key, f"term:{key}")):
        spoken[lang].append(said)
    return spoken


def _alternative(facts: Facts, thing: Thing) -> Tree:
    labels = facts.values(thing, "name", "rdfs:label")
    facts.cells[(*thing.path, "language")] = facts.cell((*thing.path, "name"))
    facts.refuse_others(thing, "name", labels)
    said = next(facts.spoken(thing, "name", labels[:1]), None)
    return {
        **({"language": said[0], "name": said[1]} if said else {}),
        **_identified(facts, thing, "source", "dcterms:source"),
        **facts.name(thing, "edition", "term:edition", "edition"),
    }


def _own_name(facts: Facts, thing: Thing) -> Tree:
    owner = facts.name(thing, "owner", "dcterms:creator", "organisation")
    return {**owner, **facts.words(thing, "name", "rdfs:label")}


def _identified(facts: Facts, thing: Thing, key: str, predicate: str) -> Tree:
    """Return the id that another thing says of itself: its name may hold it escaped."""
    nodes = facts.values(thing, key, predicate)
    facts.refuse_others(thing, key, nodes)
    if not nodes:
        return {}
    said = facts.text(Thing(nodes[0], thing.path, thing.shown), key, "dc:identifier")
    facts.cells[(*thing.path, key)] = f"{thing.shown} {predicate}"
    return said or {key: str(nodes[0])}


def _reviews(facts: Facts, thing: Thing) -> Tree:
    states: dict[str, str] = {}
    for state in ("written", "read"):
        key = f"reviews.{state}"
        for node in facts.values(thing, key, f"term:{state}"):
            lang = LANGUAGE_OF.get(str(node).lower(), str(node))
            if lang in states:
                facts.refuse_others(thing, key, [node, node])
            states[lang] = state
    facts.cells[(*thing.path, "reviews")] = f"{thing.shown} term:read"
    return {"reviews": states} if states else {}
