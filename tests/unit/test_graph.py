from __future__ import annotations

from collections import Counter

import networkx
import pytest

import pcf
from pcf.errors import UnknownElementError
from pcf.graph import unfrozen
from pcf.mapping import Practice
from pcf.mapping.graph import with_practices
from pcf.reasons.graph import put_reasons
from pcf.reasons.records import Reason
from pcf.source import loops

from .engagement import engagement
from .loops import REASONS
from .practised import (
    CATEGORY,
    COMPLAINTS,
    CONTACTS,
    OUTSIDE,
    OWNER,
    PROBLEMS,
    RECEIVE,
    RETURNS,
    REVIEWER,
    ROUTE,
    hint,
    no,
    practices,
    put,
)

EDITIONS = ("6.1.1", "7.0", "7.2.1", "7.3.1", "7.4", "8.0")


def _edges(edition: str, kind: str) -> set[tuple[str, str]]:
    graph = pcf.load(edition).graph
    return {(start, end) for start, end, key in graph.edges(keys=True) if key == kind}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_node_and_edge_has_a_known_kind(edition: str) -> None:
    graph = pcf.load(edition).graph
    assert {data["kind"] for _, data in graph.nodes(data=True)} <= {"element", "metric", "measure", "reason", "stage"}
    assert all(key == data["kind"] for _, _, key, data in graph.edges(keys=True, data=True))
    for node, data in graph.nodes(data=True):
        prefix = node.partition(":")[0] if ":" in node else "element"
        assert prefix == data["kind"]
        assert data["name"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_elements_of_the_edition_are_placed_and_no_others(edition: str) -> None:
    model = pcf.load(edition)
    placed = {node for node, data in model.graph.nodes(data=True) if data["kind"] == "element" and data["placed"]}
    assert placed == {element.id for element in model}


@pytest.mark.parametrize("edition", EDITIONS)
def test_children_are_part_of_their_parents(edition: str) -> None:
    model = pcf.load(edition)
    edges = _edges(edition, "part_of")
    assert edges == {(element.id, element.parent.id) for element in model if element.parent}
    assert networkx.is_tree(networkx.Graph(list(edges)))


@pytest.mark.parametrize("edition", EDITIONS)
def test_metrics_and_measures_hang_together(edition: str) -> None:
    model = pcf.load(edition)
    assert _edges(edition, "measured_by") == {(metric.element, f"metric:{metric.id}") for metric in model.metrics}
    assert _edges(edition, "needs") == {
        (f"metric:{metric.id}", f"measure:{measure}") for metric in model.metrics for measure in metric.measures
    }


@pytest.mark.parametrize(
    ("edition", "edges"),
    [
        ("6.1.1", set()),
        ("7.0", {("20085", "10006")}),
        ("7.2.1", {("20085", "10006"), ("20595", "10380")}),
        ("7.4", {("20085", "10006"), ("20595", "10380")}),
        ("8.0", {("20085", "10006"), ("20595", "10380")}),
    ],
)
def test_the_new_succeeds_the_old(edition: str, edges: set[tuple[str, str]]) -> None:
    assert _edges(edition, "succeeds") == edges
    graph = pcf.load(edition).graph
    assert all(graph.nodes[old]["placed"] is False and graph.nodes[new]["placed"] for new, old in edges)


def test_the_graph_cannot_be_changed() -> None:
    graph = pcf.load().graph
    with pytest.raises(networkx.NetworkXError, match=r"[Ff]rozen"):
        graph.add_node("x")
    with pytest.raises(networkx.NetworkXError, match=r"[Ff]rozen"):
        graph.add_edge("10388", "10389")
    with pytest.raises(networkx.NetworkXError, match=r"[Ff]rozen"):
        graph.remove_node("10388")
    graph.nodes["10388"]["name"] = "changed"
    assert pcf.load().graph.nodes["10388"]["name"] != "changed", "a caller's change must not reach the next one"


def test_the_graph_speaks_the_language_of_its_model() -> None:
    assert pcf.load(lang="ru").graph.nodes["10389"]["name"] == pcf.load(lang="ru")["10389"].name
    assert set(pcf.load(lang="ru").graph.edges(keys=True)) == set(pcf.load().graph.edges(keys=True))


def test_questions_that_the_views_do_not_answer_can_be_asked() -> None:
    graph = pcf.load().graph
    users = Counter(start for start, _, key in graph.in_edges("measure:contacts_offered", keys=True) if key == "needs")
    assert users["metric:service_level"] == 1
    assert networkx.has_path(graph, "10397", "20085")


def _implements(graph: networkx.MultiDiGraph) -> list[tuple[str, str]]:
    return [(start, end) for start, end, key in graph.edges(keys=True) if key == "implements"]


def test_accepted_placements_are_edges_and_nothing_else_is() -> None:
    graph = with_practices(pcf.load(), practices())
    assert _implements(graph) == [
        ("practice:p1", COMPLAINTS),
        ("practice:p2", RECEIVE),
        ("practice:p2", COMPLAINTS),
        ("practice:p3", RETURNS),
        ("practice:p4", CONTACTS),
        ("practice:p4", CATEGORY),
        ("practice:p1#2", ROUTE),
        ("practice:p9", OUTSIDE),
    ]
    nodes = [node for node, data in graph.nodes(data=True) if data["kind"] == "practice"]
    assert len(nodes) == len(practices()), "a practice without a place is a node all the same"


def test_an_edge_says_how_sure_and_by_whom() -> None:
    graph = with_practices(pcf.load(), practices())
    assert graph.edges["practice:p1", COMPLAINTS, "implements"] == {
        "kind": "implements",
        "relation": "same",
        "reviewer": REVIEWER,
        "confidence": 0.91,
    }
    assert graph.edges["practice:p2", RECEIVE, "implements"]["confidence"] is None
    first = practices()[0]
    assert graph.nodes["practice:p1"] == {
        "kind": "practice",
        "name": first.text,
        "text": first.text,
        "owner": OWNER,
        "unit": first.unit,
    }


def test_practices_change_nothing_of_the_model_and_cannot_be_changed() -> None:
    model, graph = pcf.load().graph, with_practices(pcf.load(), practices())
    assert set(model.edges(keys=True)) == {edge for edge in graph.edges(keys=True) if edge[2] != "implements"}
    assert {node: model.nodes[node] for node in model} == {node: graph.nodes[node] for node in graph if node in model}
    with pytest.raises(networkx.NetworkXError, match=r"[Ff]rozen"):
        graph.add_edge("practice:p5", COMPLAINTS)
    assert not any(node.startswith("practice:") for node in pcf.load().graph)


def test_of_two_decisions_on_one_element_the_first_stands() -> None:
    twice = Practice(id="p1", text="t", placements=(put(PROBLEMS, "near", by="A"), put(PROBLEMS, "same", by="B")))
    graph = with_practices(pcf.load(), [twice])
    assert [data["relation"] for _, _, data in graph.out_edges("practice:p1", data=True)] == ["near"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_practice_on_an_element_of_another_edition_keeps_its_edge(edition: str) -> None:
    model = pcf.load(edition)
    graph = with_practices(model, practices())
    for _, element in _implements(graph):
        assert graph.nodes[element]["kind"] == "element"
        assert graph.nodes[element]["name"]
        assert graph.nodes[element]["placed"] is (element in model)


def test_a_practice_on_an_element_of_no_edition_is_an_error() -> None:
    with pytest.raises(UnknownElementError):
        with_practices(pcf.load(), [Practice(id="p1", text="t", placements=(put("99999"),))])
    with_practices(pcf.load(), [Practice(id="p1", text="t", placements=(hint("99999"), no("99998")))])


def test_the_graph_of_a_round_has_its_practices_and_segments() -> None:
    card = engagement(practices=practices())
    graph = card.graph
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {
        "element", "metric", "measure", "reason", "stage", "practice", "segment",
    }  # fmt: skip
    segments = {node: data["name"] for node, data in graph.nodes(data=True) if data["kind"] == "segment"}
    assert segments == {f"segment:{one.id}": one.name for one in card.round.segments}
    assert segments
    assert _implements(graph) == _implements(with_practices(pcf.load(), practices()))
    assert all(data["name"] for _, data in graph.nodes(data=True))
    with pytest.raises(networkx.NetworkXError, match=r"[Ff]rozen"):
        graph.remove_node("practice:p1")


def test_the_graph_of_an_anonymous_round_names_nobody() -> None:
    def told(*, anonymous: bool) -> str:
        graph = engagement(anonymous=anonymous, practices=practices()).graph
        return str([*graph.nodes(data=True), *graph.edges(data=True)])

    for name in (OWNER, REVIEWER):
        assert name in told(anonymous=False)
        assert name not in told(anonymous=True)


def test_a_chain_leads_from_a_practice_to_what_is_measured() -> None:
    graph, metrics = with_practices(pcf.load(), practices()), pcf.load()[COMPLAINTS].metrics
    assert metrics
    assert all(networkx.has_path(graph, "practice:p1", f"metric:{metric.id}") for metric in metrics)


def _reasons(graph: networkx.MultiDiGraph) -> dict[str, tuple[str, str]]:
    return {node: (data["name"], data["owner"]) for node, data in graph.nodes(data=True) if data["kind"] == "reason"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_building_blocks_support_elements_and_elements_cause_reasons(edition: str) -> None:
    model, loop = pcf.load(edition), loops()
    assert _edges(edition, "supports") == {
        (f"stage:{block.id}", element)
        for block in loop.complaints.blocks
        for element in block.supports
        if element in model
    }
    assert _edges(edition, "causes") == {
        (element, f"reason:{reason.id}")
        for reason in loop.reasons.reasons
        for element in reason.causes
        if element in model
    }
    assert _edges(edition, "causes")
    assert _edges(edition, "supports")
    assert len(_reasons(model.graph)) == len(loop.reasons.reasons)


def test_the_reasons_of_an_organisation_stand_in_place_of_the_models() -> None:
    graph = engagement(reasons=REASONS).graph
    assert _reasons(graph) == {
        "reason:late": ("Where is it?", "logistics"),
        "reason:other": ("Something else", "Reception"),
    }
    causes = {(start, end) for start, end, key in graph.edges(keys=True) if key == "causes"}
    assert causes == {(start, "reason:late") for start in ("10388", "20089", "reference:10736")}
    assert graph.nodes["reference:10736"] == {"kind": "reference", "name": "Deliver goods"}
    assert _reasons(engagement().graph) == _reasons(pcf.load().graph)
    assert _reasons(engagement(reasons=()).graph) == {}


def test_an_element_outside_is_one_node_whoever_names_it() -> None:
    graph = unfrozen(pcf.load())
    put_reasons(
        graph,
        [
            Reason(id="a", words="A", outside_name="Plan routes"),
            Reason(id="b", words="B", outside_id="10736", outside_name="Deliver goods"),
            Reason(id="c", words="C", outside_id="10736"),
            Reason(id="d", words="D", outside_id=CATEGORY, outside_name="ours"),
            Reason(id="e", words="E", causes=("99999",)),
        ],
    )
    ends = {end: start for start, end, key in graph.edges(keys=True) if key == "causes"}
    assert ends == {
        "reason:a": "reference:Plan routes",
        "reason:b": "reference:10736",
        "reason:c": "reference:10736",
        "reason:d": CATEGORY,
        "reason:e": "reference:99999",
    }
    names = {node: data["name"] for node, data in graph.nodes(data=True) if data["kind"] == "reference"}
    assert names == {
        "reference:Plan routes": "Plan routes",
        "reference:10736": "Deliver goods",
        "reference:99999": "99999",
    }
