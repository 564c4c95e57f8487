"""Elements and relationships: processes, their composition, metrics and where they are filed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element as Node

from pcf.exchange.archimate.texts import Texts, child, identifier

if TYPE_CHECKING:
    from pcf.exchange.archimate.properties import Properties
    from pcf.taxonomy import Element, Metric, Taxonomy


def of_element(element_id: str) -> str:
    """Return the identifier of an element, the same in every edition."""
    return identifier("element", element_id)


def of_metric(metric_id: str) -> str:
    return identifier("metric", metric_id)


def of_composition(part: Element) -> str:
    """Return the identifier of the relationship between a parent and its part."""
    return identifier("composition", part.parent.id if part.parent else "", part.id)


def of_association(metric: Metric) -> str:
    return identifier("association", metric.id)


def add_elements(parent: Node, model: Taxonomy, texts: Texts, properties: Properties) -> None:
    """Add the elements of the edition in printed order, then its metrics."""
    for element in model:
        node = child(parent, "element", {"identifier": of_element(element.id), "xsi:type": "BusinessProcess"})
        texts.add(node, "name", element.names)
        if element.record.definition:
            texts.add(node, "documentation", element.record.definition)
        properties.put(
            node,
            element_id=element.id,
            hierarchy_id=element.hierarchy_id,
            level=str(element.level),
            edition=model.edition,
            source=element.record.source,
            organisation=properties.organisation(element.id),
            own_name=_own_names(element, texts, properties),
        )
    for metric in model.metrics:
        node = child(parent, "element", {"identifier": of_metric(metric.id), "xsi:type": "Assessment"})
        texts.add(node, "name", metric.record.name)
        if metric.record.definition:
            texts.add(node, "documentation", metric.record.definition)
        properties.put(
            node,
            metric_id=metric.id,
            element_id=metric.element,
            category=metric.record.category,
            unit=metric.unit_name,
            formula=metric.formula_text,
            better=metric.record.better,
            source=metric.record.source,
            organisation=properties.organisation(metric.id),
        )


def _own_names(element: Element, texts: Texts, properties: Properties) -> str:
    own = element.record.own_names
    return "; ".join(f"{properties.named_by(one.owner)}: {one.name.spoken(texts.lang)}" for one in own)


def add_relationships(parent: Node, model: Taxonomy) -> None:
    """Add the composition of every parent, and the association of every metric."""

    def relate(kind: str, name: str, source: str, target: str) -> None:
        ends = {"source": source, "target": target}
        child(parent, "relationship", {"identifier": name, **ends, "xsi:type": kind})

    for element in model:
        if element.parent:
            relate("Composition", of_composition(element), of_element(element.parent.id), of_element(element.id))
    for metric in model.metrics:
        relate("Association", of_association(metric), of_metric(metric.id), of_element(metric.element))
