"""Views: an overview of the category, and one of each group with all that is below."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element as Node

from pcf.exchange.archimate.concepts import of_element
from pcf.exchange.archimate.layout import Box, boxed
from pcf.exchange.archimate.texts import Texts, child, identifier
from pcf.ids import owner_of

if TYPE_CHECKING:
    from pcf.taxonomy import Element, Taxonomy

_VIEWPOINT = "Business Process Cooperation"  # of the standard's list; Archi takes other names for none
_OWN = {"r": "255", "g": "213", "b": "138"}  # an organisation's own elements stand out, in grey print too
_GROUPS_ACROSS, _PROCESSES_ACROSS = 6, 4


def of_view(element: Element) -> str:
    """Return the identifier of the view that shows an element as its outermost box."""
    return identifier("view", element.id)


def add_views(parent: Node, model: Taxonomy, texts: Texts) -> None:
    """Add the overview down to processes, and a view of each process group down to tasks."""
    _add_view(parent, boxed(model.root, levels=2, across=_GROUPS_ACROSS), texts)
    for group in model.root.children:
        _add_view(parent, boxed(group, levels=3, across=_PROCESSES_ACROSS), texts)


def _add_view(parent: Node, box: Box, texts: Texts) -> None:
    attributes = {"identifier": of_view(box.element), "xsi:type": "Diagram", "viewpoint": _VIEWPOINT}
    view = child(parent, "view", attributes)
    texts.add(view, "name", box.element.names, before=f"{box.element.hierarchy_id} ")
    _add_node(view, box, box.element, texts)


def _add_node(parent: Node, box: Box, view: Element, texts: Texts) -> None:
    place = {"x": box.left, "y": box.top, "w": box.width, "h": box.height}
    names = {"identifier": identifier("node", view.id, box.element.id), "elementRef": of_element(box.element.id)}
    sizes = {name: str(value) for name, value in place.items()}
    node = child(parent, "node", names | {"xsi:type": "Element"} | sizes)
    texts.add(node, "label", box.element.names, before=f"{box.element.hierarchy_id} ")
    if owner_of(box.element.id):
        child(child(node, "style"), "fillColor", dict(_OWN))
    for inner in box.inside:
        _add_node(node, inner, view, texts)
