"""The graph of the model with an organisation's practices in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pcf.errors import NoPlaceError
from pcf.graph import frozen, unfrozen
from pcf.mapping.coverage import unique_ids
from pcf.mapping.records import Practice

if TYPE_CHECKING:
    import networkx

    from pcf.taxonomy import Taxonomy


def with_practices(taxonomy: Taxonomy, practices: Iterable[Practice]) -> networkx.MultiDiGraph[str]:
    """Build the graph of one edition with practices: read-only, made anew for every caller.

    Nodes: those of ``pcf.graph.build``, and ``practice:…`` with ``kind``, ``name`` and ``text`` (the statement),
    ``owner``, ``unit``; blank is blank. Edges: practice ``implements`` element, with ``relation``, ``reviewer`` and
    ``confidence`` (0 to 1; ``None`` for what a person placed). Only accepted placements are edges: what is
    suggested or rejected, and the claim that nothing fits, are none. Of several decisions on one element the first
    stands.

    Where copies use one id for different texts the second is ``practice:p1#2``.

    Raises:
        UnknownElementError: A practice was accepted for an element that is in no edition.
    """
    graph = unfrozen(taxonomy)
    add_practices(graph, taxonomy, practices)
    return frozen(graph)


def add_practices(graph: networkx.MultiDiGraph[str], taxonomy: Taxonomy, practices: Iterable[Practice]) -> None:
    """Add practices to a graph that is not frozen yet; see ``with_practices``.

    Raises:
        UnknownElementError: A practice was accepted for an element that is in no edition.
    """
    for practice, name in unique_ids(practices).items():
        node = f"practice:{name}"
        graph.add_node(
            node, kind="practice", name=practice.text, text=practice.text, owner=practice.owner, unit=practice.unit
        )
        for one in practice.placements:
            if one.decision != "accepted" or one.element is None or graph.has_edge(node, one.element, "implements"):
                continue
            if one.element not in graph:
                graph.add_node(one.element, kind="element", name=_name_elsewhere(one.element, taxonomy), placed=False)
            graph.add_edge(
                node,
                one.element,
                key="implements",
                kind="implements",
                relation=one.relation,
                reviewer=one.reviewer,
                confidence=None if one.confidence is None else float(one.confidence),
            )


def _name_elsewhere(element_id: str, taxonomy: Taxonomy) -> str:
    """Return the name of an element that has no place under customer service in this edition."""
    try:
        return taxonomy[element_id].name
    except NoPlaceError as error:
        return str(error.facts["last_name"])
