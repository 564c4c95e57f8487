"""One element as one document."""

from __future__ import annotations

from pcf.documents.changes import history_document
from pcf.ids import LANGUAGES, owner_of
from pcf.model import Text
from pcf.model.rubric import RubricRecord
from pcf.taxonomy import Element, Taxonomy


def text(value: Text | None) -> dict[str, str | None]:
    return value.to_json() if value else dict.fromkeys(LANGUAGES)


def element_document(element: Element, taxonomy: Taxonomy) -> dict[str, object]:
    """Describe one element in all three languages."""
    record, words = element.record, element.words
    own_names = () if element.has_earlier_meaning else record.own_names
    return {
        "kind": "element",
        "id": element.id,
        "hierarchy_id": element.hierarchy_id,
        "level": element.level,
        "edition": taxonomy.edition,
        "outside": element.outside,
        "owner": owner_of(element.id),
        "name": element.names.to_json(),
        "own_names": [{"owner": one.owner, "name": one.name.to_json()} for one in own_names],
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
        "history": history_document(element.history),
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
                "own_descriptors": [
                    {"owner": one.owner, "text": one.text.to_json()}
                    for one in record.own_descriptors
                    if one.level == level
                ],
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
