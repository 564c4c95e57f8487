"""JSON documents of elements and metrics: the promised keys."""

from __future__ import annotations

from pcf.ids import LANGUAGES
from pcf.model import Text
from pcf.model.rubric import RubricRecord
from pcf.taxonomy import Element, Metric, Taxonomy


def text(value: Text | None) -> dict[str, str | None]:
    return value.to_json() if value else dict.fromkeys(LANGUAGES)


def element_document(element: Element, taxonomy: Taxonomy) -> dict[str, object]:
    """Describe one element in all three languages."""
    record, words = element.record, element.words
    return {
        "kind": "element",
        "id": element.id,
        "hierarchy_id": element.hierarchy_id,
        "level": element.level,
        "edition": taxonomy.edition,
        "outside": element.outside,
        "name": element.names.to_json(),
        "definition": text(record.definition),
        "objects": list(words.objects),
        "actions": list(words.actions),
        "synonyms": words.synonyms.to_json(),
        "examples": words.examples.to_json(),
        "alternatives": [other.model_dump() for other in record.alternatives],
        "parent": element.parent.id if element.parent else None,
        "children": [child.id for child in element.children],
        "metrics": [metric.id for metric in element.metrics],
        "editions": {
            edition: {
                "hierarchy_id": place.hierarchy_id,
                "name": place.name.to_json(),
                "outside": place.outside,
                "attested": place.attested,
            }
            for edition, place in element.editions.items()
        },
        "redefined": {"edition": record.redefined.edition, "note": text(record.redefined.note)}
        if record.redefined
        else None,
        "successor": record.successor,
        "note": text(record.remark.note if record.remark else None),
        "rubric": _rubric(element.rubric.record) if element.rubric else None,
        "source": record.source,
        "review": record.reviews.model_dump() if record.reviews else None,
    }


def _rubric(record: RubricRecord) -> dict[str, object]:
    return {
        "applies": record.applies.to_json(),
        "owner": record.owner.to_json(),
        "levels": [
            {
                "level": level,
                "descriptor": descriptor.to_json(),
                "statements": [
                    {"id": one.id, "text": one.text.to_json()} for one in record.statements if one.level == level
                ],
            }
            for level, descriptor in enumerate(record.descriptors)
        ],
        "evidence": [{"id": one.id, "kind": one.kind, "text": one.text.to_json()} for one in record.evidence],
        "questions": [{"id": one.id, "roles": one.roles, "text": one.text.to_json()} for one in record.questions],
        "overrating": [{"id": one.id, "text": one.text.to_json()} for one in record.overrating],
        "review": record.reviews.model_dump(),
    }


def metric_document(metric: Metric) -> dict[str, object]:
    """Describe one metric; the formula in words and LaTeX in the taxonomy's language."""
    record = metric.record
    return {
        "id": metric.id,
        "element": metric.element,
        "name": record.name.to_json(),
        "definition": text(record.definition),
        "category": record.category,
        "unit": record.unit.value,
        "per": {"unit": record.per.unit.value, "amount": float(record.per.amount)} if record.per else None,
        "better": record.better,
        "basis": record.basis,
        "formula": {
            "text": metric.formula_text,
            "sentence": metric.sentence,
            "latex": metric.latex,
            "excel": metric.excel,
            "stated": record.stated_formula,
        },
        "measures": list(metric.measures),
        "evidence_for": list(record.evidence_for),
        "same_as": list(record.same_as),
        "variant_of": record.variant_of,
        "interval": record.interval.kind if record.interval else None,
        "edge_cases": text(record.edge_cases),
        "oddities": [
            {"id": one.id, "name": one.name.to_json(), "treatment": one.treatment.to_json()} for one in metric.oddities
        ],
        "correction": text(record.correction),
        "source": record.source,
    }
