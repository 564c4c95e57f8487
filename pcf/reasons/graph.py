"""The graph of the model with an organisation's own contact reasons in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pcf.reasons.records import Reason

if TYPE_CHECKING:
    import networkx


def put_reasons(graph: networkx.MultiDiGraph[str], reasons: Iterable[Reason]) -> None:
    """Put an organisation's reasons in place of the model's, in a graph that is not frozen yet.

    Nodes ``reason:…`` with ``kind``, ``name`` (the customer's words) and ``owner``; element ``causes`` reason. An
    element outside category 6 is a node ``reference:…`` of kind ``reference`` with a ``name`` and nothing else: by its
    id, or by its name where it has none.
    """
    graph.remove_nodes_from([node for node, data in graph.nodes(data=True) if data["kind"] == "reason"])
    for reason in reasons:
        node = f"reason:{reason.id}"
        graph.add_node(node, kind="reason", name=reason.words, owner=reason.owner)
        for element in reason.causes:
            graph.add_edge(_end(graph, element, ""), node, key="causes", kind="causes")
        if reason.outside_id or reason.outside_name:
            end = _end(graph, reason.outside_id or "", reason.outside_name)
            graph.add_edge(end, node, key="causes", kind="causes")


def _end(graph: networkx.MultiDiGraph[str], element: str, name: str) -> str:
    """Return the node of an element; one that the graph does not have is a plain reference."""
    if element in graph:
        return element
    node = f"reference:{element or name}"
    known = graph.nodes[node]["name"] if node in graph else ""
    graph.add_node(node, kind="reference", name=name or known or element)
    return node
