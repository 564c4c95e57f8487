"""The vocabulary against SHACL: the integrity conditions of SKOS and our own promises, each shape proved by a bad graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Namespace

import pcf
from pcf.exchange.skos import write

SH = Namespace("http://www.w3.org/ns/shacl#")

GOOD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix term: <urn:pcf:term:> .
@prefix : <urn:test:> .
:old a skos:ConceptScheme ; skos:hasTopConcept :top .
:new a skos:ConceptScheme ; skos:hasTopConcept :next .
:top a skos:Concept ; skos:inScheme :old ; skos:topConceptOf :old ; skos:narrower :one, :two ;
    skos:notation "6.0"^^term:hierarchyId ;
    skos:prefLabel "Top"@en, "Верх"@ru, "顶"@zh-Hans .
:one a skos:Concept ; skos:inScheme :old ; skos:broader :top ; skos:notation "6.1"^^term:hierarchyId ;
    skos:prefLabel "One"@en, "Один"@ru, "一"@zh-Hans ; skos:altLabel "First"@en ; skos:hiddenLabel "Wun"@en ;
    skos:exactMatch :next .
:two a skos:Concept ; skos:inScheme :old ; skos:broader :top ;
    skos:prefLabel "Two"@en, "Два"@ru, "二"@zh-Hans .
:next a skos:Concept ; skos:inScheme :new ; skos:topConceptOf :new ; skos:exactMatch :one ;
    skos:prefLabel "One"@en, "Один"@ru, "一"@zh-Hans .
"""
NAMES = 'skos:prefLabel "Three"@en, "Три"@ru, "三"@zh-Hans'
THREE = "skos:inScheme :old ; skos:broader :top . :top skos:narrower :three ."
BAD = {
    "S9: a concept scheme is no concept.": f":three a skos:Concept, skos:ConceptScheme ; {NAMES} ; {THREE}",
    "S13: no label is preferred and alternative.": ':one skos:altLabel "One"@en .',
    "S13: no label is preferred and hidden.": ':one skos:hiddenLabel "One"@en .',
    "S13: no label is alternative and hidden.": ':one skos:hiddenLabel "First"@en .',
    "S14: one preferred label a language.": ':one skos:prefLabel "Uno"@en .',
    "S27: what is related is neither broader nor narrower.": ":one skos:related :top .",
    "S37: a collection is neither a concept nor a scheme.": ":new a skos:Collection .",
    "S46: an exact match, near or far, is not broader, narrower or related.": f""":last a skos:Concept ;
        skos:inScheme :third ; skos:topConceptOf :third ; skos:exactMatch :next ; {NAMES} .
        :third a skos:ConceptScheme ; skos:hasTopConcept :last . :one skos:relatedMatch :last .""",
    "Ours: every concept has an English name.": f':three a skos:Concept ; skos:prefLabel "Три"@ru, "三"@zh-Hans ; {THREE}',
    "Ours: every concept has a Russian name.": f':three a skos:Concept ; skos:prefLabel "Three"@en, "三"@zh-Hans ; {THREE}',
    "Ours: every concept has a Chinese name.": f':three a skos:Concept ; skos:prefLabel "Three"@en, "Три"@ru ; {THREE}',
    "Ours: every concept is in one scheme.": ":next skos:inScheme :third . :third a skos:ConceptScheme .",
    "Ours: every concept is at the top or has one broader concept, not both.": ":two skos:broader :one . :one skos:narrower :two .",
    "Ours: what is broader is in the same scheme.": f":three a skos:Concept ; skos:inScheme :new ; skos:broader :top ; {NAMES} . :top skos:narrower :three .",
    "Ours: from every concept a way leads to the top.": f""":three a skos:Concept ; skos:inScheme :old ; skos:broader :four ; skos:narrower :four ; {NAMES} .
        :four a skos:Concept ; skos:inScheme :old ; skos:broader :three ; skos:narrower :three ; {NAMES} .""",
    "Ours: broader and narrower are said both ways.": f":three a skos:Concept ; {NAMES} ; skos:inScheme :old ; skos:broader :top .",
    "Ours: the top is said both ways.": f":three a skos:Concept ; {NAMES} ; skos:inScheme :old ; skos:topConceptOf :old .",
    "Ours: concepts of one scheme are not mapped to one another.": ":one skos:closeMatch :two .",
    "Ours: a notation is unique in its scheme.": ':two skos:notation "6.1"^^term:hierarchyId .',
}  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(Path(__file__).with_name("skos_shapes.ttl"))


def broken(graph: Graph, shapes: Graph) -> set[str]:
    """Return the messages of the shapes that a graph breaks."""
    _, report, _ = validate(graph, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return {str(message) for message in report.objects(None, SH.resultMessage)}


def test_the_good_graph_breaks_no_shape(shapes: Graph) -> None:
    assert broken(Graph().parse(data=GOOD), shapes) == set()


@pytest.mark.parametrize("message", BAD)
def test_a_bad_graph_breaks_its_shape_and_no_other(message: str, shapes: Graph) -> None:
    assert broken(Graph().parse(data=GOOD + BAD[message]), shapes) == {message}


def test_every_shape_has_a_bad_graph(shapes: Graph) -> None:
    assert {str(message) for message in shapes.objects(None, SH.message)} == BAD.keys()


def test_the_vocabulary_breaks_no_shape(shapes: Graph, tmp_path: Path) -> None:
    write(tmp_path / "pcf.ttl", pcf.load())
    graph = Graph().parse(tmp_path / "pcf.ttl")
    assert len(graph) > 40_000
    assert broken(graph, shapes) == set()
