"""The JSON Schema of the exported document, made from the records: what editors check while people type."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, TypeAdapter

from pcf import _resources
from pcf.exchange.document import Document
from pcf.model.formula import FRACTION
from pcf.outputs import write_whole

if TYPE_CHECKING:
    from pcf.taxonomy import Taxonomy

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLE = "pcf-model"
# Two records of one name are told apart by their modules.
_LONG_NAME = re.compile(r"pcf__model__(?P<module>\w+)__(?P<name>[A-Za-z]+)")
_NAMED = re.compile(r"^ {4}(?P<names>\w+(?:, \w+)*): (?P<said>.*(?:\n {8}.*)*)", re.MULTILINE)


def write(out: Path, _: Taxonomy) -> None:
    """Write the JSON Schema; it is the same for every model.

    Raises:
        LocalEditionError: The edition is the user's own copy.
        OutputNotWritableError: The folder is missing or closed to us, or the disk is full.
    """
    write_whole(out, json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")


def schema() -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12, of the document that ``--to json`` writes."""
    made = TypeAdapter(Document).json_schema(by_alias=True, mode="validation")
    tidy: dict[str, Any] = _tidied(made)
    for holder in (tidy, *tidy["$defs"].values()):
        _describe(holder)
    tidy["title"] = _TITLE
    return {"$schema": _DIALECT, "$comment": _resources.notice()} | tidy


def _tidied(node: Any, *, is_names: bool = False) -> Any:
    """Take out what says nothing (titles made of keys, hints of another standard), and shorten names of records.

    Args:
        node: A part of the schema.
        is_names: Its keys are names of properties or records, not words of JSON Schema.
    """
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if isinstance(node, str):
        return _LONG_NAME.sub(_short, node)
    if not isinstance(node, dict):
        return node
    if node.get("format") == "fraction" and not is_names:
        return {"type": "string", "pattern": FRACTION}
    return {
        _tidied(key): _tidied(value, is_names=key in ("properties", "$defs") and not is_names)
        for key, value in node.items()
        if is_names or key not in ("title", "discriminator")
    }


def _short(match: re.Match[str]) -> str:
    return f"{match['name']}Of{match['module'].capitalize()}"


def _describe(holder: dict[str, Any]) -> None:
    """Move what a record's description says of single keys to these keys."""
    text, _, attributes = str(holder.get("description", "")).partition("\n\nAttributes:\n")
    if text:
        holder["description"] = _plain(text)
    properties: Mapping[str, dict[str, Any]] = holder.get("properties", {})
    for match in _NAMED.finditer(attributes):
        for name in match["names"].split(", "):
            key = _ALIASES.get(name, name)
            if key in properties:
                properties[key]["description"] = _plain(match["said"])


def _plain(text: str) -> str:
    """Write the text of a docstring as plain sentences."""
    return re.sub(r"\s+", " ", text.replace("``", "'")).strip()


def _aliases(record: type[BaseModel]) -> dict[str, str]:
    return {name: field.alias for name, field in record.model_fields.items() if field.alias}


_ALIASES = _aliases(Document)
