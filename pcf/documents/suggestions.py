"""Where a statement may belong, as one document."""

from __future__ import annotations

from pcf.suggestions import Suggestion, Suggestions


def suggestions_document(found: Suggestions) -> dict[str, object]:
    return {
        "text": found.text,
        "suggestions": [_suggestion(one) for one in found],
        "none": found.none,
        "field": found.field,
        "field_name": found.field_name,
    }


def _suggestion(one: Suggestion) -> dict[str, object]:
    said = {"id": one.id, "hierarchy_id": one.hierarchy_id, "name": one.name, "confidence": one.confidence}
    return said | {"why": one.why, "reasons": one.reasons.to_json()}
