"""Folders: elements and metrics by process group, under the top folders that Archi has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element as Node

from pcf.exchange.archimate.concepts import of_association, of_composition, of_element, of_metric
from pcf.exchange.archimate.texts import Texts, child
from pcf.exchange.archimate.views import of_view

if TYPE_CHECKING:
    from pcf.taxonomy import Element, Taxonomy


def add_folders(parent: Node, model: Taxonomy, texts: Texts) -> None:
    """Add four top folders, under the English names by which Archi knows its own."""
    metrics: dict[str, list[str]] = {}
    for metric in model.metrics:
        metrics.setdefault(metric.element, []).append(of_metric(metric.id))

    def own(element: Element) -> list[str]:
        return [of_element(element.id)]

    def filed(element: Element) -> list[str]:
        return metrics.get(element.id, [])

    for label, members in (("Business", own), ("Motivation", filed)):
        top = _top(parent, label)
        _refer(top, members(model.root))
        for group in model.root.children:
            inside = [one for element in (group, *group.descendants) for one in members(element)]
            if inside:
                folder = child(top, "item")
                texts.add(folder, "label", group.names, before=f"{group.hierarchy_id} ")
                _refer(folder, inside)
    relations = [of_composition(element) for element in model if element.parent]
    _refer(_top(parent, "Relations"), [*relations, *(of_association(metric) for metric in model.metrics)])
    _refer(_top(parent, "Views"), [of_view(one) for one in (model.root, *model.root.children)])


def _top(parent: Node, label: str) -> Node:
    top = child(parent, "item")
    child(top, "label", {"xml:lang": "en"}).text = label
    return top


def _refer(folder: Node, identifiers: Iterable[str]) -> None:
    for one in identifiers:
        child(folder, "item", {"identifierRef": one})
