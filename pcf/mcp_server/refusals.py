"""What is wrong with the arguments of a call, all of it at once, as an assistant can mend it."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from pcf.errors import ArgumentsError, Phrase
from pcf.findings import Finding, FindingKind
from pcf.mcp_server import findings as kinds

A = TypeVar("A", bound=BaseModel)

_MOST_TOLD = 20
_LONGEST_NAME = 60
_KINDS: Mapping[str, FindingKind] = {
    "missing": kinds.ARGUMENT_MISSING,
    "extra_forbidden": kinds.ARGUMENT_UNKNOWN,
    "string_type": kinds.ARGUMENT_NOT_TEXT,
    "float_type": kinds.ARGUMENT_NOT_NUMBER,
    "finite_number": kinds.ARGUMENT_NOT_NUMBER,
    "literal_error": kinds.ARGUMENT_NOT_CHOICE,
    "bool_type": kinds.ARGUMENT_NOT_CHOICE,
    **dict.fromkeys(("int_type", "int_from_float", "greater_than_equal", "less_than_equal"), kinds.ARGUMENT_NOT_WHOLE),
    **dict.fromkeys(("string_too_short", "string_too_long", "too_short", "too_long"), kinds.ARGUMENT_LENGTH),
}
_SHOWN = reprlib.Repr()
_SHOWN.maxstring = _SHOWN.maxother = 80


def arguments_of(tool: str, model: type[A], given: Mapping[str, Any]) -> A:
    """Check the arguments of a call; ``null`` stands for an argument that was not given.

    Raises:
        ArgumentsError: Names every one that cannot be used, and what would be.
    """
    try:
        return model.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        schema = model.model_json_schema()
        told = {finding.facts["argument"]: finding for finding in _findings(error, tool, schema)}
        findings = tuple(told.values())
        raise ArgumentsError(findings=findings[:_MOST_TOLD], tool=tool, count=len(findings)) from None


def _findings(error: ValidationError, tool: str, schema: Mapping[str, Any]) -> Iterator[Finding]:
    for fault in error.errors(include_url=False, include_context=False):
        place = [part for part in fault["loc"] if part not in ("float", "str", "[key]")]
        name = str(place[0]) if place else tool
        about = schema["properties"].get(name, {})
        one = _schema_of(about, fault["loc"])
        kind = _KINDS.get(fault["type"], kinds.ARGUMENT_UNUSABLE)
        low, high = _bounds(one, fault["type"])
        yield Finding(
            kind,
            cell=_path(place) or tool,
            facts={
                "tool": tool,
                "argument": _path(place) or tool,
                "found": _SHOWN.repr(fault["input"]),
                "known": sorted(schema["properties"]),
                "choices": one.get("enum", ["true", "false"]),
                "meaning": Phrase(about.get("description", "")),
                "low": low,
                "high": high,
            },
        )


def _schema_of(about: Mapping[str, Any], place: Sequence[object]) -> Mapping[str, Any]:
    """Return the schema of what is wrong: of the argument, an entry of its list, the name of an entry, or a text."""
    if place[-1] == "[key]":
        return cast("Mapping[str, Any]", about.get("propertyNames", about))
    if place[-1] == "str":
        return next((one for one in about.get("anyOf", ()) if one.get("type") == "string"), about)
    return cast("Mapping[str, Any]", about.get("items", about)) if len(place) > 1 else about


def _bounds(about: Mapping[str, Any], fault: str) -> tuple[object, object]:
    """Return between what a value must lie: a number by its size, a text or list by its length."""
    if fault in ("too_short", "too_long"):
        return about.get("minItems", about.get("minProperties", 0)), about.get(
            "maxItems", about.get("maxProperties", 0)
        )
    if fault.startswith("string"):
        return about.get("minLength", 0), about.get("maxLength", 0)
    return about.get("minimum", 0), about.get("maximum", 0)


def _path(place: Sequence[object]) -> str:
    """Write where it is: ``statements[3]``, ``measures.contacts_offered``."""
    said = ""
    for part in place:
        said += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if said else str(part)
    return clipped(said)


def clipped(said: str) -> str:
    """Return a name that came from outside as it is told: what is too long for a name is cut."""
    return said if len(said) <= _LONGEST_NAME else f"{said[:_LONGEST_NAME]}…"
