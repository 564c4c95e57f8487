"""Resources as JSON-LD: the same statements as the Turtle, a thing a line.

Source: "JSON-LD 1.1", W3C 2020, sections 4.1, 4.3 and 4.6.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from pcf.exchange.skos.terms import Iri, Listed, Literal, Object, Resource, Statements

_LISTS = (
    "actions", "alternatives", "editions", "elements", "examples", "fields", "notices", "objects", "organisations",
    "ownNames", "places", "sources", "synonyms",
)  # fmt: skip
_WORDS = (
    "dcterms:title", "rdfs:comment", "rdfs:label", "skos:altLabel", "skos:changeNote", "skos:definition",
    "skos:example", "skos:hiddenLabel", "skos:prefLabel",
)  # fmt: skip
_THINGS = (
    "dcterms:creator", "dcterms:isReplacedBy", "dcterms:isVersionOf", "dcterms:license", "dcterms:source",
    "prov:wasRevisionOf", "skos:broader", "skos:closeMatch", "skos:exactMatch", "skos:hasTopConcept", "skos:inScheme",
    "skos:narrower", "skos:relatedMatch", "skos:topConceptOf", "term:edition",
)  # fmt: skip
_CONTEXT: Mapping[str, object] = (
    {f"term:{name}": {"@id": f"term:{name}", "@container": "@list"} for name in _LISTS}
    | {name: {"@id": name, "@container": "@language"} for name in _WORDS}
    | {name: {"@id": name, "@type": "@id"} for name in _THINGS}
)
_WORD_KEYS, _THING_KEYS = frozenset(_WORDS), frozenset(_THINGS)


def as_jsonld(resources: Iterable[Resource], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Write resources as one document, whose context stands in it: nothing has to be fetched to read it."""
    yield f'{{"@context": {json.dumps({**prefixes, **_CONTEXT}, ensure_ascii=False, indent=1)},\n"@graph": [\n'
    separator = ""
    for resource in resources:
        line = json.dumps({"@id": resource.iri.name} | _members(resource.statements), ensure_ascii=False)
        yield f"{separator}{line}"
        separator = ",\n"
    yield "\n]}\n"


def _members(statements: Statements) -> dict[str, object]:
    return dict(_member(predicate, objects) for predicate, objects in statements)


def _member(predicate: str, objects: tuple[Object, ...]) -> tuple[str, object]:
    if predicate == "rdf:type":
        return "@type", _alone([one.name for one in objects if isinstance(one, Iri)])
    if predicate in _WORD_KEYS:
        return predicate, _by_language(one for one in objects if isinstance(one, Literal))
    if predicate in _THING_KEYS:
        return predicate, _alone([one.name for one in objects if isinstance(one, Iri)])
    if len(objects) == 1 and isinstance(objects[0], Listed):
        return predicate, [_value(item) for item in objects[0].items]
    return predicate, _alone([_value(one) for one in objects])


def _by_language(literals: Iterable[Literal]) -> dict[str, object]:
    texts: dict[str, list[str]] = {}
    for one in literals:
        texts.setdefault(one.language, []).append(one.text)
    return {language: _alone(said) for language, said in texts.items()}


def _alone(values: list[object] | list[str]) -> object:
    return values[0] if len(values) == 1 else values


def _value(one: Object) -> object:
    if isinstance(one, Iri):
        return {"@id": one.name}
    if isinstance(one, Literal):
        if one.language:
            return {"@value": one.text, "@language": one.language}
        return {"@value": one.text, "@type": one.datatype} if one.datatype else one.text
    if isinstance(one, Listed):
        return {"@list": [_value(item) for item in one.items]}
    return _members(one.statements)
