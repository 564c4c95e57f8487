"""The words that our SKOS is written in: RDF terms, namespaces, and the few terms of our own with what they mean.

An element of the PCF lives through editions that rename, move and redefine it, and a SKOS concept has one name and one
place. So there are two kinds of things. ``urn:pcf:element:10388`` is the element itself, the same one that our SSSOM
files speak of; it carries what holds for all editions, in order. ``urn:pcf:7.4:10388`` is what the element was in
edition 7.4: a ``skos:Concept`` of the scheme ``urn:pcf:7.4``, and ``dcterms:isVersionOf`` the element. Where an element
stood outside customer service it is a ``term:OutsidePlace``, named but in no scheme, since its neighbours are not here.

Source: "SKOS Simple Knowledge Organization System Reference", W3C 2009; "DCMI Metadata Terms"; "PROV-O", W3C 2013.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from pcf.ids import LANGUAGES, Language
from pcf.mapping.sssom.slots import BUILT_IN, ELEMENTS, SKOS
from pcf.model import Text

FORMAT_VERSION = "1"

# Chinese here is simplified; ``zh`` alone is read too
TAGS: Mapping[Language, str] = {"en": "en", "ru": "ru", "zh": "zh-Hans"}
LANGUAGE_OF: Mapping[str, Language] = {"en": "en", "ru": "ru", "zh": "zh", "zh-hans": "zh"}

PREFIXES: Mapping[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": BUILT_IN["rdf"],
    "rdfs": BUILT_IN["rdfs"],
    "skos": SKOS,
    "edition": "urn:pcf:",
    "pcf": ELEMENTS,
    "action": "urn:pcf:action:",
    "field": "urn:pcf:field:",
    "notice": "urn:pcf:notice:",
    "object": "urn:pcf:object:",
    "organisation": "urn:pcf:organisation:",
    "source": "urn:pcf:source:",
    "term": "urn:pcf:term:",
}
MODEL = "edition:model"
ELEMENT_ID, HIERARCHY_ID = "term:elementId", "term:hierarchyId"


class Iri(NamedTuple):
    """A thing by its name, written ``prefix:local``."""

    name: str


class Literal(NamedTuple):
    """A text, in a language, of a datatype, or bare."""

    text: str
    language: str = ""
    datatype: str = ""


class Listed(NamedTuple):
    """Things in their order, each as often as it comes."""

    items: tuple[Object, ...]


class Unnamed(NamedTuple):
    """A thing without a name of its own: what is said of it."""

    statements: Statements


Object = Iri | Literal | Listed | Unnamed
Statements = tuple[tuple[str, tuple[Object, ...]], ...]


class Resource(NamedTuple):
    """A named thing and all that is said of it, predicate by predicate."""

    iri: Iri
    statements: Statements


def stated(*pairs: tuple[str, Iterable[Object]]) -> Statements:
    """Put statements together; a predicate without objects is left out, and of equal objects one is kept."""
    told = ((predicate, tuple(dict.fromkeys(objects))) for predicate, objects in pairs)
    return tuple((predicate, objects) for predicate, objects in told if objects)


def words(text: Text | None) -> list[Object]:
    """Say a text in the languages that it has."""
    if text is None:
        return []
    return [Literal(said, TAGS[lang]) for lang in LANGUAGES if (said := getattr(text, lang)) is not None]


def listed(items: Iterable[Object]) -> list[Object]:
    """Make one list, or nothing of no items."""
    kept = tuple(items)
    return [Listed(kept)] if kept else []


def named(prefix: str, some_id: str) -> Iri:
    """Name a thing by its id; what an IRI does not hold is escaped."""
    return Iri(f"{prefix}:{quote(some_id, safe=':')}")


def concept(edition: str, element_id: str) -> Iri:
    """Name what an element was in an edition."""
    return Iri(f"pcf{edition}:{element_id}")


def address(iri: Iri) -> str:
    """Write the name of a thing out.

    >>> address(Iri("pcf7.4:10388")), address(Iri("pcf:10388"))
    ('urn:pcf:7.4:10388', 'urn:pcf:element:10388')
    """
    prefix, _, local = iri.name.partition(":")
    return f"{PREFIXES.get(prefix) or _of_edition(prefix.removeprefix('pcf'))}{local}"


def _of_edition(edition: str) -> str:
    return f"urn:pcf:{edition}:"


def prefixes_of(editions: Iterable[str]) -> dict[str, str]:
    """Return all prefixes: those of every vocabulary, and one for the concepts of each edition."""
    return {**PREFIXES} | {f"pcf{edition}": _of_edition(edition) for edition in editions}
