"""GraphML: one edition as a graph with typed attributes, for networkx, yEd and Gephi.

Gephi shows the attribute ``label``; yEd shows the label of its own extension of the format, which networkx reads as
``label`` too, so both are written and say the same. Edges have no id: a tool that finds one takes it for the name of
one edge, and here it names a kind of many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from pcf import _resources
from pcf.exchange.xml_files import write_xml
from pcf.ids import LANGUAGES, owner_of
from pcf.model import Text

if TYPE_CHECKING:
    import networkx

    from pcf.taxonomy import Taxonomy

_ROOT: Mapping[str, str] = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
    "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd",
}
_TYPES: Mapping[type, str] = {bool: "boolean", int: "int", float: "double", str: "string"}
_DRAWN = "drawn"  # the key under which yEd looks for what it draws


def write(out: Path, model: Taxonomy) -> None:
    """Write the graph of one edition.

    Args:
        out: The file.
        model: What to write; node labels are in its language.

    Raises:
        LocalEditionError: The edition is the user's own copy of APQC's.
        OutputNotWritableError: The folder is missing or closed to us, or the disk is full.
    """
    graph = described(model)
    root = Element("graphml", dict(_ROOT))
    parts = {
        "graph": [graph.graph],
        "node": [data for _, data in graph.nodes(data=True)],
        "edge": [data for _, _, data in graph.edges(data=True)],
    }
    for part, rows in parts.items():
        for name, kind in _types(rows).items():
            SubElement(root, "key", {"id": f"{part}_{name}", "for": part, "attr.name": name, "attr.type": kind})
    SubElement(root, "key", {"id": _DRAWN, "for": "node", "yfiles.type": "nodegraphics"})
    body = SubElement(root, "graph", id="pcf", edgedefault="directed")
    _put(body, "graph", graph.graph)
    for node, data in graph.nodes(data=True):
        shown = SubElement(body, "node", id=node)
        _put(shown, "node", data)
        _draw(shown, data["label"])
    for start, end, data in graph.edges(data=True):
        _put(SubElement(body, "edge", source=start, target=end), "edge", data)
    write_xml(out, root)


def described(model: Taxonomy) -> networkx.MultiDiGraph[str]:
    """Return the model's graph with what other tools need beside: labels, names, owners, the notice.

    Every value is a text, a whole number or a truth value; what is not known has no attribute. The attribute ``key``
    of an edge repeats its key, which GraphML has no other place for.
    """
    from pcf.graph import unfrozen

    graph = unfrozen(model)
    graph.graph |= {"lang": model.lang, "notice": _resources.notice()}
    for node, more in _descriptions(model):
        if node in graph:
            graph.nodes[node].update({name: value for name, value in more.items() if value is not None})
    for node, data in graph.nodes(data=True):
        data["label"] = " ".join(part for part in (data.get("hierarchy_id"), data["name"]) if part)
        owner = owner_of(node if data["kind"] == "element" else node.partition(":")[2])
        if owner:
            data["organisation"] = owner  # a reason has an owner of another kind: who could end its cause
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["key"] = key
    return graph


def _descriptions(model: Taxonomy) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Give each node that the graph may have, with its names and what else is known."""
    for record in model.bundle.elements:
        place = (record.place(model.edition) if record.id in model else None) or model.bundle.last_place(record)
        said = record.definition.spoken(model.lang) if record.definition else None
        own = {f"own_name_{one.owner}": one.name.spoken(model.lang) for one in record.own_names}
        yield record.id, {**_names(place.name), "definition": said, "source": record.source, **own}
    for metric in model.metrics:
        facts = {"definition": metric.definition, "formula": metric.formula_text, "source": metric.record.source}
        yield f"metric:{metric.id}", {**_names(metric.record.name), "category": metric.record.category, **facts}
    for measure in model.bundle.measures:
        yield f"measure:{measure.id}", {**_names(measure.name), "definition": measure.definition.spoken(model.lang)}
    for block in model.loops.complaints.blocks:
        yield f"stage:{block.id}", {**_names(block.name)}
    for reason in model.loops.reasons.reasons:
        yield f"reason:{reason.id}", {**_names(reason.words)}


def _names(name: Text) -> dict[str, str | None]:
    return {f"name_{lang}": getattr(name, lang) for lang in LANGUAGES}


def _types(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the attributes of one part of the graph in alphabetical order, each with its type."""
    found = {name: _type(value) for row in rows for name, value in row.items()}
    return dict(sorted(found.items()))


def _type(value: object) -> str:
    """Tell the type of a value; a truth value is also a whole number, so it is asked for first."""
    return next(name for kind, name in _TYPES.items() if isinstance(value, kind))


def _put(parent: Element, part: str, data: Mapping[str, Any]) -> None:
    for name, value in data.items():
        said = str(value).lower() if isinstance(value, bool) else str(value)
        SubElement(parent, "data", key=f"{part}_{name}").text = said


def _draw(node: Element, label: str) -> None:
    shape = SubElement(SubElement(node, "data", key=_DRAWN), "y:ShapeNode")
    SubElement(shape, "y:NodeLabel").text = label
