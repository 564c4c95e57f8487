"""The model as a networkx graph, for questions that the views do not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

    from pcf.taxonomy import Taxonomy


def build(taxonomy: Taxonomy) -> networkx.MultiDiGraph[str]:
    """Build the graph of one edition.

    Nodes: element ids, ``metric:…``, ``measure:…``, ``reason:…`` (why customers make contact, with
    the ``owner`` of the cause) and ``stage:…`` (a building block of the answering of complaints);
    attribute ``kind``. Edges, with ``kind`` as key and attribute: child ``part_of`` parent, element
    ``measured_by`` metric, metric ``needs`` measure, element ``causes`` reason, stage ``supports``
    element, new ``succeeds`` old. Elements of other editions stand in it only as ends of
    ``succeeds``, with ``placed`` false; what causes a reason or is supported by a stage and is not
    of this edition has no edge.
    """
    return frozen(unfrozen(taxonomy))


def frozen(graph: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """Return the graph as it is handed out: nothing can be added to it or taken from it."""
    import networkx

    closed: networkx.MultiDiGraph[str] = networkx.freeze(graph)
    return closed


def unfrozen(taxonomy: Taxonomy) -> networkx.MultiDiGraph[str]:
    """Build the same graph for whoever has more to add: an assessment has practices and segments."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(edition=taxonomy.edition)

    def connect(start: str, end: str, kind: str) -> None:
        graph.add_edge(start, end, key=kind, kind=kind)

    for element in taxonomy:
        graph.add_node(
            element.id,
            kind="element",
            hierarchy_id=element.hierarchy_id,
            name=element.name,
            level=element.level,
            placed=True,
        )
        if element.parent:
            connect(element.id, element.parent.id, "part_of")
    for record in taxonomy.bundle.elements:
        if record.successor and record.successor in graph:
            name = taxonomy.bundle.last_place(record).name.spoken(taxonomy.lang)
            graph.add_node(record.id, kind="element", name=name, placed=False)
            connect(record.successor, record.id, "succeeds")
    for metric in taxonomy.metrics:
        graph.add_node(f"metric:{metric.id}", kind="metric", name=metric.name, unit=metric.record.unit.value)
        connect(metric.element, f"metric:{metric.id}", "measured_by")
        for measure_id in metric.measures:
            measure = taxonomy.measure(measure_id)
            graph.add_node(
                f"measure:{measure_id}",
                kind="measure",
                name=measure.name.spoken(taxonomy.lang),
                unit=measure.unit.value,
            )
            connect(f"metric:{metric.id}", f"measure:{measure_id}", "needs")
    _add_loops(graph, taxonomy)
    return graph


def _add_loops(graph: networkx.MultiDiGraph[str], taxonomy: Taxonomy) -> None:
    """Add the building blocks of the answering of complaints, and the reasons why customers make contact."""
    model, lang = taxonomy.loops, taxonomy.lang
    for block in model.complaints.blocks:
        stage = f"stage:{block.id}"
        graph.add_node(stage, kind="stage", name=block.name.spoken(lang))
        for element in block.supports:
            if element in taxonomy:
                graph.add_edge(stage, element, key="supports", kind="supports")
    for record in model.reasons.reasons:
        reason = f"reason:{record.id}"
        graph.add_node(reason, kind="reason", name=record.words.spoken(lang), owner=record.owner)
        for element in record.causes:
            if element in taxonomy:
                graph.add_edge(element, reason, key="causes", kind="causes")
