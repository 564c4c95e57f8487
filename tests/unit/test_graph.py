from __future__ import annotations

from collections import Counter

import networkx
import pytest

import pcf

EDITIONS = ("6.1.1", "7.0", "7.2.1", "7.3.1", "7.4", "8.0")


def _edges(edition: str, kind: str) -> set[tuple[str, str]]:
    graph = pcf.load(edition).graph
    return {(start, end) for start, end, key in graph.edges(keys=True) if key == kind}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_node_and_edge_has_a_known_kind(edition: str) -> None:
    graph = pcf.load(edition).graph
    assert {data["kind"] for _, data in graph.nodes(data=True)} <= {"element", "metric", "measure"}
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
