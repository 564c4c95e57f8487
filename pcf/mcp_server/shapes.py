"""JSON Schema of the answers: what a client may rely on. Answers may hold more keys than are named here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_TEXT_OR_NOTHING: Json = {"type": ["string", "null"]}
_WHOLE: Json = {"type": "integer"}
_WHOLE_OR_NOTHING: Json = {"type": ["integer", "null"]}
_NUMBER_OR_NOTHING: Json = {"type": ["number", "null"]}
_RANGE: Json = {"type": ["array", "null"], "items": {"type": ["number", "null"]}}
_TEXTS: Json = {"type": "array", "items": _TEXT}
_OBJECT: Json = {"type": "object"}
_ARRAY: Json = {"type": "array"}
_OBJECTS: Json = {"type": "array", "items": _OBJECT}
_NAME: Json = {"type": "object", "description": "language: text"}
_FINDING: Json = {
    "type": "object",
    "properties": dict.fromkeys(
        ("severity", "code", "sheet", "cell", "found", "expected", "suggestion", "message"), _TEXT
    ),
    "required": ["severity", "code", "message"],
}
_HEAD: Mapping[str, Json] = {"edition": _TEXT, "lang": _TEXT, "source": _TEXT, "notes": _TEXTS}
_PAGE: Mapping[str, Json] = {"total": _WHOLE, "next_offset": _WHOLE_OR_NOTHING}


def _rows(properties: Mapping[str, Json]) -> Json:
    return {"type": "array", "items": {"type": "object", "properties": {**properties}, "required": [*properties]}}


def _answer(properties: Mapping[str, Json], optional: Mapping[str, Json] | None = None) -> Json:
    """Return the schema of an answer: what it always holds, and what only some answers hold."""
    always = {**_HEAD, **properties}
    return {"type": "object", "properties": {**always, **(optional or {})}, "required": [*always]}


HITS = _answer(
    {
        "query": _TEXT,
        "hits": _rows(
            {
                "id": _TEXT,
                "kind": {"enum": ["element", "metric"]},
                "hierarchy_id": _TEXT,
                "name": _TEXT,
                "score": {"type": "number"},
                "matched": _TEXT,
            }
        ),
    }
)
DESCRIPTION = _answer(
    {"kind": {"enum": ["element", "metric"]}, "id": _TEXT, "name": _NAME, "definition": _NAME, "names": _OBJECT},
    {
        "hierarchy_id": _TEXT_OR_NOTHING,
        "level": _WHOLE_OR_NOTHING,
        "parent": _TEXT_OR_NOTHING,
        "children": _TEXTS,
        "metrics": _TEXTS,
        "review": {"type": ["object", "null"]},
        "rubric": {"type": ["object", "null"]},
        "editions": _OBJECT,
        "element": _TEXT,
        "unit": _TEXT,
        "better": _TEXT,
        "formula": _OBJECT,
        "measures": _TEXTS,
        "collect": _OBJECTS,
    },
)
TREE = _answer(
    {"elements": _rows({"id": _TEXT, "hierarchy_id": _TEXT_OR_NOTHING, "level": _WHOLE_OR_NOTHING, "name": _TEXT})}
)
SUGGESTIONS = _answer(
    {
        "items": _rows(
            {
                "text": _TEXT,
                "suggestions": _rows(
                    {
                        "id": _TEXT,
                        "hierarchy_id": _TEXT,
                        "name": _TEXT,
                        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
                        "why": _TEXT,
                    }
                ),
                "none": {"type": "number", "minimum": 0, "maximum": 1},
                "field": _TEXT_OR_NOTHING,
                "field_name": _TEXT,
            }
        )
    }
)
METRICS = _answer(
    {
        "metrics": _rows(
            {
                "id": _TEXT,
                "element": _TEXT,
                "name": _NAME,
                "category": _TEXT_OR_NOTHING,
                "unit": _TEXT,
                "better": _TEXT,
                "measures": _TEXTS,
            }
        ),
        **_PAGE,
    }
)
FIGURE = _answer(
    {
        "metric": _TEXT,
        "value": _NUMBER_OR_NOTHING,
        "unit": _TEXT,
        "n": _NUMBER_OR_NOTHING,
        "basis": _TEXT_OR_NOTHING,
        "interval": _RANGE,
        "flags": _TEXTS,
        "reason": _TEXT_OR_NOTHING,
        "missing": _TEXTS,
        "formula": _TEXT,
        "collect": _OBJECTS,
    }
)
STAFFING = _answer(
    {"intervals": _OBJECTS, "findings": {"type": "array", "items": _FINDING}},
    dict.fromkeys(("curves", "promises", "sensitivities"), _ARRAY),
)
CHANGES = _answer(
    {
        "from": _TEXT,
        "to": _TEXT,
        "changes": _rows(
            {
                "id": _TEXT,
                "change": _TEXT,
                "also": _TEXTS,
                "from": {"type": ["object", "null"]},
                "to": {"type": ["object", "null"]},
                "successor": _TEXT_OR_NOTHING,
                "predecessor": _TEXT_OR_NOTHING,
                "note": _TEXT,
            }
        ),
        "counts": _OBJECT,
        **_PAGE,
    }
)
FILES = _answer({"folders": _TEXTS, "files": _rows({"name": _TEXT, "bytes": _WHOLE}), **_PAGE})
READING = _answer(
    {
        "file": _TEXT,
        "ok": {"type": "boolean"},
        "digest": _TEXT,
        "cells": _OBJECT,
        "counts": _OBJECT,
        "findings": {"type": "array", "items": _FINDING},
        **_PAGE,
    }
)
SCORECARD = _answer(
    {"file": _TEXT, "part": _TEXT, "counts": _OBJECT},
    {
        "score": _NUMBER_OR_NOTHING,
        "status": _TEXT,
        "range": _RANGE,
        "coverage": _NUMBER_OR_NOTHING,
        **dict.fromkeys(("groups", "segments", "processes", "levers"), _OBJECTS),
        "findings": {"type": "array", "items": _FINDING},
        "explanation": _TEXT,
        **_PAGE,
    },
)
