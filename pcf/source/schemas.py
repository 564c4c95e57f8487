"""JSON Schema of the editable files, made from the records: editors validate as people type.

Run as ``python -m pcf.source.schemas`` in a checkout; a test compares the committed files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pcf import _resources
from pcf.model import MetricRecord, OddityRecord, UnitRecord
from pcf.model.log import LogRecord, ParameterRecord
from pcf.model.loop import ReasonWeightsRecord
from pcf.model.statement import ElsewhereRecord, PlacedRecord, WeightsRecord, WordsRecord
from pcf.source.shapes import (
    AssumptionEntry,
    BlockEntry,
    ConceptEntry,
    ContactReasonEntry,
    EditionsFile,
    ElementEntry,
    MeasureEntry,
    OwnerEntry,
    PrincipleEntry,
    ProfilesFile,
    ReasonPhrasesEntry,
    RubricEntry,
    ScaleFile,
    StepEntry,
    TagsFile,
    VocabularyEntry,
)

KINDS: dict[str, Any] = {
    "assumptions": list[AssumptionEntry],
    "blocks": list[BlockEntry],
    "editions": EditionsFile,
    "elsewhere": list[ElsewhereRecord],
    "logs": list[LogRecord],
    "measures": list[MeasureEntry],
    "metrics": list[MetricRecord],
    "oddities": list[OddityRecord],
    "owners": list[OwnerEntry],
    "parameters": list[ParameterRecord],
    "principles": list[PrincipleEntry],
    "processes": list[ElementEntry],
    "profiles": ProfilesFile,
    "reason_phrases": list[ReasonPhrasesEntry],
    "reason_weights": ReasonWeightsRecord,
    "reason_words": list[ConceptEntry],
    "reasons": list[ContactReasonEntry],
    "rubrics": list[RubricEntry],
    "scale": ScaleFile,
    "statements": list[PlacedRecord],
    "steps": list[StepEntry],
    "tags": TagsFile,
    "units": list[UnitRecord],
    "vocabulary": list[VocabularyEntry],
    "weights": WeightsRecord,
    "words": WordsRecord,
}


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file.

    In the files a text is its English string, and every scalar is text; an editor's YAML
    reader makes numbers of ids, so the schema lets both pass.
    """
    made: dict[str, Any] = _relaxed(TypeAdapter(KINDS[kind]).json_schema())
    definitions = made.get("$defs", {})
    if "Text" in definitions:
        definitions["Text"] = {"type": "string", "description": "English; translations stand in locales/"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | made


def _relaxed(node: Any) -> Any:
    if isinstance(node, list):
        return [_relaxed(item) for item in node]
    if not isinstance(node, dict):
        return node
    relaxed = {key: _relaxed(value) for key, value in node.items()}
    match relaxed.get("type"):
        case "string" if "enum" not in relaxed and "const" not in relaxed:
            relaxed["type"] = ["string", "number"]
        case "number" | "integer":
            relaxed["type"] = ["number", "string"]
        case "boolean":
            relaxed["type"] = ["boolean", "string"]
    return relaxed


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield each schema's path and the text that it should hold."""
    for kind in KINDS:
        text = json.dumps(schema(kind), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        yield root / "taxonomy" / "schema" / f"{kind}.json", text


def main() -> None:
    """Rewrite the schemas that are out of step; tell which."""
    root = _resources.checkout()
    for path, text in files(root):
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(root)}: rewritten\n")


if __name__ == "__main__":
    main()
