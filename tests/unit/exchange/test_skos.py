"""What the vocabulary says of elements and editions, and that both of its forms say the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from rdflib import RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS
from rdflib.term import Node

import pcf
from pcf._resources import notice
from pcf.changes import compare
from pcf.exchange.skos import write
from pcf.exchange.skos.jsonld import as_jsonld
from pcf.exchange.skos.matches import matches_of
from pcf.exchange.skos.resources import resources_of
from pcf.exchange.skos.terms import prefixes_of
from pcf.exchange.skos.turtle import as_turtle
from pcf.exchange.skos.vocabulary import Vocabulary
from pcf.mapping.sssom.slots import ELEMENTS
from pcf.model import Bundle, OwnName, Text

from .vocabularies import bundles, small, speaking

TERM = Namespace("urn:pcf:term:")
EDITIONS = [edition.id for edition in pcf.load().bundle.editions]


def element(element_id: str) -> URIRef:
    return URIRef(f"urn:pcf:element:{element_id}")


def concept(edition: str, element_id: str) -> URIRef:
    return URIRef(f"urn:pcf:{edition}:{element_id}")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("skos") / "pcf.ttl"
    write(path, pcf.load())
    return Graph().parse(path)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("own") / "pcf.ttl"
    bundle = small()
    named = bundle.elements[2].model_copy(
        update={"own_names": (OwnName(owner="acme", name=Text(en="Care line", zh="关怀热线")),)}
    )
    write(path, speaking(bundle.model_copy(update={"elements": (*bundle.elements[:2], named, bundle.elements[3])})))
    return Graph().parse(path)


def matches(graph: Graph) -> Iterator[tuple[URIRef, URIRef, URIRef]]:
    for relation in (SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch):
        for one, other in graph.subject_objects(relation):
            yield URIRef(one), relation, URIRef(other)


def relation(graph: Graph, one: URIRef, other: URIRef) -> set[URIRef]:
    return {URIRef(said) for said in graph.predicates(one, other)}


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_is_a_scheme_of_the_elements_under_customer_service(graph: Graph, edition: str) -> None:
    six = pcf.load(edition)
    scheme = URIRef(f"urn:pcf:{edition}")
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    assert Literal(f"APQC PCF {edition}", lang="ru") in set(graph.objects(scheme, SKOS.prefLabel))
    assert set(graph.subjects(SKOS.inScheme, scheme)) == {concept(edition, one.id) for one in six}
    assert [*graph.objects(scheme, SKOS.hasTopConcept)] == [concept(edition, six.root.id)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_concept_has_the_names_the_numbers_and_the_place_of_its_edition(graph: Graph, edition: str) -> None:
    for one in pcf.load(edition):
        said = concept(edition, one.id)
        names = {
            (name.language, str(name)) for name in graph.objects(said, SKOS.prefLabel) if isinstance(name, Literal)
        }
        spoken = {
            (tag, pcf.load(edition, lang)[one.id].name) for lang, tag in (("en", "en"), ("ru", "ru"), ("zh", "zh-Hans"))
        }
        assert names == spoken
        assert set(graph.objects(said, SKOS.notation)) == {
            Literal(one.hierarchy_id, datatype=TERM.hierarchyId),
            Literal(one.id, datatype=TERM.elementId),
        }
        above = [concept(edition, one.parent.id)] if one.parent else []
        assert [*graph.objects(said, SKOS.broader)] == above


def test_a_concept_is_a_version_of_the_element_that_mappings_speak_of(graph: Graph) -> None:
    assert [*graph.objects(concept("7.4", "10388"), DCTERMS.isVersionOf)] == [URIRef(f"{ELEMENTS}10388")]


def test_both_ways_of_naming_an_element_find_it(graph: Graph) -> None:
    found = graph.query(
        """SELECT ?concept WHERE { ?concept skos:inScheme <urn:pcf:7.4> ; skos:notation "6.2.2"^^<urn:pcf:term:hierarchyId> }"""
    )
    assert [row[0] for row in found] == [concept("7.4", "10388")]  # type: ignore[index]


def test_concepts_of_two_editions_are_matched_as_the_changes_between_them_say(graph: Graph) -> None:
    wanted = {
        "kept": SKOS.exactMatch,
        "moved": SKOS.exactMatch,
        "renamed": SKOS.closeMatch,
        "redefined": SKOS.relatedMatch,
    }
    seen = set()
    for old, new in pairwise(EDITIONS):
        for row in compare(pcf.load(old), pcf.load(new)):
            if row.before and row.after and not row.before.outside and not row.after.outside:
                assert relation(graph, concept(old, row.id), concept(new, row.id)) == {wanted[row.change]}, row
                seen.add(row.change)
    assert seen == wanted.keys()


def test_what_was_redefined_is_never_an_exact_or_a_close_match(graph: Graph) -> None:
    assert relation(graph, concept("6.1.1", "10395"), concept("7.0", "10395")) == {SKOS.relatedMatch}
    assert relation(graph, concept("7.3.1", "20089"), concept("7.4", "20089")) == {SKOS.relatedMatch}


def test_a_successor_is_close_and_replaces_the_element(graph: Graph) -> None:
    assert relation(graph, concept("6.1.1", "10006"), concept("7.0", "20085")) == {SKOS.closeMatch}
    assert (element("10006"), DCTERMS.isReplacedBy, element("20085")) in graph


def test_matches_hold_both_ways_and_lead_to_the_next_edition_only(graph: Graph) -> None:
    found = [*matches(graph)]
    assert len(found) > 800
    for one, said, other in found:
        assert (other, said, one) in graph
    exact = [
        (one, other) for one, said, other in found if said == SKOS.exactMatch and str(one).startswith("urn:pcf:7.2.1:")
    ]
    assert {str(other).split(":")[2] for _, other in exact} == {"7.0", "7.3.1"}


def test_the_words_of_a_redefined_element_hold_only_since_then(graph: Graph) -> None:
    before, since = concept("6.1.1", "10395"), concept("7.0", "10395")
    for words in (SKOS.definition, SKOS.altLabel, SKOS.example):
        assert not [*graph.objects(before, words)]
        assert [*graph.objects(since, words)]
    assert Literal("Распределять требования/запросы потребителей", lang="ru") in set(
        graph.objects(before, SKOS.hiddenLabel)
    )
    assert Literal("Распределять требования/запросы потребителей", lang="ru") not in set(
        graph.objects(since, SKOS.hiddenLabel)
    )
    assert (since, SKOS.changeNote, None) in graph


def test_a_place_outside_customer_service_is_named_and_is_no_concept(graph: Graph) -> None:
    outside = concept("8.0", "20089")
    assert (outside, RDF.type, TERM.OutsidePlace) in graph
    assert (outside, RDF.type, SKOS.Concept) not in graph
    assert not [*graph.objects(outside, SKOS.inScheme)]
    assert Literal("2.3.4", datatype=TERM.hierarchyId) in set(graph.objects(outside, SKOS.notation))
    assert not [one for one, _, other in matches(graph) if outside in (one, other)]


def test_the_notices_travel_whole_with_every_scheme(graph: Graph, tmp_path: Path) -> None:
    rights = URIRef("http://purl.org/dc/elements/1.1/rights")
    texts = {one.id: one.text for one in pcf.load().bundle.notices}
    for edition in pcf.load().bundle.editions:
        assert [str(said) for said in graph.objects(URIRef(f"urn:pcf:{edition.id}"), rights)] == [texts[edition.notice]]
    write(tmp_path / "pcf.ttl", pcf.load())
    assert notice() in (tmp_path / "pcf.ttl").read_text(encoding="utf-8")


def test_every_term_of_our_own_is_explained(graph: Graph) -> None:
    used = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(TERM)}
    used |= {
        term.datatype
        for term in graph.objects()
        if isinstance(term, Literal) and str(term.datatype).startswith(str(TERM))
    }
    comment = URIRef("http://www.w3.org/2000/01/rdf-schema#comment")
    assert {term for term in used if (term, comment, None) not in graph} == set()


def test_an_own_element_is_marked_as_its_organisations(own: Graph) -> None:
    desk, acme = concept("7.4", "acme:desk"), URIRef("urn:pcf:organisation:acme")
    assert [*own.objects(desk, DCTERMS.creator)] == [acme]
    assert [*own.objects(element("acme:desk"), DCTERMS.creator)] == [acme]
    assert [*own.objects(desk, SKOS.broader)] == [concept("7.4", "20085")]
    assert not [*own.objects(concept("7.4", "10379"), DCTERMS.creator)]


def test_an_own_name_is_an_alternative_label_and_says_whose_it_is(own: Graph) -> None:
    assert Literal("Care line", lang="en") in set(own.objects(concept("7.4", "10379"), SKOS.altLabel))
    found = own.query(
        """SELECT ?owner WHERE { <urn:pcf:element:10379> <urn:pcf:term:ownNames>/rdf:rest*/rdf:first ?name .
        ?name rdfs:label "Care line"@en ; <http://purl.org/dc/terms/creator> ?owner }"""
    )
    assert [str(row[0]) for row in found] == ["urn:pcf:organisation:acme"]  # type: ignore[index]


def test_a_local_edition_is_left_out(tmp_path: Path) -> None:
    bundle = small()
    editions = tuple(one.model_copy(update={"is_local": one.id == "8.0"}) for one in bundle.editions)
    write(tmp_path / "pcf.ttl", speaking(bundle.model_copy(update={"editions": editions})))
    text = (tmp_path / "pcf.ttl").read_text(encoding="utf-8")
    assert "edition:7.4" in text
    assert "pcf8.0" not in text
    assert "edition:8.0" not in text


@pytest.mark.parametrize("name", ["pcf.ttl", "pcf.jsonld"])
def test_the_same_model_gives_the_same_bytes_in_every_language_and_edition(name: str, tmp_path: Path) -> None:
    first, second = tmp_path / f"1-{name}", tmp_path / f"2-{name}"
    write(first, pcf.load())
    write(second, pcf.load("8.0", "ru"))
    assert first.read_bytes() == second.read_bytes()
    assert b"\r" not in first.read_bytes()


def both_of(bundle: Bundle) -> tuple[Graph, Graph]:
    """Return what the Turtle and what the JSON-LD of a model say."""
    vocabulary = Vocabulary.of(bundle)
    said = [*resources_of(vocabulary, matches_of(speaking(bundle), {one.id: one for one in vocabulary.elements}))]
    prefixes = prefixes_of(one.id for one in vocabulary.editions)
    turtle, jsonld = "".join(as_turtle(said, prefixes)), "".join(as_jsonld(said, prefixes))
    return Graph().parse(data=turtle, format="turtle"), Graph().parse(data=jsonld, format="json-ld")


def spelt_out(graph: Graph) -> set[tuple[Node, Node, object]]:
    """Return the statements of named things, with what hangs on them by things without a name.

    Two graphs whose nameless things hang on one thing each are isomorphic if these are equal; rdflib's own comparison
    takes minutes over the lists of one whole model.
    """

    def value(node: Node) -> object:
        if not isinstance(node, BNode):
            return node
        return frozenset((said, value(other)) for said, other in graph.predicate_objects(node))

    return {(one, said, value(other)) for one, said, other in graph if not isinstance(one, BNode)}


def hanging(graph: Graph) -> list[Node]:
    return [node for node in graph.objects() if isinstance(node, BNode)]


def test_turtle_and_json_ld_are_isomorphic() -> None:
    bundle = small()
    bare = [one.without_words().model_copy(update={"alternatives": ()}) for one in bundle.elements]
    turtle, jsonld = both_of(
        bundle.model_copy(update={"elements": tuple(bare), "objects": (), "actions": (), "fields": ()})
    )
    assert isomorphic(turtle, jsonld)


@settings(max_examples=15, deadline=None)
@given(bundles())
def test_turtle_and_json_ld_say_the_same_of_any_model(bundle: Bundle) -> None:
    turtle, jsonld = both_of(bundle)
    assert spelt_out(turtle) == spelt_out(jsonld)


def test_turtle_and_json_ld_say_the_same_of_ours(graph: Graph, tmp_path: Path) -> None:
    write(tmp_path / "pcf.jsonld", pcf.load())
    jsonld = Graph().parse(tmp_path / "pcf.jsonld", format="json-ld")
    assert len(graph) == len(jsonld)
    for one in (graph, jsonld):
        assert len(hanging(one)) == len(set(hanging(one)))
    assert spelt_out(graph) == spelt_out(jsonld)
