"""A vocabulary as resources: everything that is said in SKOS, in the order in which it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pcf._resources import notice
from pcf.exchange.skos.own_terms import OWN_TERMS, TAG_LISTS, meant
from pcf.exchange.skos.projection import Concepts, labels_of, owner_iri
from pcf.exchange.skos.terms import (
    ELEMENT_ID,
    FORMAT_VERSION,
    HIERARCHY_ID,
    MODEL,
    TAGS,
    Iri,
    Literal,
    Object,
    Resource,
    Statements,
    Unnamed,
    concept,
    listed,
    named,
    stated,
    words,
)
from pcf.exchange.skos.vocabulary import Vocabulary
from pcf.ids import LANGUAGES, Language, Owner
from pcf.mapping.tool import tool_name
from pcf.model import EditionRecord, ElementRecord, OrganisationRecord, Phrases, Place, Remark, TagRecord

Matches = Mapping[Iri, Mapping[str, list[Iri]]]


def resources_of(vocabulary: Vocabulary, matches: Matches) -> Iterator[Resource]:
    """Say everything: the model and its notices, the editions, the closed lists, then element by element."""
    yield _model(vocabulary)
    for one in vocabulary.notices:
        notice_text = (("dc:identifier", [Literal(one.id)]), ("rdf:value", [Literal(one.text)]))
        yield Resource(named("notice", one.id), stated(_a("dcterms:LicenseDocument"), *notice_text))
    yield from _sources(vocabulary)
    for organisation in vocabulary.organisations:
        yield _organisation(organisation)
    concepts = Concepts(vocabulary.editions, vocabulary.elements)
    texts = {one.id: one.text for one in vocabulary.notices}
    for position, edition in enumerate(vocabulary.editions):
        before = vocabulary.editions[position - 1] if position else None
        yield _scheme(edition, before, concepts, texts.get(edition.notice))
    for prefix, title in TAG_LISTS.items():
        yield from _tags(prefix, title, getattr(vocabulary, f"{prefix}s"))
    for record in vocabulary.elements:
        yield _element(record)
        for place in record.places:
            yield _outside(record, place) if place.outside else _concept(record, place, concepts, matches)
    for name, (kind, meaning) in OWN_TERMS.items():
        yield Resource(Iri(f"term:{name}"), stated(_a(kind), ("rdfs:comment", meant(meaning))))


def _a(*kinds: str) -> tuple[str, list[Object]]:
    return "rdf:type", [Iri(kind) for kind in kinds]


def _model(vocabulary: Vocabulary) -> Resource:
    parts: dict[str, Iterable[Object]] = {
        "editions": [Iri(f"edition:{one.id}") for one in vocabulary.editions],
        "notices": [named("notice", one.id) for one in vocabulary.notices],
        "sources": [named("source", one.id) for one in vocabulary.sources],
        "organisations": [Iri(f"organisation:{one.id}") for one in vocabulary.organisations],
        "objects": [Iri(f"object:{one.code}") for one in vocabulary.objects],
        "actions": [Iri(f"action:{one.code}") for one in vocabulary.actions],
        "fields": [Iri(f"field:{one.code}") for one in vocabulary.fields],
        "elements": [Iri(f"pcf:{one.id}") for one in vocabulary.elements],
    }
    return Resource(
        Iri(MODEL),
        stated(
            _a("term:Model"),
            ("dc:rights", [Literal(notice())]),
            ("dc:creator", [Literal(tool_name())]),
            ("term:formatVersion", [Literal(FORMAT_VERSION)]),
            *((f"term:{name}", listed(items)) for name, items in parts.items()),
        ),
    )


def _sources(vocabulary: Vocabulary) -> Iterator[Resource]:
    for one in vocabulary.sources:
        told = stated(
            _a("dcterms:BibliographicResource"),
            ("dc:identifier", [Literal(one.id)]),
            ("dc:title", [Literal(one.title)]),
            ("dc:language", [Literal(TAGS[one.language])]),
            ("dc:description", [Literal(one.note)] if one.note else []),
        )
        yield Resource(named("source", one.id), told)


def _organisation(one: OrganisationRecord) -> Resource:
    told = stated(_a("prov:Organization"), ("dc:identifier", [Literal(one.id)]), ("rdfs:label", words(one.name)))
    return Resource(Iri(f"organisation:{one.id}"), told)


def _scheme(edition: EditionRecord, before: EditionRecord | None, concepts: Concepts, rights: str | None) -> Resource:
    top = concepts.at.get((edition.id, edition.category))
    told = stated(
        _a("skos:ConceptScheme"),
        ("dc:identifier", [Literal(edition.id)]),
        *_titled([Literal(f"APQC PCF {edition.id}", tag) for tag in TAGS.values()]),
        ("dc:date", [Literal(edition.published)]),
        ("skos:hasTopConcept", [top] if top else []),
        ("term:topPlace", [Literal(edition.category, datatype=HIERARCHY_ID)]),
        ("term:attested", [Literal(edition.attested)]),
        ("rdfs:comment", words(edition.note)),
        ("prov:wasRevisionOf", [Iri(f"edition:{before.id}")] if before else []),
        ("dcterms:license", [named("notice", edition.notice)]),
        ("dc:rights", [Literal(rights)] if rights is not None else []),
    )
    return Resource(Iri(f"edition:{edition.id}"), told)


def _titled(titles: list[Object]) -> list[tuple[str, list[Object]]]:
    """Say what a scheme is called, to readers of titles and to tools that look for labels only."""
    return [("dcterms:title", titles), ("skos:prefLabel", titles)]


def _tags(prefix: str, title: str, records: tuple[TagRecord, ...]) -> Iterator[Resource]:
    """Say a closed list: a flat concept scheme, all of whose concepts are at the top."""
    scheme, members = Iri(f"edition:{prefix}"), [Iri(f"{prefix}:{one.code}") for one in records]
    yield Resource(scheme, stated(_a("skos:ConceptScheme"), *_titled(meant(title)), ("skos:hasTopConcept", members)))
    for member, one in zip(members, records, strict=True):
        told = stated(
            _a("skos:Concept"),
            ("skos:inScheme", [scheme]),
            ("skos:topConceptOf", [scheme]),
            ("dc:identifier", [Literal(one.code)]),
            ("skos:prefLabel", words(one.name)),
        )
        yield Resource(member, told)


def _element(record: ElementRecord) -> Resource:
    """Say what holds for an element whatever the edition, complete and in order: from here it is read back."""
    states = {lang: getattr(record.reviews, lang) for lang in LANGUAGES} if record.reviews else {}
    told = stated(
        _a("term:Element"),
        ("skos:notation", [Literal(record.id, datatype=ELEMENT_ID)]),
        ("dcterms:creator", [owner] if (owner := owner_iri(record.id)) else []),
        ("dc:source", [Literal(record.source)]),
        ("term:places", listed(concept(place.edition, record.id) for place in record.places)),
        ("skos:definition", words(record.definition)),
        ("term:redefined", _remark(record.redefined)),
        ("dcterms:isReplacedBy", [Iri(f"pcf:{record.successor}")] if record.successor else []),
        ("term:remark", _remark(record.remark)),
        ("term:objects", listed(Iri(f"object:{code}") for code in record.objects)),
        ("term:actions", listed(Iri(f"action:{code}") for code in record.actions)),
        ("term:synonyms", listed(_said(record.synonyms))),
        ("term:examples", listed(_said(record.examples))),
        ("term:alternatives", listed(_alternatives(record))),
        ("term:ownNames", listed(_own_name(one.owner, words(one.name)) for one in record.own_names)),
        *((f"term:{state}", _languages(states, state)) for state in ("written", "read")),
    )
    return Resource(Iri(f"pcf:{record.id}"), told)


def _languages(states: Mapping[Language, str], state: str) -> list[Object]:
    return [Literal(TAGS[lang]) for lang in LANGUAGES if states.get(lang) == state]


def _said(phrases: Phrases) -> list[Object]:
    return [Literal(said, TAGS[lang]) for lang in LANGUAGES for said in phrases.spoken(lang)]


def _remark(remark: Remark | None) -> list[Object]:
    if remark is None:
        return []
    return [Unnamed(stated(("term:edition", [Iri(f"edition:{remark.edition}")]), ("rdfs:comment", words(remark.note))))]


def _alternatives(record: ElementRecord) -> Iterator[Object]:
    for one in record.alternatives:
        yield Unnamed(
            stated(
                ("rdfs:label", [Literal(one.name, TAGS[one.language])]),
                ("dcterms:source", [named("source", one.source)]),
                ("term:edition", [Iri(f"edition:{one.edition}")]),
            )
        )


def _own_name(owner: Owner, labels: list[Object]) -> Object:
    return Unnamed(stated(("rdfs:label", labels), ("dcterms:creator", [Iri(f"organisation:{owner}")])))


def _concept(record: ElementRecord, place: Place, concepts: Concepts, matches: Matches) -> Resource:
    iri, scheme = concept(place.edition, record.id), Iri(f"edition:{place.edition}")
    labels, above = labels_of(record, place, concepts.order), concepts.above(place)
    remarks = [one for one in (record.redefined, record.remark) if one and one.edition == place.edition]
    return Resource(
        iri,
        stated(
            _a("skos:Concept"),
            ("skos:inScheme", [scheme]),
            ("skos:topConceptOf", [scheme] if concepts.is_top(place) else []),
            *_placed(record, place),
            ("skos:broader", [above] if above else []),
            ("skos:narrower", concepts.children.get(iri, [])),
            ("skos:prefLabel", words(place.name)),
            ("skos:altLabel", labels.alternative),
            ("skos:hiddenLabel", labels.hidden),
            ("skos:definition", labels.definition),
            ("skos:example", labels.example),
            ("skos:changeNote", [said for remark in remarks for said in words(remark.note)]),
            *matches.get(iri, {}).items(),
        ),
    )


def _outside(record: ElementRecord, place: Place) -> Resource:
    edition = ("term:edition", [Iri(f"edition:{place.edition}")])
    told = stated(_a("term:OutsidePlace"), edition, *_placed(record, place), ("rdfs:label", words(place.name)))
    return Resource(concept(place.edition, record.id), told)


def _placed(record: ElementRecord, place: Place) -> Statements:
    """Say what a concept and a place outside have in common."""
    numbers: list[Object] = [Literal(place.hierarchy_id, datatype=HIERARCHY_ID)] if place.hierarchy_id else []
    return stated(
        ("dcterms:isVersionOf", [Iri(f"pcf:{record.id}")]),
        ("dcterms:creator", [owner] if (owner := owner_iri(record.id)) else []),
        ("skos:notation", [*numbers, Literal(record.id, datatype=ELEMENT_ID)]),
        ("term:attested", [Literal(place.attested)]),
    )
